import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import { movedBy, type PartsEdit } from '../markdown/parts/partsEdit.ts';
import type { Finding } from './finding.ts';

/** Findings of a file moved by so many UTF-16 units; what they say of other files stays where it is. */
export function moveFindings(findings: readonly Finding[], uri: Uri, by: number): readonly Finding[] {
  if (by === 0) return findings;
  const move = (span: Span): Span => ({ start: span.start + by, end: span.end + by });
  return findings.map((finding) => moveFinding(finding, uri, move));
}

/**
 * Findings of a chapter moved to where an edit left what they are about, those before it being the same objects;
 * undefined where one of them reaches into what was replaced.
 */
export function moveAround(findings: readonly Finding[], uri: Uri, edit: PartsEdit): readonly Finding[] | undefined {
  let isLost = false;
  let isMoved = false;
  const move = (span: Span): Span => {
    const start = movedBy(edit, span.start);
    const end = movedBy(edit, span.end);
    if (start === undefined || end === undefined) {
      isLost = true;
      return span;
    }
    if (start === span.start && end === span.end) return span;
    isMoved = true;
    return { start, end };
  };
  const moved = findings.map((finding) => {
    isMoved = false;
    const after = moveFinding(finding, uri, move);
    return isMoved ? after : finding;
  });
  return isLost ? undefined : moved;
}

function moveFinding(finding: Finding, uri: Uri, move: (span: Span) => Span): Finding {
  const moveOwn = <T extends { readonly uri: Uri; readonly span: Span }>(one: T): T =>
    one.uri === uri ? { ...one, span: move(one.span) } : one;
  return {
    ...moveOwn(finding),
    related: finding.related.map(moveOwn),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(moveOwn) })),
  };
}
