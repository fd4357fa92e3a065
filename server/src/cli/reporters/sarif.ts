import { fingerprints } from '../fingerprint.ts';
import type { LintReport, ReportContext, ReportFinding, ReportFix, ReportRange, RuleInfo } from '../report.ts';

/** SARIF 2.1.0, for code scanning services. Section numbers below are of the OASIS standard. */
export function sarifReport(report: LintReport, context: ReportContext): string {
  const known = report.known ?? [];
  const results = [...report.findings, ...known];
  const marks = fingerprints({ findings: results }, context);
  const ruleIndex = new Map(context.rules.map(({ name }, index) => [name, index]));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            semanticVersion: report.tool.version,
            rules: context.rules.map((rule) => describeRule(rule, context)),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true }],
        results: results.map((finding, index) => ({
          ruleId: finding.rule,
          ruleIndex: ruleIndex.get(finding.rule),
          ...describeFinding(finding),
          partialFingerprints: { 'handbookLintFinding/v1': marks[index] },
          ...(report.known && describeBaseline(index >= report.findings.length)),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** §3.27.24 and §3.35: what the baseline knows is shown as known, and as accepted. */
function describeBaseline(isKnown: boolean) {
  if (!isKnown) return { baselineState: 'new' };
  const justification = 'It is in the baseline.';
  return { baselineState: 'unchanged', suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note', off: 'none' } as const;

function describeRule(rule: RuleInfo, context: ReportContext) {
  const page = context.rulePage(rule.name);
  return {
    id: rule.name,
    shortDescription: { text: `${rule.summary}.` },
    ...(page && { help: { text: page, markdown: page } }),
    defaultConfiguration: { enabled: rule.severity !== 'off', level: levels[rule.severity] },
  };
}

function describeFinding(finding: ReportFinding) {
  const { related, fix, help } = finding;
  return {
    level: levels[finding.severity],
    message: { text: help ? `${finding.message} ${help}` : finding.message },
    locations: [{ physicalLocation: location(finding) }],
    ...(related && {
      relatedLocations: related.map((other, id) => ({
        id,
        message: { text: other.message },
        physicalLocation: location(other),
      })),
    }),
    ...(fix && { fixes: [describeFix(fix)] }),
    properties: { case: finding.case },
  };
}

function describeFix({ title, safe, edits }: ReportFix) {
  const byFile = new Map<string, ReportFix['edits'][number][]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return {
    description: { text: safe ? title : `${title} (look before you apply it)` },
    artifactChanges: [...byFile].map(([file, own]) => ({
      artifactLocation: artifact(file),
      replacements: own.map(({ range, text }) => ({ deletedRegion: region(range), insertedContent: { text } })),
    })),
  };
}

function location({ file, range }: { readonly file: string; readonly range: ReportRange }) {
  return { artifactLocation: artifact(file), region: region(range) };
}

/** A relative reference (§3.4.3): it must not look like a scheme, and its segments are percent-encoded. */
function artifact(file: string) {
  if (/^[A-Za-z]:|^\//.test(file)) return { uri: encodeURI(`file://${file.startsWith('/') ? '' : '/'}${file}`) };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** Counted from 1, the end column one past the last character (§3.30), as in the report itself. */
function region({ start, end }: ReportRange) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
