import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { nearest } from '../base/nearest.ts';

/** The part of JSON Schema that handbook.json's schema is written in; editors read the same schema in full. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  /** One schema for all items, or, for pairs such as `["warning", { … }]`, one for each place and no more places. */
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
}

export interface SchemaError {
  readonly path: readonly (string | number)[];
  /** True where the key itself is at fault, not its value. */
  readonly atKey: boolean;
  readonly message: string;
  readonly help?: string;
}

/** Everything in `value` that the schema does not allow, the deepest place named. */
export function validate(value: unknown, schema: JsonSchema, path: readonly (string | number)[] = []): SchemaError[] {
  if (schema.anyOf) return validateAny(value, schema.anyOf, path);
  const fail = (message: string, help?: string): SchemaError[] => [{ path, atKey: false, message, help }];
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => hasType(value, type))) {
    return fail(`Expected ${types.map(typeName).join(' or ')}, found ${typeName(jsonType(value))}.`);
  }
  if (schema.enum && !schema.enum.includes(value)) return fail(...notInEnum(value, schema.enum));
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum) return fail(`Must be ${schema.minimum} or more.`);
    if (schema.maximum !== undefined && value > schema.maximum) return fail(`Must be ${schema.maximum} or less.`);
  }
  if (typeof value === 'string' && value.length < (schema.minLength ?? 0)) return fail('Must not be empty.');
  if (Array.isArray(value)) return validateArray(value, schema, path);
  if (typeof value === 'object' && value !== null) return validateObject(value, schema, path);
  return [];
}

/** Where an error lies in the file's tree, in words for the author. */
export function describeSchemaError(root: Node, error: SchemaError): { node: Node; message: string; help?: string } {
  const value = findNodeAtLocation(root, [...error.path]) ?? root;
  const node = error.atKey ? (value.parent?.children?.[0] ?? value) : value;
  return { node, message: error.message, help: error.help };
}

/** Of several forms, the one the value was meant to have is the one of its own type: its errors say most. */
function validateAny(value: unknown, forms: readonly JsonSchema[], path: readonly (string | number)[]): SchemaError[] {
  const results = forms.map((form) => ({ form, errors: validate(value, form, path) }));
  if (results.some(({ errors }) => errors.length === 0)) return [];
  const sameType = results.find(({ form }) => [form.type ?? []].flat().some((type) => hasType(value, type)));
  if (sameType) return sameType.errors;
  const types = forms.flatMap((form) => [form.type ?? []].flat());
  return [{ path, atKey: false, message: `Expected ${[...new Set(types)].map(typeName).join(' or ')}.` }];
}

function validateArray(
  value: readonly unknown[],
  schema: JsonSchema,
  path: readonly (string | number)[],
): SchemaError[] {
  const errors: SchemaError[] = [];
  if (value.length < (schema.minItems ?? 0)) errors.push({ path, atKey: false, message: 'Must not be empty.' });
  for (const [index, item] of value.entries()) {
    const own = isTuple(schema.items) ? schema.items[index] : schema.items;
    if (own) errors.push(...validate(item, own, [...path, index]));
    else if (isTuple(schema.items)) {
      errors.push({
        path: [...path, index],
        atKey: false,
        message: `At most ${schema.items.length} items belong here.`,
      });
    }
  }
  return errors;
}

function isTuple(items: JsonSchema['items']): items is readonly JsonSchema[] {
  return Array.isArray(items);
}

function validateObject(value: object, schema: JsonSchema, path: readonly (string | number)[]): SchemaError[] {
  const errors: SchemaError[] = [];
  const properties = schema.properties ?? {};
  for (const [key, item] of Object.entries(value)) {
    const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (own) errors.push(...validate(item, own, [...path, key]));
    else if (schema.additionalProperties === false) {
      const [best] = nearest(key, Object.keys(properties));
      const what = path.at(-1) === 'rules' ? 'There is no rule' : 'There is no setting';
      const message = `${what} "${key}" here.${best ? ` Did you mean "${best}"?` : ''}`;
      errors.push({ path: [...path, key], atKey: true, message, help: known(Object.keys(properties)) });
    }
  }
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) errors.push({ path, atKey: false, message: `"${key}" is missing.` });
  }
  return errors;
}

function known(names: readonly string[]): string | undefined {
  return names.length > 0 && names.length <= 20 ? `Known here: ${names.join(', ')}.` : undefined;
}

function notInEnum(value: unknown, allowed: readonly unknown[]): [string, string | undefined] {
  const names = allowed.map(String);
  const [best] = typeof value === 'string' ? nearest(value, names) : [];
  const message = `${JSON.stringify(value)} is not possible here.${best ? ` Did you mean "${best}"?` : ''}`;
  return [message, `Possible are ${names.join(', ')}.`];
}

function hasType(value: unknown, type: string): boolean {
  return jsonType(value) === type || (type === 'number' && typeof value === 'number');
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  array: 'a list in [ ]',
  object: 'settings in { }',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  null: 'null',
};
