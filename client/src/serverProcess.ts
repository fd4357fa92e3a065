import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
  WorkDoneProgress,
} from 'vscode-languageclient/node';
import type { Connected } from './library.ts';

/** A client of the server in a process of its own; `module` is the path of its program. A bundle of its own, loaded late. */
export function connect(module: string, options: LanguageClientOptions): Connected {
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6011'] } },
  };
  const client = new LanguageClient('handbook', 'Handbook Lint', server, options);
  return { client, library: { State, WorkDoneProgress } };
}
