import type { Connection } from 'vscode-languageserver';
import type { Uri } from '../base/uri.ts';
import { decodeBytes } from '../host/decodeBytes.ts';
import type { Entry, FileContent, FileStat, Host } from '../host/host.ts';
import { type FileAnswer, type FileAsk, readFilesRequest } from './protocol.ts';

/**
 * Files through the client's own file system: the only way to them in a browser, and to those of a virtual workspace
 * (`vscode-vfs://github/…`). What is asked in one turn of the event loop goes in one request, and what was answered is
 * remembered until the client tells of a change, for behind that file system may be a network.
 */
export class ClientHost implements Host {
  readonly #connection: Connection;
  readonly #known = new Map<Uri, Map<string, Promise<unknown>>>();
  #waiting: { readonly ask: FileAsk; readonly answer: (answer: FileAnswer) => void }[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  read(uri: Uri): Promise<FileContent | undefined> {
    return this.#remembered({ kind: 'read', uri }, ({ bytes }) =>
      bytes === undefined ? undefined : decodeBytes(fromBase64(bytes)),
    );
  }

  readHead(uri: Uri, limit: number): Promise<Uint8Array | undefined> {
    return this.#remembered({ kind: 'head', uri, limit }, ({ bytes }) =>
      bytes === undefined ? undefined : fromBase64(bytes),
    );
  }

  readTail(uri: Uri, limit: number): Promise<Uint8Array | undefined> {
    return this.#remembered({ kind: 'tail', uri, limit }, ({ bytes }) =>
      bytes === undefined ? undefined : fromBase64(bytes),
    );
  }

  stat(uri: Uri): Promise<FileStat | undefined> {
    return this.#remembered({ kind: 'stat', uri }, ({ stat }) => stat);
  }

  list(folder: Uri): Promise<readonly Entry[] | undefined> {
    return this.#remembered({ kind: 'list', uri: folder }, ({ entries }) => entries);
  }

  forget(uris: Iterable<Uri>): void {
    for (const changed of uris) {
      this.#known.delete(changed.slice(0, changed.lastIndexOf('/')));
      for (const uri of this.#known.keys()) {
        if (uri === changed || uri.startsWith(`${changed}/`)) this.#known.delete(uri);
      }
    }
  }

  #remembered<T>(ask: FileAsk, read: (answer: FileAnswer) => T): Promise<T> {
    const { uri } = ask;
    const key = `${ask.kind} ${ask.limit ?? ''}`;
    let answers = this.#known.get(uri);
    if (!answers) {
      answers = new Map();
      this.#known.set(uri, answers);
    }
    const known = answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const asked = this.#ask(ask).then(read);
    answers.set(key, asked);
    return asked;
  }

  #ask(ask: FileAsk): Promise<FileAnswer> {
    return new Promise((resolve) => {
      if (this.#waiting.push({ ask, answer: resolve }) === 1) queueMicrotask(() => this.#send());
    });
  }

  /** What cannot be told now counts as not there, but is not remembered: a network that failed may be back. */
  async #send(): Promise<void> {
    const asked = this.#waiting;
    this.#waiting = [];
    const answers = await this.#connection
      .sendRequest<readonly FileAnswer[]>(readFilesRequest, { asks: asked.map(({ ask }) => ask) })
      .catch((error) => {
        this.#connection.console.error(`Files could not be read through the client: ${error}`);
        return [];
      });
    for (const [index, { ask, answer }] of asked.entries()) {
      const told = answers[index] ?? { failed: true };
      if (told.failed) this.#known.delete(ask.uri);
      answer(told);
    }
  }
}

/** Each scheme's files where they are: those on the disk through Node, all others through the client. */
export function byScheme(disk: Host, others: Host): Host {
  const of = (uri: Uri): Host => (uri.startsWith('file:') ? disk : others);
  return {
    read: (uri, token) => of(uri).read(uri, token),
    readHead: (uri, limit, token) => of(uri).readHead(uri, limit, token),
    readTail: (uri, limit, token) => of(uri).readTail?.(uri, limit, token),
    stat: (uri, token) => of(uri).stat(uri, token),
    list: (uri, token) => of(uri).list(uri, token),
    forget: (uris) => others.forget?.(uris),
  };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
