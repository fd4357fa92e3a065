import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { CancellationToken } from '../base/cancellation.ts';
import { LineIndex } from '../base/lines.ts';
import { parseErrorSpan } from '../base/parseErrorSpan.ts';
import { dirname, joinUri, type Uri } from '../base/uri.ts';
import type { Host } from '../host/host.ts';
import type { Config, ConfigProblem, HelpLinksConfig, Override, RuleSetting, SettingSeverity } from './config.ts';
import { handbookSchema, type SchemaRule } from './schema.ts';
import settingsValidator from './settingsValidator.generated.ts';
import { describeSchemaError, validate } from './validate.ts';

const DEFAULT_MAX_AGE_DAYS = 180;

/** The configuration of a book that has no handbook.json. */
const defaultConfig: Config = {
  document: undefined,
  preset: 'recommended',
  book: undefined,
  dialect: undefined,
  resources: undefined,
  ignore: [],
  rules: {},
  overrides: [],
  helpLinks: { centres: [], migrations: [], maxAge: DEFAULT_MAX_AGE_DAYS },
  problems: [],
};

/**
 * Reads handbook.json (comments and trailing commas allowed) with the files it extends. Whatever is wrong is in
 * `problems`, each at its place; what is right around it still holds. A missing file gives the defaults. `rules` are all
 * rules there are: mistaken names are compared with theirs.
 */
export async function loadConfig(
  host: Host,
  uri: Uri | undefined,
  rules: readonly SchemaRule[],
  token?: CancellationToken,
): Promise<Config> {
  if (uri === undefined) return defaultConfig;
  const content = await host.read(uri, token);
  if (!content) return defaultConfig;
  return readLayers(host, uri, content.text, rules, [uri], token);
}

async function readLayers(
  host: Host,
  uri: Uri,
  text: string,
  rules: readonly SchemaRule[],
  chain: readonly Uri[],
  token?: CancellationToken,
): Promise<Config> {
  const problems: ConfigProblem[] = [];
  const errors: ParseError[] = [];
  const body = text.replace(/^\uFEFF/, ' ');
  const root = parseTree(body, errors, { allowTrailingComma: true });
  for (const error of errors) {
    problems.push({
      uri,
      span: parseErrorSpan(text, error),
      message: `This is not valid JSON: ${describeParseError(printParseErrorCode(error.error))}.`,
      syntax: true,
    });
  }
  const document = { uri, text, lines: new LineIndex(text) };
  if (!root) return { ...defaultConfig, document, problems };
  const invalid = new Set<Node>();
  for (const error of validate(getNodeValue(root), settingsValidator, () => handbookSchema(rules))) {
    const { node, message, help } = describeSchemaError(root, error);
    invalid.add(node);
    problems.push({ uri, span: { start: node.offset, end: node.offset + node.length }, message, help });
  }
  const value = valueWithout(root, invalid);
  const json: Record<string, unknown> = isObject(value) ? value : {};
  let base: Config = { ...defaultConfig };
  for (const [name, node] of extended(root)) {
    if (name === 'recommended' || name === 'strict') {
      base = { ...base, preset: name };
      continue;
    }
    const parent = joinUri(dirname(uri), name);
    const content = chain.includes(parent) ? undefined : await host.read(parent, token);
    if (!content) {
      const message = chain.includes(parent)
        ? `"${name}" extends this file in turn: the two go round in a circle.`
        : `The file "${name}" named in "extends" is not there.`;
      problems.push({ uri, span: { start: node.offset, end: node.offset + node.length }, message });
      continue;
    }
    const layer = await readLayers(host, parent, content.text, rules, [...chain, parent], token);
    problems.push(...layer.problems);
    base = mergeLayers(base, layer);
  }
  return { ...mergeLayers(base, readObject(json)), document, problems };
}

type Layer = Partial<Omit<Config, 'helpLinks'>> & { readonly helpLinks?: Partial<HelpLinksConfig> };

function mergeLayers(under: Config, over: Layer): Config {
  return {
    ...under,
    preset: over.preset && over.preset !== 'recommended' ? over.preset : under.preset,
    book: over.book ?? under.book,
    dialect: over.dialect ?? under.dialect,
    resources: over.resources ?? under.resources,
    ignore: [...under.ignore, ...(over.ignore ?? [])],
    rules: { ...under.rules, ...over.rules },
    overrides: [...under.overrides, ...(over.overrides ?? [])],
    helpLinks: {
      centres: [...under.helpLinks.centres, ...(over.helpLinks?.centres ?? [])],
      migrations: [...under.helpLinks.migrations, ...(over.helpLinks?.migrations ?? [])],
      maxAge: over.helpLinks?.maxAge ?? under.helpLinks.maxAge,
    },
  };
}

/** Reads an object that has passed the schema, or of which the parts that did not were taken out. */
function readObject(json: Record<string, unknown>): Layer {
  const helpLinks = (json.helpLinks ?? {}) as Partial<HelpLinksConfig>;
  return {
    book: json.book as string | undefined,
    dialect: json.dialect as Config['dialect'],
    resources: asList(json.resources),
    ignore: asList(json.ignore),
    rules: readRules(json.rules),
    overrides: ((json.overrides as { files: string | string[]; rules?: unknown }[] | undefined) ?? []).map(
      ({ files, rules }): Override => ({ files: asList(files) ?? [], rules: readRules(rules) }),
    ),
    helpLinks: {
      ...helpLinks,
      centres: helpLinks.centres?.map((centre) => ({ ...centre, home: centre.home ?? [] })),
      migrations: helpLinks.migrations?.map((migration) => ({ ...migration, exact: migration.exact ?? false })),
    },
  };
}

function readRules(value: unknown): Record<string, RuleSetting> {
  const rules: Record<string, RuleSetting> = {};
  for (const [name, setting] of Object.entries((value ?? {}) as Record<string, unknown>)) {
    const [severity, options] = Array.isArray(setting) ? setting : [setting, {}];
    rules[name] = { severity: severity as SettingSeverity, options: (options ?? {}) as Record<string, unknown> };
  }
  return rules;
}

function asList(value: unknown): string[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? (value as string[]) : [value as string];
}

/** The value of a tree with the faulty parts left out; keys that could reach a prototype never come through. */
function valueWithout(node: Node, invalid: ReadonlySet<Node>): unknown {
  if (node.type === 'object') {
    const result: Record<string, unknown> = {};
    for (const property of node.children ?? []) {
      const [key, child] = property.children ?? [];
      if (!key || !child || invalid.has(key) || invalid.has(child) || key.value === '__proto__') continue;
      result[key.value as string] = valueWithout(child, invalid);
    }
    return result;
  }
  if (node.type === 'array') {
    return (node.children ?? []).filter((child) => !invalid.has(child)).map((child) => valueWithout(child, invalid));
  }
  return node.value;
}

function extended(root: Node): [string, Node][] {
  const node = findNodeAtLocation(root, ['extends']);
  const nodes = node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
  return nodes.filter(({ value }) => typeof value === 'string').map((item) => [item.value as string, item]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describeParseError(code: string): string {
  return code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/ expected$/, ' is missing here');
}
