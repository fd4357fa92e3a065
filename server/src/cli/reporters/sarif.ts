import type {
  ArtifactLocation,
  Fix,
  Log,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  Suppression,
} from 'sarif';
import { plainJson } from '../../report/plainText.ts';
import type {
  LintReport,
  ReportContext,
  ReportFinding,
  ReportFix,
  ReportRange,
  RuleInfo,
} from '../../report/report.ts';
import { fingerprints } from '../fingerprint.ts';

/** SARIF 2.1.0, for code scanning services. Section numbers below are of the OASIS standard. */
export function sarifReport(report: LintReport, context: ReportContext): string {
  const log: Log = {
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
        results: describeResults(report, context),
      },
    ],
  };
  return `${plainJson(log)}\n`;
}

/** Where a result stands: §3.27.23 its suppressions, §3.27.24 the baseline. */
type Standing = Pick<Result, 'suppressions' | 'baselineState'>;

function describeResults(report: LintReport, context: ReportContext): Result[] {
  const { findings, known, suppressed } = report;
  // Either all results of a run tell how they are suppressed, or none does (§3.27.23).
  const open = known || suppressed ? { suppressions: [] } : {};
  const state = (baselineState: 'new' | 'unchanged') => (known ? { baselineState } : {});
  const all: { readonly finding: ReportFinding; readonly standing: Standing }[] = [
    ...findings.map((finding) => ({ finding, standing: { ...open, ...state('new') } })),
    ...(known ?? []).map((finding) => ({
      finding,
      standing: { suppressions: [inBaseline], ...state('unchanged') },
    })),
    ...(suppressed ?? []).map((finding) => ({ finding, standing: { suppressions: [byComment] } })),
  ];
  const marks = fingerprints({ findings: all.map(({ finding }) => finding) }, context);
  const ruleIndex = new Map(context.rules.map(({ name }, index) => [name, index]));
  return all.map(({ finding, standing }, index) => ({
    ruleId: finding.rule,
    ruleIndex: ruleIndex.get(finding.rule),
    ...describeFinding(finding, context),
    partialFingerprints: { 'handbookLintFinding/v1': marks[index]! },
    ...standing,
  }));
}

const inBaseline: Suppression = { kind: 'external', status: 'accepted', justification: 'It is in the baseline.' };
const byComment: Suppression = {
  kind: 'inSource',
  status: 'accepted',
  justification: 'A comment in the chapter says so.',
};

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note', off: 'none' } as const;

function describeRule(rule: RuleInfo, context: ReportContext): ReportingDescriptor {
  const page = context.rulePage(rule.name);
  return {
    id: rule.name,
    shortDescription: { text: `${rule.summary}.` },
    ...(page && { help: { text: page, markdown: page } }),
    defaultConfiguration: { enabled: rule.severity !== 'off', level: levels[rule.severity] },
  };
}

function describeFinding(finding: ReportFinding, context: ReportContext): Omit<Result, 'ruleId'> {
  const { related, fix, help } = finding;
  return {
    level: levels[finding.severity],
    message: { text: help ? `${finding.message} ${help}` : finding.message },
    locations: [{ physicalLocation: location(finding, context) }],
    ...(related && {
      relatedLocations: related.map((other, id) => ({
        id,
        message: { text: other.message },
        physicalLocation: location(other, context),
      })),
    }),
    ...(fix && { fixes: [describeFix(fix, context)] }),
    properties: { case: finding.case },
  };
}

function describeFix({ title, safe, edits }: ReportFix, context: ReportContext): Fix {
  const byFile = new Map<string, ReportFix['edits'][number][]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return {
    description: { text: safe ? title : `${title} (look before you apply it)` },
    artifactChanges: [...byFile].map(([file, own]) => ({
      artifactLocation: artifact(file, context),
      replacements: own.map(({ range, text }) => ({ deletedRegion: region(range), insertedContent: { text } })),
    })),
  };
}

interface Place {
  readonly file: string;
  readonly range: ReportRange;
}

function location({ file, range }: Place, context: ReportContext): PhysicalLocation {
  return { artifactLocation: artifact(file, context), region: region(range) };
}

/** A relative reference (§3.4.3): it must not look like a scheme, and its segments are percent-encoded. */
function artifact(file: string, context: ReportContext): ArtifactLocation {
  const path = context.inRepository(file);
  if (/^[A-Za-z]:|^\//.test(path)) return { uri: encodeURI(`file://${path.startsWith('/') ? '' : '/'}${path}`) };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** Counted from 1, the end column one past the last character (§3.30), as in the report itself. */
function region({ start, end }: ReportRange): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
