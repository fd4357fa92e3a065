import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { ServerEnvironment } from './lsp/environment.ts';
import { RequestLog } from './lsp/requestLog.ts';
import { createServer } from './lsp/server.ts';

/** The language server as a web worker: what VS Code runs where there is no Node, as on github.dev. */
const worker = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const requests = new RequestLog(() => performance.now());
const options = { messageStrategy: requests };
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker), options);
createServer(connection, { ...browserEnvironment(), requests });
connection.listen();

function browserEnvironment(): ServerEnvironment {
  const turns = new MessageChannel();
  const waiting: (() => void)[] = [];
  // Node's types, which the rest of the server is written against, know another port.
  Object.assign(turns.port1, { onmessage: () => waiting.shift()?.() });
  return {
    createHost: (clientFiles) => {
      if (!clientFiles) throw new Error('In a browser the client must offer its files (initializationOptions.files).');
      return clientFiles;
    },
    platform: () => 'a web worker',
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    // A timer would wait at least four milliseconds each time.
    pause: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        turns.port2.postMessage(undefined);
      }),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    rulePage: () => undefined,
  };
}
