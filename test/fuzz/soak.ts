/**
 * A day of editing in little time: the server that ships, as a process, and an editor that types, saves, opens, closes,
 * renames and undoes in a book on disk. Between the hours the server collects its garbage and says what is left.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileUri } from '../../server/src/base/uri.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { Random } from './random.ts';
import { Wire } from './session/wire.ts';

export interface Soak {
  readonly hours: number;
  readonly editsAnHour: number;
  readonly seed: number;
}

export interface SoakHour {
  /** What is left on the heap after a collection, in megabytes. */
  readonly heap: number;
  /** All memory of the process, in megabytes. */
  readonly rss: number;
  readonly seconds: number;
}

const CHAPTERS = 30;

/** Runs a soak; the answer has one entry for the start and one for each hour. */
export async function soak({ hours, editsAnHour, seed }: Soak, onHour: (hour: SoakHour) => void): Promise<SoakHour[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'handbook-soak-'));
  const program = path.join(folder, 'server.cjs');
  bundleProgram(program, []);
  // The server has no way to be asked for its memory but the one that Node has for all processes.
  writeFileSync(path.join(folder, 'probe.cjs'), probe);
  const book = path.join(folder, 'book');
  mkdirSync(book);
  const names = Array.from({ length: CHAPTERS }, (_, index) => `chapter-${index}.md`);
  for (const [index, name] of names.entries()) writeFileSync(path.join(book, name), chapter(index));
  writeFileSync(path.join(book, 'Book.txt'), `${names.join('\n')}\n`);
  const args = ['--expose-gc', '--require', path.join(folder, 'probe.cjs'), program, '--stdio'];
  const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
  const measure = () =>
    new Promise<{ heap: number; rss: number }>((resolve) => {
      server.once('message', (message) => resolve(message as { heap: number; rss: number }));
      server.send('measure');
    });
  try {
    const author = new Author(new Wire(server.stdout!, server.stdin!), book, new Random(seed));
    await author.start();
    const found: SoakHour[] = [];
    for (let hour = 0; hour <= hours; hour++) {
      const started = performance.now();
      if (hour > 0) await author.work(editsAnHour);
      const seconds = (performance.now() - started) / 1000;
      found.push({ ...(await measure()), seconds });
      onHour(found.at(-1)!);
    }
    return found;
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

const probe = `
  process.on('message', () => {
    globalThis.gc();
    setImmediate(() => {
      globalThis.gc();
      const { heapUsed, rss } = process.memoryUsage();
      process.send({ heap: heapUsed / 1e6, rss: rss / 1e6 });
    });
  });
`;

function chapter(index: number): string {
  const sections = Array.from(
    { length: 12 },
    (_, at) =>
      `{id: s-${index}-${at}}\n## Section ${at} of ${index}\n\n${'Prose about regions and networks. '.repeat(12)}\nSee [there](#s-${(index * 7 + at) % CHAPTERS}-${at}) and ![A plan of it all](plan.png).\n`,
  );
  return `{id: ch-${index}}\n# Chapter ${index}\n\nWhat it is about.\n\n${sections.join('\n')}`;
}

/** Types, mostly at one place, and sometimes does something else. At the end of a day the book is as long as before. */
class Author {
  readonly #wire: Wire;
  readonly #book: string;
  readonly #random: Random;
  readonly #open = new Map<string, { version: number; typed: number }>();

  constructor(wire: Wire, book: string, random: Random) {
    this.#wire = wire;
    this.#book = book;
    this.#random = random;
    wire.answers['workspace/configuration'] = ({ items }: { items: unknown[] }) => items.map(() => ({}));
  }

  async start(): Promise<void> {
    const uri = fileUri(this.#book);
    await this.#wire.result('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'book' }],
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
        textDocument: { diagnostic: {} },
      },
    });
    this.#wire.notify('initialized', {});
    await this.#settle();
  }

  async work(edits: number): Promise<void> {
    for (let edit = 0; edit < edits; edit++) {
      const kind = this.#random.below(200);
      if (this.#open.size === 0 || kind === 0) this.#openOne();
      else if (kind === 1) this.#closeOne();
      else if (kind === 2) this.#renameOne();
      else this.#type();
      if (kind < 20) await this.#look();
      else if (edit % 10 === 0) await this.#pull();
      // The log of the wire is not what is measured, but it is this process's memory.
      this.#wire.heard.length = 0;
    }
    for (const uri of [...this.#open.keys()]) this.#close(uri);
    await this.#settle();
  }

  #uri(name: string): string {
    return fileUri(path.join(this.#book, name));
  }

  #openOne(): void {
    const index = this.#random.below(CHAPTERS);
    const uri = this.#uri(`chapter-${index}.md`);
    if (this.#open.has(uri)) return;
    const text = chapter(index);
    this.#open.set(uri, { version: 1, typed: 0 });
    this.#wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } });
  }

  #closeOne(): void {
    this.#close(this.#random.pick([...this.#open.keys()]));
  }

  #close(uri: string): void {
    this.#open.delete(uri);
    this.#wire.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** There and back, as a file that is moved and moved again. */
  #renameOne(): void {
    const [from, to] = [
      path.join(this.#book, `chapter-${this.#random.below(CHAPTERS)}.md`),
      path.join(this.#book, 'moved.md'),
    ];
    for (const [old, now] of [
      [from, to],
      [to, from],
    ] as const) {
      renameSync(old, now);
      const changes = [
        { uri: fileUri(old), type: 3 },
        { uri: fileUri(now), type: 1 },
      ];
      this.#wire.notify('workspace/didChangeWatchedFiles', { changes });
    }
  }

  /** A letter more, in a paragraph or an id, or one less again. */
  #type(): void {
    const uri = this.#random.pick([...this.#open.keys()]);
    const document = this.#open.get(uri)!;
    document.version++;
    const isBack = document.typed > 0 && this.#random.chance(2);
    document.typed += isBack ? -1 : 1;
    const line = document.version % 40 < 30 ? 3 : 0;
    const start = { line, character: 3 };
    const range = { start, end: isBack ? { line, character: 4 } : start };
    const contentChanges = [{ range, text: isBack ? '' : this.#random.pick(['a', 'b', ' ', '-', '[', 'é']) }];
    this.#wire.notify('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges });
  }

  async #pull(): Promise<void> {
    for (const uri of this.#open.keys())
      await this.#wire.ask('textDocument/diagnostic', { textDocument: { uri } }).answer;
  }

  async #look(): Promise<void> {
    const [uri] = this.#open.keys();
    if (uri === undefined) return;
    const textDocument = { uri };
    const position = { line: 8, character: 10 };
    for (const method of ['hover', 'completion', 'definition', 'documentSymbol', 'codeLens', 'semanticTokens/full']) {
      await this.#wire.ask(`textDocument/${method}`, { textDocument, position }).answer;
    }
  }

  async #settle(): Promise<void> {
    await this.#wire.result('workspace/diagnostic', { previousResultIds: [] });
  }
}
