import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { fsPath, type Uri } from '../base/uri.ts';
import type { FileContent } from '../host/host.ts';
import type { NodeHost } from '../host/nodeHost.ts';
import { systemReason } from '../host/systemReason.ts';
import { replaceFile } from '../host/writeFile.ts';
import { plain, plural } from '../report/plainText.ts';
import { type FixedBook, fixBook } from '../rules/applyFixes.ts';
import type { Finding } from '../rules/finding.ts';
import type { Cli } from './cli.ts';
import { type Colours, colours } from './colour.ts';
import { type LintedBook, type LintSetting, lintAgain } from './lintBooks.ts';
import type { LintFlags } from './lintOptions.ts';
import { isShown, shownPath } from './targets.ts';

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
  let wrote = false;
  let failed = false;
  for (const book of linted) {
    // Books may share chapters, by other names even.
    if (wrote) book.workspace.filesChanged(book.book.order);
    const fixed = await fixBook(book.workspace, setting.rules, {
      unsafe: flags.fixUnsafe === true,
      find: (now, uri) => book.looks.find(now, uri).findings,
      only: (finding) => isShown(book.target, finding.uri) && mayTouch(finding, setting.overlay?.uri),
    });
    if (flags.diff) {
      await writeDiff(cli, fixed, flags.color);
      result.push(book);
      continue;
    }
    const outcome = setting.overlay
      ? await printFixed(cli, setting.overlay, book, fixed)
      : await writeFixed(cli, setting, fixed);
    wrote ||= outcome.written.length > 0;
    failed ||= outcome.failures.length > 0;
    result.push(await asFixed(setting, book, fixed, outcome.failures.length === 0));
  }
  return { linted: result, failed, wroteStdout: flags.diff === true || setting.overlay !== undefined };
}

interface Outcome {
  readonly written: readonly Uri[];
  readonly failures: readonly string[];
}

/** The text on stdin can be given back fixed, other files cannot: a fix that needs both is left alone. */
function mayTouch({ fixes }: Finding, only: Uri | undefined): boolean {
  return only === undefined || fixes[0]?.edits.every(({ uri }) => uri === only) === true;
}

/** The book after its fixes: what was left of them stands, unless some file could not be written. */
async function asFixed(setting: LintSetting, book: LintedBook, fixed: FixedBook, all: boolean): Promise<LintedBook> {
  if (fixed.files.size === 0) return book;
  if (!all) return lintAgain(setting, book);
  const { book: now } = await book.workspace.snapshot();
  return { ...book, book: now, findings: fixed.remaining.filter(({ uri }) => isShown(book.target, uri)) };
}

async function printFixed(
  { io }: Cli,
  { uri, text }: NonNullable<LintSetting['overlay']>,
  { workspace }: LintedBook,
  { files }: FixedBook,
): Promise<Outcome> {
  const after = files.get(uri)?.after ?? text;
  workspace.setText(uri, after);
  await io.stdout.write(after);
  return { written: [], failures: [] };
}

async function writeFixed({ io }: Cli, setting: LintSetting, fixed: FixedBook): Promise<Outcome> {
  const outcome = writeFiles(setting.host, io.cwd, fixed);
  for (const failure of outcome.failures) await io.stderr.write(`error: ${failure}\n`);
  if (outcome.written.length > 0) {
    const fixes = plural(fixed.applied.length, 'fix', 'fixes');
    await io.stderr.write(`fixed: ${fixes} in ${plural(outcome.written.length, 'file')}\n`);
  }
  return outcome;
}

/** Writes each changed file in one step; what cannot be written is said and stays as it was. */
function writeFiles(host: NodeHost, cwd: string, { files }: FixedBook): Outcome {
  const written: Uri[] = [];
  const failures: string[] = [];
  for (const [uri, { before, after }] of files) {
    const content = host.read(uri);
    const reason =
      content?.text !== before
        ? 'it was changed meanwhile'
        : (unwritable(content) ?? attempt(() => replaceFile(fsPath(uri), after)));
    if (reason === undefined) written.push(uri);
    else failures.push(`${plain(shownPath(uri, cwd))} was not fixed: ${reason}`);
  }
  return { written, failures };
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
    // What is piped can be applied; what is looked at cannot steer the terminal.
    const shown = cli.io.stdout.isTerminal ? patch.split('\n').map(plain).join('\n') : patch;
    await cli.io.stdout.write(paint.isColorSupported ? paintDiff(shown, paint) : shown);
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
