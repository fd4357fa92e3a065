import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SettingSeverity } from '../config/config.ts';
import { type FormatName, formatNames } from './reporters/formats.ts';

/** The options of `lint`, as commander names them. */
export interface LintFlags {
  readonly fix?: boolean;
  readonly fixUnsafe?: boolean;
  readonly diff?: boolean;
  readonly rule?: readonly RuleFlag[];
  readonly preset?: 'recommended' | 'strict';
  /** A file; false for `--no-config`. */
  readonly config?: string | false;
  readonly failOn: 'error' | 'warning' | 'info' | 'never';
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
  readonly hints?: boolean;
  readonly stdin?: boolean;
  readonly stdinPath?: string;
  readonly color?: boolean;
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

/** `wanted` gathers the pairs of `--format` and `--output`, whose order among each other matters. */
export function addLintOptions(command: Command, wanted: Wanted[]): void {
  command
    .option('--fix', 'apply the safe fixes')
    .option('--fix-unsafe', 'apply the unsafe fixes too')
    .option('--diff', 'show as a unified diff what the fixes would change, and write nothing')
    .addOption(
      new Option('--format <FORMAT>', 'how to report; repeatable, each with its own --output')
        .choices(formatNames)
        .argParser((value) => takeFormat(value, wanted)),
    )
    .option('--output <FILE>', 'write the report to a file instead of stdout', (value: string) =>
      takeOutput(value, wanted),
    )
    .option('--rule <NAME=SEVERITY>', 'set a rule to off, hint, info, warning or error; repeatable', takeRule)
    .addOption(new Option('--preset <PRESET>', 'the set of rules to start from').choices(['recommended', 'strict']))
    .option('--config <FILE>', 'use this handbook.json')
    .option('--no-config', 'use no handbook.json')
    .addOption(
      new Option('--fail-on <SEVERITY>', 'exit with 1 from this severity up')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .option('--max-warnings <N>', 'exit with 1 on more warnings than this', takeCount)
    .option('--quiet', 'list errors only')
    .option('--hints', 'list hints too')
    .option('--stdin', 'lint the text on stdin; with --fix the fixed text goes to stdout')
    .option('--stdin-path <PATH>', 'where the text on stdin belongs: the chapter it stands for')
    .option('--color', 'colour even where nobody seems to be looking')
    .option('--no-color', 'no colour')
    .option('--timing', 'say how long each step took')
    .option('--debug', 'add details to error messages');
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

function takeCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Write a whole number.');
  return Number(value);
}
