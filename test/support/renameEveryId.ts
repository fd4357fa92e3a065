import { decodePercent } from '../../server/src/base/uri.ts';
import { references } from '../../server/src/features/navigation.ts';
import { rename } from '../../server/src/features/rename.ts';
import type { SnapshotChange } from '../../server/src/handbook/bookState.ts';
import type { Handbook } from '../../server/src/handbook/handbook.ts';
import type { BookWorkspace } from '../../server/src/handbook/workspace.ts';
import { BookLinter } from '../../server/src/lsp/bookLinter.ts';
import { applyEdits, editsByUri } from '../../server/src/rules/applyFixes.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';

export interface RenameReport {
  /** How many definitions were renamed, one after the other, each from the book as it is. */
  readonly renamed: number;
  /** One sentence for each thing that went wrong. */
  readonly faults: readonly string[];
}

/**
 * Renames every id that a book defines to one it does not have, looks for findings the book did not have before, and takes
 * the rename back. A rename may end findings, never bring any.
 */
export async function renameEveryId(workspace: BookWorkspace): Promise<RenameReport> {
  const linter = new BookLinter(allRules);
  const update = (change: SnapshotChange) => {
    linter.update(change);
    while (linter.step([]));
    return change.book;
  };
  const book = update(await workspace.snapshot());
  const before = findings(linter, book);
  const faults: string[] = [];
  let renamed = 0;
  for (const { uri, id, offset } of definitions(book)) {
    for (const place of references(book, uri, offset, true)) {
      const text = book.document(place.uri)!.text.slice(place.span.start, place.span.end);
      if (decodePercent(text) !== id) faults.push(`a reference to ${id} reads “${text}” in ${place.uri}`);
    }
    const { edits } = rename(book, uri, offset, FRESH, { movesFiles: false });
    if (edits.length === 0) faults.push(`${id} in ${uri}: nothing was renamed`);
    const files = editsByUri([{ title: '', safety: 'safe', edits }]);
    for (const [file, own] of files) workspace.setText(file, applyEdits(book.document(file)!.text, own));
    const after = findings(linter, update(await workspace.snapshot()));
    for (const [finding, count] of after) {
      if (count > (before.get(finding) ?? 0)) faults.push(`${id} in ${uri}: renamed, it brings ${finding}`);
    }
    for (const file of files.keys()) workspace.setText(file, book.document(file)!.text);
    update(await workspace.snapshot());
    renamed++;
  }
  return { renamed, faults };
}

const FRESH = 'renamed-by-a-test';

function* definitions(book: Handbook): Generator<{ uri: string; id: string; offset: number }> {
  for (const uri of book.order) {
    for (const { id, span, lost } of book.chapter(uri)!.facts.ids) if (!lost) yield { uri, id, offset: span.start };
  }
}

/** Findings by kind and line, which a rename does not move; with how many there are. */
function findings(linter: BookLinter, book: Handbook): Map<string, number> {
  const counts = new Map<string, number>();
  for (const uri of linter.files()) {
    const lines = book.document(uri)?.lines;
    for (const { rule, case: kind, span } of linter.known(uri)) {
      const key = `${rule}: ${kind} in ${uri}:${(lines?.position(span.start).line ?? 0) + 1}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}
