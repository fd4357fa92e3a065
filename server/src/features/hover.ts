import { containsSpan, type Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { attributeKeys, directives } from '../markdown/attributeKeys.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { describeName, placeOf } from './describeName.ts';
import { code, escapeMarkdown } from './markdownText.ts';
import { nameAt } from './names.ts';
import { webLinkHover } from './webLinkHover.ts';

/** What is shown over a place (`textDocument/hover`): Markdown in which text of the book is only ever text. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** `ruleSummary` gives a rule's one sentence, for comments that silence rules. */
export function hover(
  book: Handbook,
  uri: Uri,
  offset: number,
  ruleSummary: (name: string) => string | undefined,
): HoverText | undefined {
  const chapter = book.chapter(uri);
  const special = chapter && (suppressionHover(chapter, offset, ruleSummary) ?? webLinkHover(book, chapter, offset));
  if (special) return special;
  const at = nameAt(book, uri, offset);
  if (at) {
    const markdown = describeName(book, at.name, placeOf(book, uri, at));
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
