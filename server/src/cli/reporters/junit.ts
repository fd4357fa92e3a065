import { groupByFile } from '../../report/groupByFile.ts';
import type { LintReport, ReportContext, ReportFinding } from '../../report/report.ts';
import { escapeXml } from './xml.ts';

/** JUnit's XML: a suite a chapter, in it a case a rule. Errors and warnings fail a case, the rest is its output. */
export function junitReport(report: LintReport, context: ReportContext): string {
  const found = new Map(groupByFile(report.findings).map(({ file, findings }) => [file, findings]));
  const files = [...[...found.keys()].filter((file) => !context.files.includes(file)), ...context.files];
  const rules = context.rules.filter(({ severity }) => severity !== 'off').map(({ name }) => name);
  const suites = files.map((file) => suite(file, found.get(file) ?? [], rules));
  const time = (report.summary.durationMs / 1000).toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${report.tool.name}" tests="${sum(suites, 'tests')}" failures="${sum(suites, 'failures')}" errors="0" time="${time}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
}

function suite(file: string, findings: readonly ReportFinding[], rules: readonly string[]): Suite {
  const byRule = new Map<string, ReportFinding[]>(rules.map((rule) => [rule, []]));
  for (const finding of findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  const cases = [...byRule].map(([rule, own]) => testCase(file, rule, own));
  const failures = cases.filter(({ failed }) => failed).length;
  const name = escapeXml(file);
  const xml = [
    `  <testsuite name="${name}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="0">`,
    ...cases.map((one) => one.xml),
    '  </testsuite>',
  ].join('\n');
  return { xml, tests: cases.length, failures };
}

function testCase(file: string, rule: string, findings: readonly ReportFinding[]): { xml: string; failed: boolean } {
  const open = `    <testcase name="${rule}" classname="${escapeXml(file)}" time="0"`;
  if (findings.length === 0) return { xml: `${open}/>`, failed: false };
  const failing = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const others = findings.filter((finding) => !failing.includes(finding));
  const body: string[] = [];
  if (failing.length > 0) {
    const type = failing.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
    const message = failing.length === 1 ? failing[0]!.message : `${failing.length} findings`;
    body.push(`      <failure message="${escapeXml(message)}" type="${type}">${listOf(failing)}</failure>`);
  }
  if (others.length > 0) body.push(`      <system-out>${listOf(others)}</system-out>`);
  return { xml: [`${open}>`, ...body, '    </testcase>'].join('\n'), failed: failing.length > 0 };
}

function listOf(findings: readonly ReportFinding[]): string {
  return findings
    .map(({ file, range, severity, message }) =>
      escapeXml(`${file}:${range.start.line}:${range.start.column}: ${severity}: ${message}`),
    )
    .join('\n');
}

function sum(suites: readonly Suite[], count: 'tests' | 'failures'): number {
  return suites.reduce((total, one) => total + one[count], 0);
}
