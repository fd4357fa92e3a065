import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { peakOf } from '../process.ts';

/** An editor that types: one server over stdio, one open document, diagnostics pulled as VS Code pulls them. */
export class Editor {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #connection: MessageConnection;
  readonly #uri: string;
  /** When the process was started, by `performance.now()`. */
  readonly started = performance.now();
  #version = 1;
  #isClosing = false;
  #resultId: string | undefined;

  private constructor(args: readonly string[], file: string) {
    this.#uri = pathToFileURL(file).href;
    this.#child = spawn(process.execPath, args);
    this.#connection = createMessageConnection(
      new StreamMessageReader(this.#child.stdout),
      new StreamMessageWriter(this.#child.stdin),
    );
    this.#connection.onRequest(() => null);
    // A server that ends would leave its requests unanswered for ever.
    this.#child.once('close', (code) => {
      if (!this.#isClosing) throw new Error(`the server ended with ${code}`);
    });
    this.#connection.listen();
  }

  /** Starts the server on a folder and opens a file of it. */
  static async open(args: readonly string[], folder: string, file: string, text: string): Promise<Editor> {
    const editor = new Editor(args, file);
    const root = pathToFileURL(folder).href;
    await editor.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: 'book' }],
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { diagnostics: { refreshSupport: true } },
      },
    });
    await editor.#connection.sendNotification('initialized', {});
    await editor.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: editor.#uri, languageId: 'markdown', version: 1, text },
    });
    return editor;
  }

  get peakMegabytes(): number {
    return peakOf(this.#child.pid);
  }

  async diagnose(): Promise<void> {
    const report = await this.#request<{ readonly resultId?: string }>('textDocument/diagnostic', {
      previousResultId: this.#resultId,
    });
    this.#resultId = report.resultId ?? this.#resultId;
  }

  /** Types a character at a place and answers how many milliseconds the diagnostics took to come. */
  async type(character: string, position: Position): Promise<number> {
    const begun = performance.now();
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range: { start: position, end: position }, text: character }],
    });
    await this.diagnose();
    return performance.now() - begun;
  }

  /** How many milliseconds a request at a place takes: `textDocument/references`, `/rename`, `/completion`. */
  async ask(method: string, position: Position, more: object = {}): Promise<number> {
    const begun = performance.now();
    await this.#request(method, { position, ...more });
    return performance.now() - begun;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#connection.sendRequest('shutdown');
    const gone = new Promise((resolve) => this.#child.once('close', resolve));
    await this.#connection.sendNotification('exit');
    await gone;
  }

  #request<T>(method: string, params: object): Promise<T> {
    return this.#connection.sendRequest(method, { textDocument: { uri: this.#uri }, ...params });
  }
}

export interface Position {
  readonly line: number;
  readonly character: number;
}
