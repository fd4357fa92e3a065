import type { CancellationToken, WorkspaceEdit } from 'vscode-languageserver';
import type { FixAll } from '../features/codeActions.ts';
import { fixFile } from '../features/fixFile.ts';
import type { Fixed } from '../features/fixRounds.ts';
import { fixWholeBook } from '../features/fixWholeBook.ts';
import { allRules } from '../rules/registry.generated.ts';
import type { ClientProfile } from './clientProfile.ts';
import { openVersions, workspaceEdit } from './edits.ts';
import type { Place, Session } from './session.ts';

/** Works out all safe fixes of a file or a book, as one edit. Fixes that reach into other files are made only when asked for. */
export async function fixAllEdit(
  session: Session,
  client: ClientProfile,
  { rule, inBook }: Omit<FixAll, 'fixAll'>,
  { book, uri }: Place,
  token: CancellationToken,
): Promise<Fixed & { readonly edit: WorkspaceEdit }> {
  const fork = await book.fork(token);
  // Nothing is waited for between the fork and the versions: they are of one moment.
  const versions = openVersions(session);
  const { book: before } = await fork.snapshot(token);
  const rules = allRules;
  const fixed = inBook
    ? await fixWholeBook(fork, { rules, rule, breathe: book.breathe }, token)
    : await fixFile(fork, uri, { rules, rule, staysInFile: rule === undefined }, token);
  return { ...fixed, edit: workspaceEdit(session, before, fixed.edits, client, versions) };
}
