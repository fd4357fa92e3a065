import { existsSync, realpathSync } from 'node:fs';
import { release, type } from 'node:os';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Connection } from 'vscode-languageserver/node';
import { fileUri, fsPath } from '../base/uri.ts';
import { gitHistory } from '../host/gitHistory.ts';
import { NodeHost, realUri } from '../host/nodeHost.ts';
import { byScheme } from './clientHost.ts';
import type { ServerEnvironment } from './environment.ts';
import type { Greeting } from './handshake.ts';
import type { RequestLog } from './requestLog.ts';
import { startServer } from './server.ts';

/**
 * How much of a function V8 runs, in bytes of its code, before it thinks of compiling it anew: six times its own measure.
 * While it does, on another thread, keystrokes wait now and then, and much is compiled that runs for a moment only: of
 * the first 200 keystrokes the slowest 5 % take a third less time so, and the rest no more. Later versions of V8 compile
 * in more steps, know no such measure, and say so on stderr.
 */
const INTERRUPT_BUDGET = 400_000;

/** Serves a client that has been answered, from this process. */
export function serveHere(connection: Connection, requests: RequestLog, greeting: Greeting): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);
  startServer(connection, { ...nodeEnvironment(), requests }, greeting);
}

function nodeEnvironment(): ServerEnvironment {
  const pages = join(dirname(realpathSync(process.argv[1] ?? '.')), 'rules');
  return {
    createHost: (clientFiles) => (clientFiles ? byScheme(new NodeHost(), clientFiles) : new NodeHost()),
    realUri,
    platform: () => `Node ${process.version}, ${type()} ${release()} ${process.arch}`,
    memory,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    pause: () => turns(MESSAGES_OF_A_KEYSTROKE),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    history: (folder, limit) => gitHistory(fsPath(folder), limit),
    rulePage: (rule) => {
      const page = join(pages, `${rule}.md`);
      return existsSync(page) ? fileUri(page) : undefined;
    },
    linkNetwork: async () => (await import('../links/nodeNetwork.ts')).nodeNetwork,
  };
}

function memory(): string {
  const { rss, heapUsed } = process.memoryUsage();
  return `${Math.round(rss / 1e6)} MB, of which ${Math.round(heapUsed / 1e6)} MB are in use`;
}

/** The new text and the request for its diagnostics: the connection takes one message a turn of the event loop. */
const MESSAGES_OF_A_KEYSTROKE = 3;

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
