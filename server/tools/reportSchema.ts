import { readFileSync } from 'node:fs';
import ts from 'typescript';

type Schema = Readonly<Record<string, unknown>>;

interface Declarations {
  readonly interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>;
  readonly aliases: ReadonlyMap<string, ts.TypeAliasDeclaration>;
}

/**
 * The JSON schema of an interface, read off its source: the comments become descriptions, numbers are whole and not
 * negative, or begin where `@minimum` says, or are a part of one, which `@share` says. Libraries that do this want a newer Node than we support; this knows just
 * what reports are made of, and throws for anything else.
 */
export function schemaOfInterface(files: readonly string[], root: string, heading: Schema): Schema {
  const declared = declarationsOf(files);
  const definitions: Record<string, Schema> = {};
  const body = interfaceSchema(root, declared, definitions);
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...heading, ...body, definitions };
}

function declarationsOf(files: readonly string[]): Declarations {
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const aliases = new Map<string, ts.TypeAliasDeclaration>();
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, statement);
      if (ts.isTypeAliasDeclaration(statement)) aliases.set(statement.name.text, statement);
    }
  }
  return { interfaces, aliases };
}

function interfaceSchema(name: string, declared: Declarations, definitions: Record<string, Schema>): Schema {
  const declaration = declared.interfaces.get(name);
  if (!declaration) throw new Error(`The report's schema needs ${name}, which is declared in none of the files read.`);
  return { ...described(declaration), ...membersSchema(declaration.members, declared, definitions) };
}

function membersSchema(
  members: ts.NodeArray<ts.TypeElement>,
  declared: Declarations,
  definitions: Record<string, Schema>,
): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const member of members) {
    if (!ts.isPropertySignature(member) || !member.type) throw new Error(`No schema for ${member.getText()}`);
    const name = member.name.getText();
    properties[name] = { ...typeSchema(member.type, declared, definitions), ...bounds(member), ...described(member) };
    if (!member.questionToken) required.push(name);
  }
  return { type: 'object', required, properties };
}

function typeSchema(type: ts.TypeNode, declared: Declarations, definitions: Record<string, Schema>): Schema {
  if (type.kind === ts.SyntaxKind.StringKeyword) return { type: 'string' };
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return { type: 'boolean' };
  if (type.kind === ts.SyntaxKind.NumberKeyword) return { type: 'integer', minimum: 0 };
  if (ts.isLiteralTypeNode(type)) return { enum: [literalValue(type)] };
  if (ts.isUnionTypeNode(type)) return { enum: type.types.map(literalValue) };
  if (ts.isTypeOperatorNode(type)) return typeSchema(type.type, declared, definitions);
  if (ts.isArrayTypeNode(type)) return { type: 'array', items: typeSchema(type.elementType, declared, definitions) };
  if (ts.isTypeLiteralNode(type)) return membersSchema(type.members, declared, definitions);
  if (!ts.isTypeReferenceNode(type)) throw new Error(`No schema for the type ${type.getText()}`);
  const name = type.typeName.getText();
  if (/^Readonly<Record<string, unknown>>$/.test(type.getText())) return { type: 'object' };
  const alias = declared.aliases.get(name);
  if (alias) return typeSchema(alias.type, declared, definitions);
  // Entered first, so that an interface may hold others of its kind.
  definitions[name] ??= {};
  if (Object.keys(definitions[name]).length === 0) definitions[name] = interfaceSchema(name, declared, definitions);
  return { $ref: `#/definitions/${name}` };
}

function literalValue(type: ts.TypeNode): string | number {
  if (ts.isLiteralTypeNode(type)) {
    if (ts.isStringLiteral(type.literal)) return type.literal.text;
    if (ts.isNumericLiteral(type.literal)) return Number(type.literal.text);
  }
  throw new Error(`No schema for the type ${type.getText()}: only literals can be chosen from`);
}

function described(node: ts.Node): Schema {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment)?.replace(/\s+/g, ' ').trim();
  return text ? { description: text } : {};
}

function bounds(node: ts.Node): Schema {
  const tag = (name: string) => ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  if (tag('share')) return { type: 'number', minimum: 0, maximum: 1 };
  const minimum = tag('minimum');
  return minimum ? { minimum: Number(ts.getTextOfJSDocComment(minimum.comment)) } : {};
}
