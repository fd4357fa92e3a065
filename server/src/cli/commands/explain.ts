import { systemReason } from '../../host/systemReason.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../cliError.ts';
import { type Colours, colours } from '../colour.ts';
import { unknownRule } from '../configFlags.ts';
import type { Io } from '../io.ts';
import { rulePage } from '../rulePage.ts';

/** `explain RULE`: the rule's page, as it is written, or lightly painted on a terminal. */
export async function explain(cli: Cli, name: string, flags: { readonly color?: boolean }): Promise<void> {
  const { io } = cli;
  if (!allRules.some(({ meta }) => meta.name === name)) throw unknownRule(name, allRules);
  const page = readPage(name, io);
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
