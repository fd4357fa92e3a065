import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SettingSeverity } from '../config/config.ts';
import type { Part } from './parts.ts';
import { type FormatName, formatNames } from './reporters/formats.ts';

/** When a run counts as failed. */
export interface FailFlags {
  readonly failOn: 'error' | 'warning' | 'info' | 'never';
  readonly maxWarnings?: number;
}

/** The options of `lint`, as commander names them. */
export interface LintFlags extends FailFlags {
  readonly fix?: boolean;
  readonly fixUnsafe?: boolean;
  readonly diff?: boolean;
  readonly rule?: readonly RuleFlag[];
  readonly preset?: 'recommended' | 'strict';
  /** A file; false for `--no-config`. */
  readonly config?: string | false;
  readonly quiet?: boolean;
  readonly hints?: boolean;
  readonly stdin?: boolean;
  readonly stdinPath?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly changedSince?: string;
  /** Counted from 0. */
  readonly shard?: Part;
  readonly watch?: boolean;
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  readonly threads?: number;
  readonly color?: boolean;
  readonly progress?: boolean;
  readonly timing?: boolean;
}

export interface RuleFlag {
  readonly name: string;
  readonly severity: SettingSeverity;
}

/** One report to make: `--format json --output report.json`. */
export interface Wanted {
  format: FormatName | undefined;
  output: string | undefined;
}

export function addLintOptions(command: Command, wanted: Wanted[]): void {
  command
    .option('--fix', 'apply the safe fixes')
    .option('--fix-unsafe', 'apply the unsafe fixes too')
    .option('--diff', 'show as a unified diff what the fixes would change, and write nothing');
  addReportOptions(command, wanted);
  command
    .option('--rule <NAME=SEVERITY>', 'set a rule to off, hint, info, warning or error; repeatable', takeRule)
    .addOption(new Option('--preset <PRESET>', 'the set of rules to start from').choices(['recommended', 'strict']))
    .option('--config <FILE>', 'use this handbook.json')
    .option('--no-config', 'use no handbook.json')
    .option('--quiet', 'list errors only')
    .option('--hints', 'list hints too')
    .option('--baseline <FILE>', 'findings in this file are known and do not fail; those that are fixed must leave it')
    .option('--update-baseline', 'write the baseline: all findings if it is new, else take out the fixed ones')
    .option('--changed-since <REV>', 'only what was changed since this git revision parted from here')
    .option('--stdin', 'lint the text on stdin; with --fix the fixed text goes to stdout')
    .option('--stdin-path <PATH>', 'where the text on stdin belongs: the chapter it stands for')
    .option('--shard <I/N>', 'only part I of N of the chapters; `merge` joins the JSON reports', takeShard)
    .option(
      '--threads <N>',
      'how many threads lint the chapters (default: 2 for a very large book); the findings are the same for any number',
      takeThreads,
    )
    .option(
      '--cache',
      'keep results, and use them again where nothing they rest on has changed; with options that fix, time, watch or choose by change, and for html, it has no effect',
    )
    .option('--no-cache', 'keep no results (the default)')
    .option('--cache-location <DIR>', 'where to keep them (default: .handbook-cache)')
    .option('--watch', 'lint again whenever a file of the book changes, until Ctrl-C')
    .option('--progress', 'show progress even where nobody seems to be looking')
    .option('--no-progress', 'show no progress')
    .option('--timing', 'say how long each step and each rule took')
    .option(
      '--debug',
      'add what a report of a bug needs, on stderr: versions, configuration, times; nothing of any text',
    );
}

/**
 * How to report and when to fail. `wanted` gathers the pairs of `--format` and `--output`, whose order among each
 * other matters.
 */
export function addReportOptions(command: Command, wanted: Wanted[]): void {
  command
    .addOption(
      new Option('--format <FORMAT>', 'how to report; repeatable, each with its own --output')
        .choices(formatNames)
        .argParser((value) => takeFormat(value, wanted)),
    )
    .option('--output <FILE>', 'write the report to a file instead of stdout', (value: string) =>
      takeOutput(value, wanted),
    )
    .addOption(
      new Option('--fail-on <SEVERITY>', 'exit with 1 from this severity up')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .option('--max-warnings <N>', 'exit with 1 on more warnings than this', takeCount)
    .option('--color', 'colour even where nobody seems to be looking')
    .option('--no-color', 'no colour');
}

function takeFormat(value: string, wanted: Wanted[]): string {
  const format = formatNames.find((name) => name === value);
  if (!format) throw new InvalidArgumentError(`Allowed choices are ${formatNames.join(', ')}.`);
  const open = wanted.at(-1);
  if (open && open.format === undefined) open.format = format;
  else wanted.push({ format, output: undefined });
  return value;
}

function takeOutput(value: string, wanted: Wanted[]): string {
  const open = wanted.at(-1);
  if (open && open.output === undefined) open.output = value;
  else wanted.push({ format: undefined, output: value });
  return value;
}

const severities: readonly SettingSeverity[] = ['off', 'hint', 'info', 'warning', 'error'];

function takeRule(value: string, before: readonly RuleFlag[] | undefined): readonly RuleFlag[] {
  const parts = /^([^=]*)=([^=]*)$/.exec(value);
  const severity = severities.find((name) => name === parts?.[2]);
  if (!parts?.[1] || !severity) {
    throw new InvalidArgumentError(`Write NAME=SEVERITY, with a severity of ${severities.join(', ')}.`);
  }
  return [...(before ?? []), { name: parts[1], severity }];
}

function takeShard(value: string): Part {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? [];
  const part = { index: Number(index) - 1, count: Number(count) };
  if (index === undefined || part.index < 0 || part.index >= part.count) {
    throw new InvalidArgumentError('Write I/N: part I of N, from 1/N to N/N.');
  }
  return part;
}

function takeThreads(value: string): number {
  const threads = takeCount(value);
  if (threads === 0 || threads > 256) throw new InvalidArgumentError('Write a number from 1 to 256.');
  return threads;
}

function takeCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Write a whole number.');
  return Number(value);
}
