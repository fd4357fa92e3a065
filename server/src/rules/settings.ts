import picomatch from 'picomatch/posix';
import { dirname, relativePath, type Uri } from '../base/uri.ts';
import type { Config, RuleSetting } from '../config/config.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Dialect } from '../markdown/facts.ts';
import type { Severity } from './finding.ts';
import type { DefaultSeverity, Rule, RuleMeta } from './rule.ts';

/** What holds for one rule in one file. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  /** True where handbook.json names the severity: then it holds for every case of the rule. */
  readonly isChosen: boolean;
  /** The rule's defaults with the configured options over them. */
  readonly options: Record<string, unknown>;
}

/** The rules that are on for a file, by preset, `rules` and `overrides` (later ones win). */
export function activeRules(rules: readonly Rule[], config: Config, dialect: Dialect, uri: Uri): ActiveRule[] {
  const overrides = matchingOverrides(config, uri);
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    const setting = settingOf(rule.meta.name, config, overrides);
    const severity = setting?.severity ?? presetSeverity(rule.meta, config.preset, dialect);
    if (severity === 'off') continue;
    active.push({ rule, severity, isChosen: setting !== undefined, options: withDefaults(rule.meta, setting) });
  }
  return active;
}

/** The rules that look at one chapter: those that do at once, and those that look at what comments did to the others. */
export interface ChapterRules {
  readonly first: readonly ActiveRule[];
  readonly last: readonly ActiveRule[];
}

/** They are the same for all files of a book that no override is for. */
export function chapterRules(rules: readonly Rule[], { config, dialect }: Handbook, uri: Uri): ChapterRules {
  if (config.overrides.length > 0) return parted(activeRules(rules, config, dialect, uri));
  let known = everywhere.get(config);
  if (known?.rules !== rules || known.dialect !== dialect) {
    known = { rules, dialect, ...parted(activeRules(rules, config, dialect, uri)) };
    everywhere.set(config, known);
  }
  return known;
}

const everywhere = new WeakMap<Config, ChapterRules & { readonly rules: readonly Rule[]; readonly dialect: Dialect }>();

function parted(active: readonly ActiveRule[]): ChapterRules {
  const own = active.filter(({ rule }) => rule.meta.scope === 'chapter');
  return {
    first: own.filter(({ rule }) => !rule.meta.readsSuppressions),
    last: own.filter(({ rule }) => rule.meta.readsSuppressions),
  };
}

/** What a rule is without any word about it in handbook.json (RULES.md, "Presets"). */
export function presetSeverity(meta: RuleMeta, preset: Config['preset'], dialect: Dialect): DefaultSeverity {
  const recommended = typeof meta.severity === 'string' ? meta.severity : meta.severity[dialect];
  if (preset === 'recommended') return recommended;
  if (meta.strict !== undefined) return meta.strict;
  return recommended === 'off' ? 'info' : recommended === 'info' ? 'warning' : recommended;
}

function matchingOverrides(config: Config, uri: Uri): readonly Readonly<Record<string, RuleSetting>>[] {
  if (config.overrides.length === 0 || !config.document) return [];
  const path = relativePath(dirname(config.document.uri), uri);
  if (path === undefined) return [];
  return config.overrides
    .filter(({ files }) => files.some((glob) => picomatch.isMatch(path, glob)))
    .map(({ rules }) => rules);
}

function settingOf(
  name: string,
  config: Config,
  overrides: readonly Readonly<Record<string, RuleSetting>>[],
): RuleSetting | undefined {
  let setting = Object.hasOwn(config.rules, name) ? config.rules[name] : undefined;
  for (const rules of overrides) {
    if (Object.hasOwn(rules, name))
      setting = { ...rules[name]!, options: { ...setting?.options, ...rules[name]!.options } };
  }
  return setting;
}

function withDefaults(meta: RuleMeta, setting: RuleSetting | undefined): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(meta.options)) options[name] = setting?.options[name] ?? schema.default;
  return options;
}
