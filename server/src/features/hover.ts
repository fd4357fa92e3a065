import { containsSpan, type Span } from '../base/span.ts';
import type { Texts } from '../base/texts.ts';
import type { Uri } from '../base/uri.ts';
import type { JsonSchema } from '../config/validate.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { attributeKeys, directives } from '../markdown/attributeKeys.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { describeName, placeOf } from './describeName.ts';
import { code, escapeMarkdown } from './markdownText.ts';
import { nameAt } from './names.ts';
import { settingsHover } from './settings/look.ts';
import { webLinkHover } from './webLinkHover.ts';

/** What is shown over a place (`textDocument/hover`): Markdown in which text of the book is only ever text. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** What a hover is told of what is not in the book. */
export interface HoverHelp {
  /** A rule's one sentence, for comments that silence rules. */
  readonly ruleSummary: (name: string) => string | undefined;
  /** The schema of handbook.json, for a client that does not read it itself. */
  readonly schema: JsonSchema | undefined;
  readonly texts: Texts;
}

export function hover(book: Handbook, uri: Uri, offset: number, help: HoverHelp): HoverText | undefined {
  const settings = book.config.document;
  if (settings?.uri === uri) return help.schema && settingsHover(settings, offset, help.schema);
  const chapter = book.chapter(uri);
  const special =
    chapter && (suppressionHover(chapter, offset, help.ruleSummary) ?? webLinkHover(book, chapter, offset, help.texts));
  if (special) return special;
  const at = nameAt(book, uri, offset);
  if (at) {
    const markdown = describeName(book, at.name, placeOf(book, uri, at), help.texts);
    if (markdown !== '') return { span: at.span, markdown };
  }
  return chapter && (attributeHover(chapter, offset) ?? directiveHover(chapter, offset));
}

function attributeHover(chapter: Chapter, offset: number): HoverText | undefined {
  const at = { start: offset, end: offset };
  for (const list of chapter.facts.attributeLists) {
    if (!containsSpan(list.span, at)) continue;
    const attribute = list.attributes.find(({ span }) => containsSpan(span, at));
    const known = attribute && attributeKeys.find(({ key }) => key === attribute.key);
    if (known) return { span: attribute.keySpan, markdown: `**${code(known.key)}** ${known.meaning}` };
  }
  return undefined;
}

function directiveHover(chapter: Chapter, offset: number): HoverText | undefined {
  const found = chapter.facts.directives.find(({ span }) => containsSpan(span, { start: offset, end: offset }));
  const known = found && directives.find(({ name }) => name === found.name);
  return known && { span: found.span, markdown: `**${code(`{${known.name}}`)}** ${known.meaning}` };
}

function suppressionHover(
  chapter: Chapter,
  offset: number,
  ruleSummary: (name: string) => string | undefined,
): HoverText | undefined {
  for (const { rules } of chapter.suppressions) {
    const rule = rules.find(({ span }) => containsSpan(span, { start: offset, end: offset }));
    const summary = rule && ruleSummary(rule.name);
    if (summary !== undefined)
      return { span: rule!.span, markdown: `**${code(rule!.name)}** ${escapeMarkdown(summary)}.` };
  }
  return undefined;
}
