import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  WorkDoneProgress,
} from 'vscode-languageclient/browser';
import type { Connected } from './library.ts';

/** The browser's own, which Node's types do not know. */
declare class Worker {
  constructor(program: string);
}

/** A client of the server in a web worker; `program` is the address of its program. */
export function connect(program: string, options: LanguageClientOptions): Connected {
  const server: ServerOptions = () => {
    // VS Code gives extensions a worker of its own kind, which the library does not take for one.
    const worker = new Worker(program);
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  const client = new LanguageClient('handbook', 'Handbook Lint', server, options);
  return { client, library: { State, WorkDoneProgress } };
}
