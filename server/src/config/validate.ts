import type { ErrorObject, ValidateFunction } from 'ajv';
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { didYouMean, nearest } from '../base/nearest.ts';
import { schemasAt } from './schemaAt.ts';

/** The part of JSON Schema that our own schemas are written in. */
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

/**
 * Everything in `value` that a generated validator does not allow, in words for the author and at the deepest place.
 * `schema` is what the validator was made from: it is asked for only where there is a fault.
 */
export function validate(value: unknown, validator: unknown, schema: () => JsonSchema): SchemaError[] {
  const check = validator as ValidateFunction;
  if (check(value)) return [];
  return meantErrors(check.errors ?? []).flatMap((error) => describeError(error, value, schema));
}

/** Where an error lies in the file's tree, in words for the author. */
export function describeSchemaError(root: Node, error: SchemaError): { node: Node; message: string; help?: string } {
  const value = findNodeAtLocation(root, [...error.path]) ?? root;
  const node = error.atKey ? (value.parent?.children?.[0] ?? value) : value;
  return { node, message: error.message, help: error.help };
}

/**
 * Of several forms that a value could have, the one of its own type is the one it was meant to have, and that form's
 * errors say most; where there is none, one error says which types there are. And of a wrong type nothing else is said.
 */
function meantErrors(all: readonly ErrorObject[]): ErrorObject[] {
  let errors = [...all];
  for (const choice of all.filter(({ keyword }) => keyword === 'anyOf')) {
    const own = errors.filter((error) => isOfForm(error, choice));
    const wrong = own.filter((error) => error.keyword === 'type' && error.instancePath === choice.instancePath);
    const refused = new Set(wrong.map((error) => formOf(error, choice)));
    const meant = own.map((error) => formOf(error, choice)).find((form) => !refused.has(form));
    const kept = own.filter((error) => formOf(error, choice) === meant);
    const types = wrong.flatMap(({ params }) => [params.type as string | string[]].flat());
    const rest = errors.filter((error) => error !== choice && !own.includes(error));
    errors = [...rest, ...(meant === undefined ? [{ ...choice, params: { types } }] : kept)];
  }
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === 'type').map(placeOf));
  return errors.filter((error) => error.keyword === 'type' || !mistyped.has(placeOf(error)));
}

function isOfForm(error: ErrorObject, choice: ErrorObject): boolean {
  const { instancePath, schemaPath } = error;
  const isInside = instancePath === choice.instancePath || instancePath.startsWith(`${choice.instancePath}/`);
  return isInside && schemaPath.startsWith(`${choice.schemaPath}/`);
}

/** The number of the form, as text, that an error is about. */
function formOf({ schemaPath }: ErrorObject, choice: ErrorObject): string {
  return schemaPath.slice(choice.schemaPath.length + 1).split('/', 1)[0]!;
}

/** The value and the part of the schema that an error is about. */
function placeOf({ instancePath, schemaPath }: ErrorObject): string {
  return `${instancePath} ${schemaPath.slice(0, schemaPath.lastIndexOf('/'))}`;
}

function describeError(
  { keyword, instancePath, params }: ErrorObject,
  root: unknown,
  schema: () => JsonSchema,
): SchemaError[] {
  const { path, value } = placeIn(root, instancePath);
  const fail = (message: string, help?: string): SchemaError[] => [{ path, atKey: false, message, help }];
  switch (keyword) {
    case 'anyOf':
      return fail(`Expected ${oneOf(params.types)}.`);
    case 'type':
      return fail(`Expected ${oneOf([params.type].flat())}, found ${typeName(jsonType(value))}.`);
    case 'enum':
      return fail(...notInEnum(value, params.allowedValues));
    case 'minimum':
      return fail(`Must be ${params.limit} or more.`);
    case 'maximum':
      return fail(`Must be ${params.limit} or less.`);
    case 'minLength':
    case 'minItems':
      return fail('Must not be empty.');
    case 'required':
      return fail(`"${params.missingProperty}" is missing.`);
    case 'additionalItems':
      return (value as readonly unknown[]).slice(params.limit).map((_, index) => ({
        path: [...path, params.limit + index],
        atKey: false,
        message: `At most ${params.limit} items belong here.`,
      }));
    case 'additionalProperties':
      return [unknownKey(path, params.additionalProperty, schema())];
    default:
      return fail(`This is not possible here (${keyword}).`);
  }
}

function unknownKey(path: SchemaError['path'], key: string, schema: JsonSchema): SchemaError {
  const names = schemasAt(schema, path).flatMap(({ properties }) => Object.keys(properties ?? {}));
  const [best] = nearest(key, names);
  const what = path.at(-1) === 'rules' ? 'There is no rule' : 'There is no setting';
  const message = `${what} "${key}" here.${didYouMean(best)}`;
  return { path: [...path, key], atKey: true, message, help: known(names) };
}

/** Follows a JSON pointer (RFC 6901) into a value. */
function placeIn(root: unknown, pointer: string): { path: (string | number)[]; value: unknown } {
  const path: (string | number)[] = [];
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(name) : name);
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return { path, value };
}

function known(names: readonly string[]): string | undefined {
  return names.length > 0 && names.length <= 20 ? `Known here: ${names.join(', ')}.` : undefined;
}

function notInEnum(value: unknown, allowed: readonly unknown[]): [string, string | undefined] {
  const names = allowed.map(String);
  const [best] = typeof value === 'string' ? nearest(value, names) : [];
  const message = `${JSON.stringify(value)} is not possible here.${didYouMean(best)}`;
  return [message, `Possible are ${names.join(', ')}.`];
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function oneOf(types: readonly string[]): string {
  return [...new Set(types)].map(typeName).join(' or ');
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
