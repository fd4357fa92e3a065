import { createHash } from 'node:crypto';
import type { FileVersion } from '../base/fileVersion.ts';
import { joinUri, type Uri } from '../base/uri.ts';
import type { Entry, FileContent, FileStat } from '../host/host.ts';
import { NodeHost } from '../host/nodeHost.ts';

/** A question to the disk. `head 4096`, `tail 64`: so many bytes from an end. */
export type DiskQuestion = 'read' | 'stat' | 'list' | `head ${number}` | `tail ${number}`;

/**
 * What the disk answered, as plain data. Files are told by size and time of change (milliseconds) where those settle
 * it, and else by the digest of the answer; a size of -1 means that there was nothing.
 */
export type DiskAnswer = readonly [question: DiskQuestion, uri: Uri, size: number, mtime: number, digest: string];

/**
 * The disk, and a record of all that was asked of it: who gets the same answers again comes to the same results. What
 * the program itself writes (`own`: files, and folders with what is in them) is no part of an answer.
 */
export class RecordingHost extends NodeHost {
  readonly own: ReadonlySet<Uri>;
  readonly #answers = new Map<string, DiskAnswer>();

  constructor(own: ReadonlySet<Uri>) {
    super();
    this.own = own;
  }

  /** Every question so far with its first answer. */
  get answers(): readonly DiskAnswer[] {
    return [...this.#answers.values()];
  }

  answer(question: DiskQuestion, uri: Uri): DiskAnswer | undefined {
    return this.#answers.get(`${question} ${uri}`);
  }

  /** The same that were not taken before. */
  takeAnswers(): readonly DiskAnswer[] {
    const answers = this.answers;
    this.#answers.clear();
    return answers;
  }

  /** Takes down what another thread asked. */
  add(answers: readonly DiskAnswer[]): void {
    for (const answer of answers) {
      const key = `${answer[0]} ${answer[1]}`;
      if (!this.#answers.has(key)) this.#answers.set(key, answer);
    }
  }

  override read(uri: Uri): FileContent | undefined {
    const content = super.read(uri);
    const version = content ? content.version : super.stat(uri);
    this.#note('read', uri, version, () => digestOfText(content));
    return content;
  }

  override readHead(uri: Uri, limit: number): Uint8Array | undefined {
    // Before it is read: a change meanwhile makes the file newer than its record.
    const stat = super.stat(uri);
    const bytes = super.readHead(uri, limit);
    this.#note(`head ${limit}`, uri, stat, () => digestOfBytes(bytes));
    return bytes;
  }

  override readTail(uri: Uri, limit: number): Uint8Array | undefined {
    const stat = super.stat(uri);
    const bytes = super.readTail(uri, limit);
    this.#note(`tail ${limit}`, uri, stat, () => digestOfBytes(bytes));
    return bytes;
  }

  override stat(uri: Uri): FileStat | undefined {
    const stat = super.stat(uri);
    this.#note('stat', uri, undefined, () => digestOfStat(stat));
    return stat;
  }

  override list(folder: Uri): readonly Entry[] | undefined {
    const entries = super.list(folder);
    if (!this.own.has(folder)) this.#note('list', folder, undefined, () => digestOfList(folder, entries, this.own));
    return entries;
  }

  #note(question: DiskQuestion, uri: Uri, version: FileVersion | undefined, digest: () => string): void {
    const key = `${question} ${uri}`;
    if (this.#answers.has(key)) return;
    this.#answers.set(key, [question, uri, version?.size ?? -1, version?.mtime ?? 0, digest()]);
  }
}

/**
 * Whether the disk answers as it did. A file of the same size and time that had settled before the record was kept
 * (`keptAt`, milliseconds since 1970) is not read again; one that was copied or checked out anew is told by its content.
 * `host` keeps no record: these are no questions of the run.
 */
export function answersTheSame(
  answers: readonly DiskAnswer[],
  keptAt: number,
  own: ReadonlySet<Uri>,
  host = new NodeHost(),
): boolean {
  return answers.every((answer) => {
    const [question, uri, size, mtime, digest] = answer;
    if (question === 'list') return digestOfList(uri, host.list(uri), own) === digest;
    const stat = host.stat(uri);
    if (question === 'stat') return digestOfStat(stat) === digest;
    if ((stat?.size ?? -1) !== size) return false;
    if (!stat || (stat.mtime === mtime && mtime < keptAt - SETTLED)) return true;
    if (question === 'read') return digestOfText(host.read(uri)) === digest;
    const limit = Number(question.slice(5));
    const bytes = question.startsWith('head') ? host.readHead(uri, limit) : host.readTail(uri, limit);
    return digestOfBytes(bytes) === digest;
  });
}

/** Milliseconds in which a file can change twice without its time of change telling so, on the coarsest of disks. */
export const SETTLED = 2000;

export function digestOfText(content: FileContent | undefined): string {
  if (!content) return '';
  const { text, encoding, invalidAt } = content;
  return digest(`${encoding} ${invalidAt ?? ''} ${text}`);
}

function digestOfBytes(bytes: Uint8Array | undefined): string {
  return bytes ? digest(bytes) : '';
}

function digestOfStat(stat: FileStat | undefined): string {
  return stat ? `${stat.kind} ${stat.kind === 'file' ? stat.size : ''}` : '';
}

function digestOfList(folder: Uri, entries: readonly Entry[] | undefined, own: ReadonlySet<Uri>): string {
  if (!entries) return '';
  const isNear = [...own].some((uri) => uri.startsWith(`${folder}/`));
  const others = isNear ? entries.filter(({ name }) => !own.has(joinUri(folder, name))) : entries;
  return digest(JSON.stringify(others));
}

function digest(content: string | Uint8Array): string {
  return createHash('sha1').update(content).digest('base64url');
}
