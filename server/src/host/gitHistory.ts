import { execFile, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { fileUri, type Uri } from '../base/uri.ts';

/** The files of a repository as a commit has them; of those that are no text, only that they are there. */
export interface PastFiles {
  readonly commit: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly files: ReadonlyMap<Uri, string>;
}

/**
 * The last commits that changed something in a folder, oldest first, at most `limit`. Nothing where there is no git, no
 * repository or no commit. Repositories can make git run programs; nothing asked for here does.
 */
export async function* gitHistory(folder: string, limit: number): AsyncGenerator<PastFiles> {
  const top = (await git(folder, ['rev-parse', '--show-toplevel']))?.trim();
  const log = top && (await git(folder, ['log', `-n${limit}`, '--format=%H %cs', '--', '.']));
  if (!top || !log) return;
  const texts = new Map<string, string>();
  for (const line of log.trim().split('\n').reverse()) {
    const [commit = '', date = ''] = line.split(' ');
    const tree = await git(top, ['ls-tree', '-r', '-z', '--full-tree', commit]);
    if (tree === undefined) return;
    const entries = tree.split('\0').flatMap((entry) => /^\d+ blob ([0-9a-f]+)\t([\s\S]+)$/.exec(entry) ?? []);
    const blobs: { sha: string; path: string }[] = [];
    for (let at = 0; at < entries.length; at += 3) blobs.push({ sha: entries[at + 1]!, path: entries[at + 2]! });
    const wanted = blobs.filter(({ sha, path }) => isText.test(path) && !texts.has(sha)).map(({ sha }) => sha);
    for (const [sha, text] of await readBlobs(top, [...new Set(wanted)])) texts.set(sha, text);
    yield {
      commit,
      date,
      files: new Map(blobs.map(({ sha, path }) => [fileUri(resolve(top, path)), texts.get(sha) ?? ''])),
    };
  }
}

const isText = /\.(?:md|markdown|mdwn|markua|txt)$|(?:^|\/)handbook(?:\.links)?\.json$/i;
const call = promisify(execFile);
const quiet = ['--no-optional-locks', '--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];

async function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const options = { maxBuffer: 1 << 28, encoding: 'utf8' } as const;
    return (await call('git', [...quiet, '-C', folder, ...args], options)).stdout;
  } catch {
    return undefined;
  }
}

/** `git cat-file --batch`: a line `SHA blob SIZE`, that many bytes and a line break, for each one asked for. */
async function readBlobs(folder: string, shas: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (shas.length === 0) return found;
  const child = spawn('git', [...quiet, '-C', folder, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const chunks: Buffer[] = [];
  const done = new Promise<void>((finish) => {
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', () => finish());
    child.once('close', () => finish());
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${shas.join('\n')}\n`);
  await done;
  const bytes = Buffer.concat(chunks);
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at);
    const [sha = '', kind, size = '0'] = bytes.toString('latin1', at, end < 0 ? bytes.length : end).split(' ');
    if (end < 0 || kind !== 'blob') break;
    found.set(sha, bytes.toString('utf8', end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return found;
}
