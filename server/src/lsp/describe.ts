import type { InitializeParams } from 'vscode-languageserver';
import { version } from '../base/version.generated.ts';
import { describeBook } from '../report/describeBook.ts';
import type { ServerEnvironment } from './environment.ts';
import type { OpenBook } from './openBook.ts';
import type { InitializationOptions } from './protocol.ts';
import type { Session } from './session.ts';
import { serverStatus } from './status.ts';

/** What a report of a bug begins with: who talks to whom, and where. */
export function describeStart(
  { clientInfo, initializationOptions }: InitializeParams,
  host: ServerEnvironment,
): string {
  const options = (initializationOptions ?? {}) as InitializationOptions;
  const client = clientInfo ? `${clientInfo.name} ${clientInfo.version ?? ''}`.trim() : 'an unnamed client';
  const trust = options.isTrusted === false ? 'not trusted' : 'trusted';
  return `Handbook Lint ${version} on ${host.platform?.() ?? 'an unknown platform'}, for ${client}; the workspace is ${trust}`;
}

/** All that is known of how the server stands, for a report of a bug: names and counts, nothing of any text. */
export function describeSession(session: Session, environment: ServerEnvironment): string {
  const { state } = serverStatus(session);
  return [
    `state: ${state}`,
    `memory: ${environment.memory?.() ?? 'unknown'}`,
    `settings: ${JSON.stringify(session.settings)}`,
    ...session.books.folders.map((folder) => `folder: ${folder}`),
    ...[...session.documents.all()].map(
      ({ uri, text, book }) =>
        `open: ${uri} ${text.languageId}, version ${text.version}, ${text.lineCount} lines, ${book ? `in ${book.location.root}` : 'in no book'}`,
    ),
    ...session.books.open.map(bookLine),
    'last messages:',
    ...(environment.requests?.lines() ?? []).map((line) => `  ${line}`),
  ].join('\n');
}

function bookLine(book: OpenBook): string {
  const { location, latest, linter, isBusy } = book;
  if (!latest) return `book: ${location.root}, not read yet`;
  const files = linter.files();
  let findings = 0;
  for (const uri of files) findings += linter.known(uri).length;
  return `book: ${describeBook(latest)}; ${findings} findings in ${files.size} files${isBusy ? ' so far' : ''}`;
}
