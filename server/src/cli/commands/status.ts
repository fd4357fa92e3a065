import { version } from '../../base/version.generated.ts';
import { NodeHost } from '../../host/nodeHost.ts';
import { bookStatus } from '../../report/bookStatus.ts';
import { plainJson } from '../../report/plainText.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Cli } from '../cli.ts';
import { lintTargets } from '../lintBooks.ts';
import { statusText } from '../status/statusText.ts';
import { findTargets, shownPath } from '../targets.ts';
import { rejectUnread } from '../unreadBook.ts';

/** `status [PATH…]`: how far the book is, chapter by chapter, to paste into a planning mail. */
export async function status(
  cli: Cli,
  paths: readonly string[],
  flags: { readonly format: 'text' | 'json' },
): Promise<void> {
  const { io } = cli;
  const host = new NodeHost();
  const setting = { host, rules: allRules, config: { cwd: io.cwd, rules: [] }, today: io.today() };
  const linted = await lintTargets(setting, await findTargets(host, paths, io.cwd));
  for (const { book } of linted) rejectUnread(book, io.cwd);
  const books = linted.map((book) => bookStatus(book, (uri) => shownPath(uri, io.cwd)));
  const report = { version: 1, tool: { name: 'handbook-lint', version }, date: io.today(), books };
  const columns = Math.min(120, io.stdout.columns ?? 80);
  const text = flags.format === 'json' ? `${plainJson(report)}\n` : statusText(books, columns);
  await io.stdout.write(text);
}
