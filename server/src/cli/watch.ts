import { watch } from 'chokidar';
import { fileUri, fsPath, type Uri } from '../base/uri.ts';
import { isChapterName } from '../handbook/discover.ts';
import { isSkippedFolder } from '../handbook/files.ts';
import { manifestKind } from '../handbook/manifest.ts';
import { plain, plural } from '../report/plainText.ts';
import { allRules } from '../rules/registry.generated.ts';
import { CliError } from './cliError.ts';
import { type LintedBook, lintAgain } from './lintBooks.ts';
import { type LintRun, lintOnce, lintSetting, report } from './lintRun.ts';
import { shownPath, type Target } from './targets.ts';
import { Timing } from './timing.ts';

/** Editors write a file in several steps, and git many files: what follows so soon belongs together (milliseconds). */
const settling = 120;

/**
 * `--watch`: lints again whenever files of the books change, until the process is ended. A book is read anew only
 * where Book.txt or its settings changed; else only what changed is.
 */
export async function watchBooks(
  run: LintRun,
  first: readonly LintedBook[],
  find: () => Promise<readonly Target[]>,
): Promise<void> {
  const { io } = run.cli;
  let books = first;
  const pending = new Set<Uri>();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const watched = new Set(foldersOf(first));
  const watcher = watch([...watched], { ignoreInitial: true, ignored: isOutside });
  const work = async () => {
    const changed = [...pending];
    pending.clear();
    if (changed.length === 0) return;
    const names = changed.map((uri) => plain(shownPath(uri, io.cwd)));
    const more = names.length > 3 ? ` and ${plural(names.length - 3, 'more file')}` : '';
    await io.stderr.write(`\nchanged: ${names.slice(0, 3).join(', ')}${more}\n`);
    try {
      books = await lintChanged(run, books, changed, find);
      // A folder that is added again is read again, and what comes into it meanwhile can be missed.
      const further = foldersOf(books).filter((folder) => !watched.has(folder));
      for (const folder of further) watched.add(folder);
      if (further.length > 0) watcher.add(further);
    } catch (error) {
      // A mistake in handbook.json is being made or mended: the next change tells.
      if (!(error instanceof CliError)) throw error;
      await io.stderr.write(`error: ${[error.message, error.detail ?? ''].join('\n').trimEnd()}\n`);
    }
    await sayWaiting(run);
  };
  watcher.on('all', (_event, path) => {
    if (!matters(path)) return;
    pending.add(fileUri(path));
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(work);
    }, settling);
  });
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  await sayWaiting(run);
  await new Promise<never>((_, reject) => watcher.once('error', reject));
}

async function lintChanged(
  run: LintRun,
  books: readonly LintedBook[],
  changed: readonly Uri[],
  find: () => Promise<readonly Target[]>,
): Promise<readonly LintedBook[]> {
  const timing = new Timing(run.cli.io.now);
  if (books.length === 0 || changed.some(framesBook)) return (await lintOnce(run, await find(), timing)).linted;
  const setting = lintSetting(run, { rules: allRules, progress: undefined });
  const again: LintedBook[] = [];
  for (const book of books) {
    book.workspace.filesChanged(changed);
    again.push(await lintAgain(setting, book));
  }
  await report(run, again, { toStdout: true, milliseconds: timing.total(), timed: undefined });
  return again;
}

async function sayWaiting({ cli }: LintRun): Promise<void> {
  await cli.io.stderr.write('watching for changes; Ctrl-C ends\n');
}

function foldersOf(books: readonly LintedBook[]): string[] {
  const folders = books.flatMap(({ book, target }) => [
    fsPath(book.root),
    ...(target.location.config ? [fsPath(target.location.config)] : []),
  ]);
  return [...new Set(folders)];
}

/** What no book is made of; its coming and going is nobody's business. */
function isOutside(path: string): boolean {
  return /(?:^|[\\/])(?:\.git|node_modules|\.handbook-cache)(?:$|[\\/])/.test(path);
}

/** Temporary files of editors, and of this program itself, come and go beside every saved file. */
function matters(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return !isSkippedFolder(name) && !/~$|^\.|^#|\.(?:tmp|swp|swx)$/.test(name);
}

function framesBook(uri: Uri): boolean {
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  return manifestKind(name) !== undefined || (!isChapterName(name) && name.endsWith('.json'));
}
