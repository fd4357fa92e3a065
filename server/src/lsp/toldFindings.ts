import type { Diagnostic } from 'vscode-languageserver';
import { fingerprint } from '../base/fingerprint.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { editBetween } from '../markdown/parts/partsEdit.ts';
import type { Finding } from '../rules/finding.ts';

/** A diagnostic, and what tells it from others. */
export interface ToldDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly content: string;
}

/** Findings of a file and the diagnostics they became, one by one. */
export interface ToldFindings {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly ToldDiagnostic[];
  /** The file, where it is a chapter that is being edited. */
  readonly chapter: Chapter | undefined;
}

function toldDiagnostic(diagnostic: Diagnostic): ToldDiagnostic {
  return { diagnostic, content: fingerprint(JSON.stringify(diagnostic)) };
}

/**
 * Makes findings into diagnostics. After an edit most of a long chapter's are about what stands before it, or behind it
 * and as far away as the edit is long: these are taken from `before`.
 */
export function tellFindings(
  findings: readonly Finding[],
  chapter: Chapter | undefined,
  before: ToldFindings | undefined,
  convert: (finding: Finding) => Diagnostic,
): ToldFindings {
  const tell = (finding: Finding) => toldDiagnostic(convert(finding));
  if (!before?.chapter?.parts || !chapter?.parts) return { findings, chapter, diagnostics: findings.map(tell) };
  const edit = editBetween(before.chapter.parts, chapter.parts);
  const lines = chapter.lines.count - before.chapter.lines.count;
  const diagnostics = findings.map((finding, nth) => {
    // Those before the edit are found by their number, those behind it by their number from the end.
    const isBehind = finding.span.start > edit.end + edit.by;
    const at = isBehind ? nth - findings.length + before.findings.length : nth;
    const old = before.findings[at];
    if (!old || !isSame(old, finding)) return tell(finding);
    if (isBehind) return isMoved(old, finding, edit.by) ? linesDown(before.diagnostics[at]!, lines) : tell(finding);
    return finding.span.end <= edit.start && isMoved(old, finding, 0) ? before.diagnostics[at]! : tell(finding);
  });
  return { findings, chapter, diagnostics };
}

function isMoved({ span: old }: Finding, { span }: Finding, by: number): boolean {
  return old.start + by === span.start && old.end + by === span.end;
}

/** But for where they stand. Those that speak of other places too are looked at as a whole: these may have moved otherwise. */
function isSame(old: Finding, now: Finding): boolean {
  return (
    old.rule === now.rule &&
    old.case === now.case &&
    old.severity === now.severity &&
    old.message === now.message &&
    old.help === now.help &&
    old.tags === now.tags &&
    old.fixes.length === now.fixes.length &&
    old.related.length === 0 &&
    now.related.length === 0
  );
}

function linesDown(told: ToldDiagnostic, lines: number): ToldDiagnostic {
  if (lines === 0) return told;
  const { diagnostic } = told;
  const { start, end } = diagnostic.range;
  const range = {
    start: { ...start, line: start.line + lines },
    end: { ...end, line: end.line + lines },
  };
  return toldDiagnostic({ ...diagnostic, range });
}
