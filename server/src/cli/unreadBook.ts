import type { Handbook } from '../handbook/handbook.ts';
import { manifestKind } from '../handbook/manifest.ts';
import { isUnread } from '../handbook/readable.ts';
import type { ReportFinding } from '../report/report.ts';
import { CliError } from './cliError.ts';
import { shownPath } from './targets.ts';

/** Why a book could not be read at all: nobody can open its Book.txt, or it is no text. Then no chapter is looked at. */
export function whyUnread({ manifest, troubles }: Handbook, cwd: string): string | undefined {
  if (!manifest || !isUnread(troubles.get(manifest.uri))) return undefined;
  return `${shownPath(manifest.uri, cwd)} cannot be read, so nothing of this book was looked at`;
}

/** Throws `CliError` for such a book, where there is no report that could tell of it. */
export function rejectUnread(book: Handbook, cwd: string): void {
  const why = whyUnread(book, cwd);
  if (why !== undefined) throw new CliError(why, 'It may be a folder, or you may lack the right to read it.');
}

/** The same in a report that was read back. */
export function tellsOfUnread({ rule, case: kind, file }: ReportFinding): boolean {
  if (rule !== 'unreadable-file' || (kind !== 'unreadable' && kind !== 'binary')) return false;
  return manifestKind(file.slice(file.lastIndexOf('/') + 1)) === 'book';
}
