import type { JsonSchema } from './validate.ts';

/** The schemas that hold for the value at a path, one for each form it may take; none where the path leads nowhere. */
export function schemasAt(schema: JsonSchema, path: readonly (string | number)[]): JsonSchema[] {
  const [step, ...rest] = path;
  const forms = schema.anyOf ?? [schema];
  if (step === undefined) return [...forms];
  return forms.flatMap((form) => {
    const inner = stepInto(form, step);
    return inner ? schemasAt(inner, rest) : [];
  });
}

/** What is said of the value at a path: by itself, or by what holds all its forms. */
export function descriptionAt(schema: JsonSchema, path: readonly (string | number)[]): string | undefined {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  for (const parent of schemasAt(schema, path.slice(0, -1))) {
    const { description } = stepInto(parent, last) ?? {};
    if (typeof description === 'string') return description;
  }
  return undefined;
}

function stepInto({ properties, items }: JsonSchema, step: string | number): JsonSchema | undefined {
  if (typeof step === 'string') return properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
  return isTuple(items) ? items[step] : items;
}

function isTuple(items: JsonSchema['items']): items is readonly JsonSchema[] {
  return Array.isArray(items);
}
