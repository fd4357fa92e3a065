import { Ajv, type AnySchema } from 'ajv';
import standaloneCode from 'ajv/dist/standalone';

type Schema = Readonly<Record<string, unknown>>;

/**
 * A module whose default export checks a value against a schema, as Ajv generates it: with nothing to compile when the
 * program runs, and nothing that a browser would call `eval`. `all`: finds every fault rather than the first.
 */
export function validatorModule(schema: object, { all, source }: { all: boolean; source: string }): string {
  const ajv = new Ajv({
    allErrors: all,
    strict: true,
    strictTuples: false,
    allowUnionTypes: true,
    ownProperties: true,
    // Messages are ours; lengths in UTF-16 units need no helper of the library's, which calls that deprecated.
    messages: false,
    unicode: false,
    logger: false,
    inlineRefs: false,
    code: { source: true, esm: true, optimize: true },
  });
  const code = standaloneCode(ajv, ajv.compile(shared(withoutNotes(schema)) as AnySchema));
  if (/\brequire\(/.test(code)) throw new Error('A validator must not need anything of Ajv when it runs.');
  return `// @ts-nocheck Made by \`npm run generate\` from ${source} with Ajv. Do not edit.\n${code.replace(/^"use strict";export const validate = \w+;/, '')}\n`;
}

const notes = new Set(['$schema', 'title', 'description', 'default']);

/** What only readers of a schema look at. Names of properties are no keywords: there may be one called "title". */
function withoutNotes(schema: unknown, areNames = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withoutNotes(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => areNames || !notes.has(key));
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      withoutNotes(value, !areNames && (key === 'properties' || key === 'definitions')),
    ]),
  );
}

/** Parts that are worth a function of their own, where they stand in several places. */
const WORTH_SHARING = 80;

/** The same schema with the parts that stand in several places written once, or the code would be ten times as long. */
function shared(schema: unknown): unknown {
  const counts = new Map<string, number>();
  const count = (part: unknown, isSchema: boolean): void => {
    if (typeof part !== 'object' || part === null) return;
    const text = JSON.stringify(part);
    if (isSchema && text.length > WORTH_SHARING) counts.set(text, (counts.get(text) ?? 0) + 1);
    eachPart(part, count);
  };
  count(schema, false);
  const names = new Map<string, string>();
  const definitions: Record<string, unknown> = {};
  const share = (part: unknown, isSchema: boolean): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    const text = JSON.stringify(part);
    if (!isSchema || (counts.get(text) ?? 0) < 2) return mapParts(part, share);
    let name = names.get(text);
    if (name === undefined) {
      name = `shared${names.size}`;
      names.set(text, name);
      definitions[name] = mapParts(part, share);
    }
    return { $ref: `#/definitions/${name}` };
  };
  const { definitions: own = {}, ...body } = mapParts(schema as object, share) as Schema & { definitions?: object };
  return { ...body, definitions: { ...own, ...definitions } };
}

function eachPart(part: object, visit: (inner: unknown, isSchema: boolean) => void): void {
  mapParts(part, (inner, isSchema) => {
    visit(inner, isSchema);
    return inner;
  });
}

/** Goes one step into a schema: `isSchema` where what is found there is one itself. */
function mapParts(part: object, map: (inner: unknown, isSchema: boolean) => unknown): unknown {
  if (Array.isArray(part)) return part.map((item) => map(item, true));
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      if (key === 'properties' || key === 'definitions') {
        const inner = Object.entries(value as object).map(([name, own]) => [name, map(own, true)]);
        return [key, Object.fromEntries(inner)];
      }
      // Errors tell the form they are of by their way through the schema, which must not lead elsewhere.
      if (key === 'anyOf' || key === 'enum' || key === 'required' || key === 'type') return [key, value];
      return [key, map(value, !Array.isArray(value))];
    }),
  );
}
