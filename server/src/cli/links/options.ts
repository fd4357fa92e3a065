import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Cli } from '../cli.ts';

/** What `links check` and `links update` were told. */
export interface CheckFlags {
  readonly maxAge?: number;
  readonly limitPerHost?: number;
  readonly only: readonly string[];
  readonly allowPrivate?: boolean;
  readonly concurrency: number;
  readonly perHost: number;
  /** Milliseconds. */
  readonly delay: number;
  readonly retries: number;
  /** Seconds. */
  readonly timeout: number;
  readonly format: 'text' | 'json';
  readonly progress?: boolean;
  readonly color?: boolean;
}

export interface ReviewFlags {
  readonly all?: boolean;
  readonly book?: string;
}

/** Adds `links check | update | review | prune`. What they do is imported when they run. */
export function registerLinksCommands(
  program: Command,
  cli: Cli,
  subcommand: (of: Command, name: string) => Command,
): void {
  const links = subcommand(program, 'links').description(
    'check the external links of a book, and keep what was found in handbook.links.json',
  );
  links.action(() => links.help());

  checkOptions(subcommand(links, 'check'))
    .description('look at every link now and report; writes nothing; exit code 1 where pages are gone')
    .action(async (paths: string[], flags: CheckFlags) => {
      const { checkNow } = await import('./check.ts');
      await checkNow(cli, paths, flags);
    });

  checkOptions(subcommand(links, 'update'))
    .description('look at the links that are due and write what was found to handbook.links.json')
    .option('--max-age <DAYS>', 'links checked longer ago are due (default: half of helpLinks.maxAge)', wholeNumber)
    .action(async (paths: string[], flags: CheckFlags) => {
      const { updateLock } = await import('./check.ts');
      await updateLock(cli, paths, flags);
    });

  subcommand(links, 'review')
    .description('say that the book agrees with these help pages as they are today')
    .argument('[URL...]', 'addresses as the book writes them')
    .option('--all', 'all help pages of the book')
    .option('--book <PATH>', 'the book; by default the one around the current folder')
    .action(async (urls: string[], flags: ReviewFlags) => {
      const { review } = await import('./keep.ts');
      await review(cli, urls, flags);
    });

  subcommand(links, 'prune')
    .description('drop the addresses that the book no longer has from handbook.links.json')
    .argument('[PATH...]', 'books; by default the one around the current folder')
    .action(async (paths: string[]) => {
      const { prune } = await import('./keep.ts');
      await prune(cli, paths);
    });
}

function checkOptions(command: Command): Command {
  return command
    .argument('[PATH...]', 'folders, Book.txt files or chapters; by default the book around the current folder')
    .addOption(
      new Option('--only <PATTERN>', 'only addresses that hold this text, * for anything (repeatable)')
        .argParser(collect)
        .default([], 'all'),
    )
    .option('--limit-per-host <N>', 'at most N addresses of one host', wholeNumber)
    .option('--allow-private', 'ask addresses of private networks and of this machine, too')
    .option('--concurrency <N>', 'addresses looked at at once', positive, 16)
    .option('--per-host <N>', 'requests to one host at once', positive, 2)
    .option('--delay <MS>', 'milliseconds between two requests to one host', wholeNumber, 200)
    .option('--retries <N>', 'further tries where a host has a bad moment', wholeNumber, 2)
    .option('--timeout <SECONDS>', 'the longest a request may take', positive, 45)
    .option('--format <FORMAT>', 'text or json', format, 'text')
    .option('--progress', 'show progress even where nobody seems to be looking')
    .option('--no-progress', 'show no progress')
    .option('--color', 'colour even where nobody seems to be looking')
    .option('--no-color', 'no colour');
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(value);
}

function positive(value: string): number {
  const number = wholeNumber(value);
  if (number === 0) throw new InvalidArgumentError('It has to be more than 0.');
  return number;
}

function format(value: string): string {
  if (value !== 'text' && value !== 'json') throw new InvalidArgumentError('It is text or json.');
  return value;
}
