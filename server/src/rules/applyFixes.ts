import type { CancellationToken } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import type { BookWorkspace } from '../handbook/workspace.ts';
import type { Edit, Finding, Fix } from './finding.ts';
import type { Rule } from './rule.ts';
import { type ChapterFinder, lintBook } from './run.ts';

/** `text` with the edits applied; they may come in any order and must not overlap. */
export function applyEdits(text: string, edits: readonly Pick<Edit, 'span' | 'text'>[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let from = 0;
  for (const { span, text: replacement } of ordered) {
    if (span.start < from) throw new RangeError(`edits overlap at offset ${span.start}`);
    result += text.slice(from, span.start) + replacement;
    from = span.end;
  }
  return result + text.slice(from);
}

export interface ChosenFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/**
 * The fixes that can be applied together: for each finding its preferred one if it is safe (or `unsafe` is asked for),
 * whole or not at all, none touching an edit of an earlier one. What is left out has its turn in the next round.
 */
export function chooseFixes(findings: readonly Finding[], unsafe: boolean): ChosenFix[] {
  const taken = new Map<Uri, Edit[]>();
  const chosen: ChosenFix[] = [];
  for (const finding of findings) {
    const fix = finding.fixes[0];
    if (!fix || (fix.safety === 'unsafe' && !unsafe)) continue;
    if (fix.edits.some((edit) => taken.get(edit.uri)?.some((other) => conflict(edit, other)))) continue;
    for (const edit of fix.edits) {
      const list = taken.get(edit.uri);
      if (list) list.push(edit);
      else taken.set(edit.uri, [edit]);
    }
    chosen.push({ finding, fix });
  }
  return chosen;
}

/** The edits of fixes by file, ready for `applyEdits`. An edit that two fixes share is made once. */
export function editsByUri(fixes: readonly Fix[]): Map<Uri, Edit[]> {
  const result = new Map<Uri, Edit[]>();
  for (const edit of fixes.flatMap((fix) => fix.edits)) {
    const list = result.get(edit.uri) ?? [];
    if (!list.some((other) => sameEdit(edit, other))) list.push(edit);
    result.set(edit.uri, list);
  }
  return result;
}

export interface FixOptions {
  readonly unsafe: boolean;
  /** Which findings may be fixed; all by default. */
  readonly only?: (finding: Finding) => boolean;
  /** The findings of a chapter, for who has some at hand; by default the rules are run. */
  readonly find?: ChapterFinder;
}

export interface FixedBook {
  /** The files that changed: what they held when the work began, and what they should hold. */
  readonly files: ReadonlyMap<Uri, { readonly before: string; readonly after: string }>;
  readonly applied: readonly ChosenFix[];
  /** What is left when nothing more can be fixed. */
  readonly remaining: readonly Finding[];
}

/** Fixes must come to rest; one that never does is stopped here rather than let run. */
const MAX_ROUNDS = 12;

/**
 * Fixes a book in memory, round after round until nothing changes: one fix can make the next possible, and two that
 * touch the same words take turns. Nothing is written; the workspace's own texts are what they were afterwards.
 */
export async function fixBook(
  workspace: BookWorkspace,
  rules: readonly Rule[],
  { unsafe, only = () => true, find }: FixOptions,
  token?: CancellationToken,
): Promise<FixedBook> {
  const files = new Map<Uri, { before: string; after: string }>();
  const applied: ChosenFix[] = [];
  const open = new Map<Uri, string | undefined>();
  try {
    for (let round = 0; ; round++) {
      const { book } = await workspace.snapshot(token);
      const findings = lintBook(book, rules, token, find);
      const chosen = round < MAX_ROUNDS ? chooseFixes(findings.filter(only), unsafe) : [];
      if (chosen.length === 0) return { files: onlyChanged(files), applied, remaining: findings };
      applied.push(...chosen);
      for (const [uri, edits] of editsByUri(chosen.map(({ fix }) => fix))) {
        const text = book.document(uri)?.text;
        if (text === undefined) continue;
        if (!open.has(uri)) open.set(uri, workspace.openText(uri));
        const after = applyEdits(text, edits);
        files.set(uri, { before: files.get(uri)?.before ?? text, after });
        workspace.setText(uri, after);
      }
    }
  } finally {
    for (const [uri, text] of open) {
      if (text === undefined) workspace.closeText(uri);
      else workspace.setText(uri, text);
    }
  }
}

function onlyChanged(files: ReadonlyMap<Uri, { before: string; after: string }>) {
  return new Map([...files].filter(([, { before, after }]) => before !== after));
}

/** Two insertions at one place conflict too: which comes first would be chance. */
function conflict(a: Edit, b: Edit): boolean {
  if (sameEdit(a, b)) return false;
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

function sameEdit(a: Edit, b: Edit): boolean {
  return a.uri === b.uri && a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}
