import type { JsonSchema } from '../src/config/validate.ts';

/**
 * The schema of handbook.json as VS Code gets it: it offers and explains all that there is and finds fault with nothing,
 * because the server says what is wrong, in the same words as the command line, and everything would be said twice.
 */
export function editorSchema(schema: JsonSchema): JsonSchema {
  const heading = 'Handbook Lint configuration, for completion and hovers alone: handbook.schema.json also validates';
  return { $schema: schema.$schema, title: heading, ...suggesting(schema) };
}

/** Keywords that offer or explain; `enum` and `type` do too, but would also refuse. */
function suggesting({
  description,
  default: preset,
  enum: allowed,
  type,
  properties,
  items,
  anyOf,
}: JsonSchema): JsonSchema {
  const values = allowed ?? (type === 'boolean' ? [true, false] : undefined);
  return {
    ...(description !== undefined && { description }),
    ...(preset !== undefined && { default: preset }),
    ...(values && { examples: values }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, own]) => [name, suggesting(own)])),
    }),
    ...(items && { items: isTuple(items) ? items.map(suggesting) : suggesting(items) }),
    ...(anyOf && { anyOf: anyOf.map(suggesting) }),
  };
}

function isTuple(items: JsonSchema['items']): items is readonly JsonSchema[] {
  return Array.isArray(items);
}
