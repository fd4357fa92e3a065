import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { fsPath, type Uri } from '../base/uri.ts';
import type { FileContent } from '../host/host.ts';
import { type FixedBook, fixBook } from '../rules/applyFixes.ts';
import type { Cli } from './cli.ts';
import { systemReason } from './cliError.ts';
import { type Colours, colours } from './colour.ts';
import { isShown, type LintedBook, type LintSetting, lintAgain } from './lintBooks.ts';
import type { LintFlags } from './lintOptions.ts';
import { plural } from './plainText.ts';
import { shownPath } from './targets.ts';
import { replaceFile } from './writeFile.ts';

export interface FixOutcome {
  /** The books as they are now. */
  readonly linted: LintedBook[];
  /** Some file could not be written. */
  readonly failed: boolean;
  /** Stdout holds a diff, or the fixed text of stdin, and has no room for a report. */
  readonly wroteStdout: boolean;
}

/** `--fix`, `--fix-unsafe` and `--diff`: fixes what is fixable in the files shown, in memory first. */
export async function fixBooks(
  cli: Cli,
  setting: LintSetting,
  linted: readonly LintedBook[],
  flags: LintFlags,
): Promise<FixOutcome> {
  const result: LintedBook[] = [];
  let failed = false;
  for (const book of linted) {
    const fixed = await fixBook(book.workspace, setting.rules, {
      unsafe: flags.fixUnsafe === true,
      only: (finding) => isShown(book.target, finding.uri),
    });
    if (flags.diff) {
      await writeDiff(cli, fixed, flags.color);
      result.push(book);
      continue;
    }
    const written = writeFiles(setting, cli.io.cwd, fixed);
    for (const failure of written.failures) await cli.io.stderr.write(`error: ${failure}\n`);
    failed ||= written.failures.length > 0;
    if (setting.overlay) await cli.io.stdout.write(fixed.files.get(setting.overlay.uri)?.after ?? setting.overlay.text);
    if (written.uris.length > 0) {
      const done = `${plural(fixed.applied.length, 'fix', 'fixes')} in ${plural(written.uris.length, 'file')}`;
      await cli.io.stderr.write(`fixed: ${done}\n`);
    }
    result.push(fixed.files.size > 0 ? await lintAgain(setting, book.target, book.workspace) : book);
  }
  return { linted: result, failed, wroteStdout: flags.diff === true || setting.overlay !== undefined };
}

/** Writes each changed file in one step; what cannot be written is said and stays as it was. */
function writeFiles(
  { host, overlay }: LintSetting,
  cwd: string,
  { files }: FixedBook,
): { uris: Uri[]; failures: string[] } {
  const uris: Uri[] = [];
  const failures: string[] = [];
  for (const [uri, { before, after }] of files) {
    if (uri === overlay?.uri) continue;
    const content = host.read(uri);
    const reason =
      content?.text !== before
        ? 'it was changed meanwhile'
        : (unwritable(content) ?? attempt(() => replaceFile(fsPath(uri), after)));
    if (reason === undefined) uris.push(uri);
    else failures.push(`${shownPath(uri, cwd)} was not fixed: ${reason}`);
  }
  return { uris, failures };
}

/** Writing text as UTF-8 would damage a file that is not. */
function unwritable({ encoding, invalidAt }: FileContent): string | undefined {
  if (encoding !== 'utf-8') return `it is ${encoding.toUpperCase()}; save it as UTF-8`;
  return invalidAt === undefined ? undefined : 'it is not valid UTF-8; save it as UTF-8';
}

function attempt(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return systemReason(error);
  }
}

async function writeDiff(cli: Cli, { files }: FixedBook, color: boolean | undefined): Promise<void> {
  const paint = colours(color, cli.io.stdout, cli.io.env);
  for (const [uri, { before, after }] of files) {
    const path = shownPath(uri, cli.io.cwd);
    const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    });
    await cli.io.stdout.write(paint.isColorSupported ? paintDiff(patch, paint) : patch);
  }
}

function paintDiff(patch: string, paint: Colours): string {
  const painted = patch.split('\n').map((line) => {
    if (/^(?:---|\+\+\+) /.test(line)) return paint.bold(line);
    if (line.startsWith('+')) return paint.green(line);
    if (line.startsWith('-')) return paint.red(line);
    return line.startsWith('@@') ? paint.cyan(line) : line;
  });
  return painted.join('\n');
}
