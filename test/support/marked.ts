import type { Dialect } from '../../server/src/base/dialect.ts';
import type { Span } from '../../server/src/base/span.ts';
import { relativePath, type Uri } from '../../server/src/base/uri.ts';
import type { Handbook } from '../../server/src/handbook/handbook.ts';
import { applyEdits, editsByUri } from '../../server/src/rules/applyFixes.ts';
import type { Edit } from '../../server/src/rules/finding.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { at, openBook, ROOT } from './book.ts';

/** A book with the cursor in it. */
export interface Marked {
  readonly book: Handbook;
  readonly uri: Uri;
  /** UTF-16 offset of the cursor. */
  readonly offset: number;
}

/**
 * A book from files, one of which has `|` where the cursor is (`\|` for a bar that is meant). Files that are only named
 * (`undefined`) are there but empty.
 */
export async function marked(files: Readonly<Record<string, string>>, dialect?: Dialect): Promise<Marked> {
  const plain: Record<string, string> = {};
  let cursor: { path: string; offset: number } | undefined;
  for (const [path, text] of Object.entries(files)) {
    const [before = '', ...after] = text.split(/(?<!\\)\|/);
    const clean = (part: string) => part.replaceAll('\\|', '|');
    if (after.length > 0) cursor = { path, offset: clean(before).length };
    plain[path] = clean(before) + after.map(clean).join('|');
  }
  if (!cursor) throw new Error('no file has a cursor');
  const { workspace } = await openBook(plain, { rules: allRules, dialect });
  const { book } = await workspace.snapshot();
  return { book, uri: at(cursor.path), offset: cursor.offset };
}

/** `path:line «text»`, line from 1: how tests write a place. */
export function show(book: Handbook, uri: Uri, span: Span): string {
  const document = book.document(uri);
  const path = relativePath(ROOT, uri) ?? uri;
  if (!document) return path;
  const line = document.lines.position(span.start).line + 1;
  return `${path}:${line} «${document.text.slice(span.start, span.end).replaceAll('\n', '⏎')}»`;
}

/** What the files hold after edits; only the changed ones. */
export function edited(book: Handbook, edits: readonly Edit[]): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [uri, own] of editsByUri([{ title: '', safety: 'safe', edits }])) {
    result[relativePath(ROOT, uri) ?? uri] = applyEdits(book.document(uri)?.text ?? '', own);
  }
  return result;
}
