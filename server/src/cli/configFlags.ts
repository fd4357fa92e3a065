import { LineIndex } from '../base/lines.ts';
import { nearest } from '../base/nearest.ts';
import type { Uri } from '../base/uri.ts';
import type { Config, ConfigProblem, RuleSetting } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import type { WorkspaceOptions } from '../handbook/bookState.ts';
import type { BookLocation } from '../handbook/discover.ts';
import type { Host } from '../host/host.ts';
import type { NodeHost } from '../host/nodeHost.ts';
import { plain, wrap } from '../report/plainText.ts';
import type { Rule } from '../rules/rule.ts';
import { CliError } from './cliError.ts';
import { colours } from './colour.ts';
import type { RuleFlag } from './lintOptions.ts';
import { markedLine } from './reporters/sourceFrame.ts';
import { shownPath } from './targets.ts';

/** What the command line says about the configuration; it has the last word. */
export interface ConfigFlags {
  readonly cwd: string;
  /** The handbook.json to use instead of the one found; `none` for no file at all. */
  readonly file?: Uri | 'none';
  readonly preset?: Config['preset'];
  readonly rules: readonly RuleFlag[];
}

export function locate(location: BookLocation, { file }: ConfigFlags): BookLocation {
  if (file === undefined) return location;
  return { ...location, config: file === 'none' ? undefined : file };
}

/** Reads handbook.json and lays the command line's word over it. */
export function configReader(flags: ConfigFlags, rules: readonly Rule[]): WorkspaceOptions['readConfig'] {
  const metas = rules.map(({ meta }) => meta);
  return async (host: Host, uri, token) => {
    const config = await loadConfig(host, uri, metas, token);
    return {
      ...config,
      preset: flags.preset ?? config.preset,
      rules: withSeverities(config.rules, flags.rules, true),
      overrides: config.overrides.map((override) => ({
        ...override,
        rules: withSeverities(override.rules, flags.rules, false),
      })),
    };
  };
}

function withSeverities(
  settings: Readonly<Record<string, RuleSetting>>,
  flags: readonly RuleFlag[],
  add: boolean,
): Readonly<Record<string, RuleSetting>> {
  const changed: Record<string, RuleSetting> = { ...settings };
  for (const { name, severity } of flags) {
    const before = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (before || add) changed[name] = { severity, options: before?.options ?? {} };
  }
  return changed;
}

export function rejectUnknownRules(flags: readonly RuleFlag[], rules: readonly Rule[]): void {
  for (const { name } of flags) if (!rules.some((rule) => rule.meta.name === name)) throw unknownRule(name, rules);
}

export function unknownRule(name: string, rules: readonly Rule[]): CliError {
  const [near] = nearest(
    name,
    rules.map((rule) => rule.meta.name),
  );
  const hint = near ? `Did you mean ${near}? ` : '';
  return new CliError(`there is no rule ${plain(name)}`, `${hint}\`handbook-lint rules\` lists them.`);
}

/** Throws for mistakes in handbook.json and what it extends, each with its line and a caret. */
export function rejectMistakes({ problems }: Config, host: NodeHost, cwd: string): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`;
  const described = problems.map((problem) => describeMistake(problem, host.read(problem.uri)?.text ?? '', cwd));
  throw new CliError(`${count} in the configuration`, described.join('\n\n'));
}

/** Fits terminals and logs of any width. */
const columns = 80;

function describeMistake({ uri, span, message, help }: ConfigProblem, text: string, cwd: string): string {
  const lines = new LineIndex(text);
  const { start, end } = lines.range(span);
  const line = lines.line(start.line);
  const range = {
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
  const where = `${shownPath(uri, cwd)}:${range.start.line}:${range.start.column}`;
  const source = text.slice(line.start, line.end);
  const margin = String(range.start.line).length + 4;
  return [
    wrap(plain(`${where}: ${message}`), columns).join('\n  '),
    ...markedLine({ source, range, margin, columns }, colours(false, undefined, {})),
    ...(help ? wrap(plain(help), columns - 2).map((words) => `  ${words}`) : []),
  ].join('\n');
}
