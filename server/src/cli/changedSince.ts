import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { fileUri, fsPath, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { CliError } from './cliError.ts';

/**
 * `--changed-since REV`: the files of a book whose findings are news. These are the files that differ from what REV
 * and the current branch last had in common, the ones git does not know yet, and chapters that show a picture which
 * differs. Where Book.txt or the settings differ, any finding may be news: then undefined, for all of them.
 */
export async function changedFiles(book: Handbook, revision: string): Promise<ReadonlySet<Uri> | undefined> {
  const folder = fsPath(book.root);
  const changed = await filesOfGit(folder, revision);
  const frame = [book.manifest, book.config.document, ...book.subsets];
  if (frame.some((document) => document && changed.has(document.uri))) return undefined;
  const files = new Set(changed);
  for (const uri of changed) for (const site of book.resourceUses(uri)) files.add(site.uri);
  return files;
}

async function filesOfGit(folder: string, revision: string): Promise<Set<Uri>> {
  const top = resolve(folder, (await git(folder, ['rev-parse', '--show-cdup'], notGit(folder))).trim());
  const commit = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const wanted = (await git(folder, commit, unknownRevision(revision))).trim();
  // A shallow clone may not reach back to where the two parted.
  const parted = await git(folder, ['merge-base', wanted, 'HEAD'], undefined);
  const since = parted.trim().split('\n')[0] || wanted;
  const differing = await git(top, ['diff', '--name-only', '--no-renames', '--no-ext-diff', '-z', since, '--'], failed);
  const untracked = await git(top, ['ls-files', '--others', '--exclude-standard', '-z'], failed);
  const names = `${differing}\0${untracked}`.split('\0').filter((name) => name !== '');
  return new Set(names.map((name) => fileUri(resolve(top, name))));
}

const call = promisify(execFile);

/** What git prints; where it fails, what `orElse` throws, or nothing where there is no such. */
async function git(
  folder: string,
  args: readonly string[],
  orElse: ((reason: string) => CliError) | undefined,
): Promise<string> {
  try {
    const { stdout } = await call('git', ['-C', folder, ...args], { maxBuffer: 1 << 30, encoding: 'utf8' });
    return stdout;
  } catch (error) {
    if (!orElse) return '';
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT') throw new CliError('--changed-since needs git, which is not installed');
    throw orElse((stderr ?? '').trim());
  }
}

function notGit(folder: string) {
  return (reason: string) => new CliError(`--changed-since needs a git repository around ${folder}`, reason);
}

function unknownRevision(revision: string) {
  return () =>
    new CliError(
      `git does not know the revision ${revision}`,
      'Is it spelled right? In CI, fetch it first: a shallow clone has the last commit only.',
    );
}

function failed(reason: string): CliError {
  return new CliError('git could not tell what has changed', reason);
}
