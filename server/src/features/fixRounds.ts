import { diffLines } from 'diff';
import type { CancellationToken } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { BookWorkspace } from '../handbook/workspace.ts';
import { applyEdits, chooseFixes, editsByUri } from '../rules/applyFixes.ts';
import type { Edit, Finding } from '../rules/finding.ts';

export interface Fixed {
  /** From the texts the work began with to the fixed ones; those of a file do not overlap. */
  readonly edits: readonly Edit[];
  readonly fixed: number;
  /** The findings that are left, also those that were not to be fixed. */
  readonly remaining: readonly Finding[];
}

/** What a look at the book found: what there is, and what of it is to be fixed. */
export interface Look {
  readonly all: readonly Finding[];
  readonly wanted: readonly Finding[];
}

/** As many rounds as the command line gives a book. */
const MAX_ROUNDS = 12;

/**
 * Applies safe fixes, round after round until nothing changes: one fix can make the next possible. `workspace` is a fork:
 * its texts are changed on the way.
 */
export async function fixInRounds(
  workspace: BookWorkspace,
  look: (book: Handbook) => Look | Promise<Look>,
  token?: CancellationToken,
): Promise<Fixed> {
  const before = new Map<Uri, string>();
  const after = new Map<Uri, string>();
  let firstRound: readonly Edit[] = [];
  let fixed = 0;
  for (let round = 0; ; round++) {
    const { book } = await workspace.snapshot(token);
    const { all, wanted } = await look(book);
    const chosen = round < MAX_ROUNDS ? chooseFixes(wanted, false) : [];
    const changes = editsByUri(chosen.map(({ fix }) => fix));
    if (changes.size === 0) {
      const edits =
        round === 1 ? firstRound : [...after].flatMap(([file, text]) => lineEdits(file, before.get(file)!, text));
      return { edits, fixed, remaining: all };
    }
    fixed += chosen.length;
    if (round === 0) firstRound = [...changes.values()].flat();
    for (const [file, edits] of changes) {
      const text = book.document(file)?.text;
      if (text === undefined) continue;
      if (!before.has(file)) before.set(file, text);
      after.set(file, applyEdits(text, edits));
      workspace.setText(file, after.get(file)!);
    }
  }
}

/** Edits of whole lines from one text to another: what stands between them keeps its marks and cursors. */
function lineEdits(uri: Uri, before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let offset = 0;
  let open: { start: number; end: number; text: string } | undefined;
  for (const { value, added, removed } of diffLines(before, after)) {
    if (!added && !removed) {
      if (open) edits.push(toEdit(uri, open));
      open = undefined;
      offset += value.length;
      continue;
    }
    open ??= { start: offset, end: offset, text: '' };
    if (added) open.text += value;
    else {
      offset += value.length;
      open.end = offset;
    }
  }
  if (open) edits.push(toEdit(uri, open));
  return edits;
}

function toEdit(uri: Uri, { start, end, text }: { start: number; end: number; text: string }): Edit {
  return { uri, span: { start, end }, text };
}
