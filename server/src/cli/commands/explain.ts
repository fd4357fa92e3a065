import { systemReason } from '../../host/systemReason.ts';
import { wrap } from '../../report/plainText.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../cliError.ts';
import { type Colours, colours } from '../colour.ts';
import { unknownRule } from '../configFlags.ts';
import type { Io } from '../io.ts';
import { rulePage } from '../rulePage.ts';

/** `explain RULE`: the rule's page, as it is written; on a terminal broken to its width and lightly painted. */
export async function explain(cli: Cli, name: string, flags: { readonly color?: boolean }): Promise<void> {
  const { io } = cli;
  if (!allRules.some(({ meta }) => meta.name === name)) throw unknownRule(name, allRules);
  const written = readPage(name, io);
  const page = io.stdout.columns === undefined ? written : broken(written, Math.min(100, io.stdout.columns));
  const paint = colours(flags.color, io.stdout, io.env);
  await io.stdout.write(paint.isColorSupported ? painted(page, paint) : page);
}

function readPage(name: string, io: Io): string {
  try {
    return rulePage(name, io);
  } catch (error) {
    throw new CliError(`the page of ${name} cannot be read: ${systemReason(error)}`, 'Is the package whole?');
  }
}

/** The page with its paragraphs broken anew; fences, tables, quotes and headings stay as they are. */
function broken(page: string, columns: number): string {
  const lines: string[] = [];
  let paragraph: string[] = [];
  let inFence = false;
  const flush = () => {
    const hang = paragraph[0]?.startsWith('- ') ? '  ' : '';
    const [first, ...rest] = wrap(paragraph.join(' '), columns - hang.length);
    if (paragraph.length > 0) lines.push(first!, ...rest.map((line) => `${hang}${line}`));
    paragraph = [];
  };
  for (const line of page.split('\n')) {
    const isFence = line.startsWith('~~~~');
    if (isFence) inFence = !inFence;
    const isProse = !inFence && !isFence && /^[\p{L}\p{N}`*("[]/u.test(line);
    const isItem = !inFence && line.startsWith('- ');
    const isItemsNextLine = paragraph[0]?.startsWith('- ') && /^ {2}\S/.test(line);
    if (isItem || !(isProse || isItemsNextLine)) flush();
    if (isItem || isProse || isItemsNextLine) paragraph.push(line.trim());
    else lines.push(line);
  }
  flush();
  return lines.join('\n');
}

function painted(page: string, paint: Colours): string {
  let inFence = false;
  const lines = page.split('\n').map((line) => {
    if (line.startsWith('~~~~')) {
      inFence = !inFence;
      return paint.dim(line);
    }
    if (inFence) return /^ *\^/.test(line) ? paint.yellow(line) : line;
    if (line.startsWith('#')) return paint.bold(line);
    return line.replace(/`[^`]+`/g, (code) => paint.cyan(code));
  });
  return lines.join('\n');
}
