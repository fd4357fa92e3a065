import { getLocation } from 'jsonc-parser';
import type { Span } from '../../base/span.ts';
import type { Uri } from '../../base/uri.ts';
import { descriptionAt } from '../../config/schemaAt.ts';
import type { JsonSchema } from '../../config/validate.ts';
import type { BookDocument, Handbook } from '../../handbook/handbook.ts';
import type { HoverText } from '../hover.ts';
import { code, escapeMarkdown } from '../markdownText.ts';
import type { Target } from '../navigation.ts';
import { namedFile, settingsPathAt } from './paths.ts';

/** What a setting or rule of handbook.json means. */
export function settingsHover(document: BookDocument, offset: number, schema: JsonSchema): HoverText | undefined {
  const { path, span } = at(document, offset);
  const named = path.findLast((step) => typeof step === 'string');
  const description = descriptionAt(schema, path) ?? descriptionAt(schema, path.slice(0, path.lastIndexOf(named!) + 1));
  if (!span || named === undefined || description === undefined) return undefined;
  return { span, markdown: `**${code(String(named))}** ${escapeMarkdown(description)}` };
}

/** The file that a path in handbook.json names, or the page of a rule that is named there. */
export function settingsDefinition(
  book: Handbook,
  document: BookDocument,
  offset: number,
  rulePage: (rule: string) => Uri | undefined,
): Target[] {
  const { path, span } = at(document, offset);
  if (!span) return [];
  const rules = path.lastIndexOf('rules');
  const rule = rules >= 0 ? path[rules + 1] : undefined;
  const target = typeof rule === 'string' ? rulePage(rule) : fileAt(book, offset);
  const start = { start: 0, end: 0 };
  return target === undefined ? [] : [{ origin: span, uri: target, span: start, selection: start }];
}

function fileAt(book: Handbook, offset: number): Uri | undefined {
  const path = settingsPathAt(book, offset);
  const uri = path && namedFile(path);
  if (uri === undefined) return undefined;
  const isSettings = path!.setting === 'extends' && path!.value.endsWith('.json');
  return isSettings || book.document(uri) || book.file(uri)?.kind === 'file' ? uri : undefined;
}

/** The path of keys and indexes to an offset, and where the key or value stands that is there. */
function at({ text }: BookDocument, offset: number) {
  const { path, previousNode } = getLocation(text, offset);
  const isThere = previousNode && previousNode.offset <= offset && offset <= previousNode.offset + previousNode.length;
  const span: Span | undefined = isThere
    ? { start: previousNode.offset, end: previousNode.offset + previousNode.length }
    : undefined;
  return { path, span };
}
