/**
 * A day of editing in little time: the server that ships, as a process, and an editor that types, saves, opens, closes,
 * renames and undoes in a book on disk. Between the hours the server collects its garbage and says what is left.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** A kind of object of which there are many more at the end than after the first hour: what was once made, and never let go. */
export interface Grown {
  /** The name of its class. */
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

const CHAPTERS = 30;

/**
 * Runs a soak: one entry for the start and one for each hour, and what has grown between the heap's snapshot after the
 * first hour and the one at the end.
 */
export async function soak(
  { hours, editsAnHour, seed }: Soak,
  onHour: (hour: SoakHour) => void,
): Promise<{ readonly hours: readonly SoakHour[]; readonly grown: readonly Grown[] }> {
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
  const ask = <T>(what: 'measure' | 'snapshot') =>
    new Promise<T>((resolve) => {
      server.once('message', (message) => resolve(message as T));
      server.send(what);
    });
  const census = async () => objectsIn(await ask<string>('snapshot'));
  try {
    const author = new Author(new Wire(server.stdout!, server.stdin!), book, new Random(seed));
    await author.start();
    const found: SoakHour[] = [];
    let before: ReadonlyMap<string, number> = new Map();
    for (let hour = 0; hour <= hours; hour++) {
      const started = performance.now();
      if (hour > 0) await author.work(editsAnHour);
      const seconds = (performance.now() - started) / 1000;
      found.push({ ...(await ask<{ heap: number; rss: number }>('measure')), seconds });
      onHour(found.at(-1)!);
      if (hour === Math.min(1, hours)) before = await census();
    }
    return { hours: found, grown: grownBetween(before, await census()) };
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many objects of each class a snapshot of the heap holds; the file is gone afterwards. */
function objectsIn(file: string): Map<string, number> {
  const { snapshot, nodes, strings } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  const { node_fields, node_types } = snapshot.meta as { node_fields: string[]; node_types: [string[]] };
  const [type, name] = [node_fields.indexOf('type'), node_fields.indexOf('name')];
  const object = node_types[0].indexOf('object');
  const counts = new Map<string, number>();
  for (let at = 0; at < nodes.length; at += node_fields.length) {
    if (nodes[at + type] !== object) continue;
    const of: string = strings[nodes[at + name]];
    counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  return counts;
}

/** By half and by a thousand: what an hour leaves behind, and not what a busier moment holds. */
function grownBetween(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Grown[] {
  return [...after]
    .map(([name, count]) => ({ name, before: before.get(name) ?? 0, after: count }))
    .filter((one) => one.after > one.before * 1.5 + 1000)
    .sort((a, b) => b.after - b.before - (a.after - a.before));
}

const probe = `
  process.on('message', (what) => {
    globalThis.gc();
    setImmediate(() => {
      globalThis.gc();
      if (what === 'snapshot') {
        process.send(require('node:v8').writeHeapSnapshot(require('node:path').join(__dirname, 'heap.heapsnapshot')));
        return;
      }
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
