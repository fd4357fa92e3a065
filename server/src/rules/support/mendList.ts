import type { Handbook } from '../../handbook/handbook.ts';
import { readAttributeList } from '../../markdown/attributeList.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Attribute, AttributeList, AttributeProblem } from '../../markdown/facts.ts';
import { applyEdits } from '../applyFixes.ts';
import { structuralKeys } from '../data/attributeKeys.ts';
import type { Edit, Fix } from '../finding.ts';
import { idList } from './headingId.ts';
import { removalOf } from './lines.ts';

/** How one problem of an attribute list can be put right. */
export interface Mend {
  readonly fixes: readonly Fix[];
  /** The list as it would be then, for the message; the list as it is where there is no one way. */
  readonly mended: string;
  /** For a list above `{blurb}`: that opener. */
  readonly opener: string;
}

/** The fixes of one problem; safe only where the text can be read in one way and nothing new comes alive by it. */
export function mendList(chapter: Chapter, book: Handbook, list: AttributeList, problem: AttributeProblem): Mend {
  switch (problem.kind) {
    case 'unclosed-quote':
      return mended(chapter, list, 'Close the quotation mark', closeQuote(chapter, list, problem));
    case 'unclosed-brace':
      return mended(chapter, list, 'Close the brace', closeBrace(chapter, list));
    case 'upper-case-key':
      return lowerKey(chapter, list, problem);
    case 'equals-sign':
      return mended(chapter, list, 'Write ":" for "="', colons(chapter, list));
    case 'angle-form':
      return braces(chapter, book, list);
    case 'empty-id':
      return removeList(chapter, list);
    case 'repeated-key':
      return dropRepeated(chapter, list, problem);
    case 'above-opener':
      return moveInside(chapter, list);
    case 'unreadable':
      return quotesInside(chapter, list, problem) ?? escapeBrace(chapter, list);
  }
}

/**
 * `{alt: "A sign "Exit" above a door"}`: the first mark inside ends the value, and the rest cannot be read. Only where
 * nothing behind it could be another attribute, and the list can be read then.
 */
function quotesInside(chapter: Chapter, list: AttributeList, problem: AttributeProblem): Mend | undefined {
  const quoted = list.attributes.find(({ quote, span }) => quote && span.end <= problem.span.start);
  const text = chapter.text.slice(list.span.start, list.span.end);
  const start = quoted?.valueSpan ? quoted.valueSpan.start - list.span.start : 0;
  const end = text.lastIndexOf(quoted?.quote ?? '');
  if (!quoted?.quote || end <= start || !/^\s*\}$/.test(text.slice(end + 1))) return undefined;
  const value = text.slice(start, end);
  if (/["']\s*,\s*[\w-]+\s*[:=]/.test(value)) return undefined;
  const edits: Edit[] = [];
  for (let at = value.indexOf(quoted.quote); at >= 0; at = value.indexOf(quoted.quote, at + 1)) {
    if (value[at - 1] !== '\\') edits.push(insert(chapter, list.span.start + start + at, '\\'));
  }
  const isHarmless = list.attributes.every(({ key }) => !comesAlive(key)) && list.place !== 'detached';
  const mend = mended(
    chapter,
    list,
    'Put backslashes before the quotation marks inside',
    edits,
    isHarmless ? 'safe' : 'unsafe',
  );
  return readAttributeList(mend.mended, 0, mend.mended.length).problems.length === 0 ? mend : undefined;
}

/** A single bare word in braces can be text: then a backslash makes it so. */
function escapeBrace(chapter: Chapter, list: AttributeList): Mend {
  const isWord = list.attributes.length === 1 && list.attributes[0]!.form === 'bare';
  const edits = isWord ? [insert(chapter, list.span.start, '\\')] : [];
  return mended(chapter, list, 'Print the line: put a backslash before the brace', edits, 'unsafe');
}

function mended(
  chapter: Chapter,
  list: AttributeList,
  title: string,
  edits: Edit[],
  safety: Fix['safety'] = 'safe',
): Mend {
  const { text } = chapter;
  const { start, end } = list.span;
  const shifted = edits.map((edit) => ({
    ...edit,
    span: { start: edit.span.start - start, end: edit.span.end - start },
  }));
  const isWithin = shifted.every(({ span }) => span.start >= 0 && span.end <= end - start);
  return {
    fixes: edits.length > 0 ? [{ title, safety, edits }] : [],
    mended: isWithin ? applyEdits(text.slice(start, end), shifted) : text.slice(start, end),
    opener: '',
  };
}

function insert(chapter: Chapter, at: number, text: string): Edit {
  return { uri: chapter.uri, span: { start: at, end: at }, text };
}

/** Only where the open value is the last and has nothing in it that could be a further attribute. */
function closeQuote(chapter: Chapter, list: AttributeList, problem: AttributeProblem): Edit[] {
  const open = list.attributes.at(-1);
  if (!open?.valueSpan || open.valueSpan.start !== problem.span.end || hasOther(list, 'unclosed-quote')) return [];
  const value = chapter.text.slice(open.valueSpan.start, open.valueSpan.end);
  if (/["'{}]|,\s*[\w-]+\s*[:=]/.test(value) || value.trim() === '' || !endsWithBrace(chapter, list)) return [];
  return [insert(chapter, open.valueSpan.start + value.trimEnd().length, open.quote ?? '"')];
}

function closeBrace(chapter: Chapter, list: AttributeList): Edit[] {
  const text = chapter.text.slice(list.span.start, list.span.end);
  if (hasOther(list, 'unclosed-brace') || /[{}]/.test(text.slice(1))) return [];
  return [insert(chapter, list.span.start + text.trimEnd().length, '}')];
}

function endsWithBrace(chapter: Chapter, list: AttributeList): boolean {
  return chapter.text[list.span.end - 1] === '}';
}

function hasOther({ problems }: AttributeList, kind: AttributeProblem['kind']): boolean {
  return problems.some((problem) => problem.kind !== kind);
}

function lowerKey(chapter: Chapter, list: AttributeList, problem: AttributeProblem): Mend {
  const attribute = list.attributes.find(({ keySpan }) => keySpan.start === problem.span.start);
  if (!attribute) return mended(chapter, list, '', []);
  const lower = attribute.key.toLowerCase();
  const edit = { uri: chapter.uri, span: attribute.keySpan, text: lower };
  const isRepeated = list.attributes.some((other) => other !== attribute && other.key.toLowerCase() === lower);
  const isSafe = !isRepeated && list.place !== 'detached' && !comesAlive(lower);
  return mended(chapter, list, `Write "${lower}"`, [edit], isSafe ? 'safe' : 'unsafe');
}

/**
 * Keys that, read at last, would change what is in the book. An id would count from then on, beside others written so
 * that nobody has counted yet.
 */
function comesAlive(key: string): boolean {
  return key === 'id' || structuralKeys.has(key);
}

/** All of the list at once: without commas, two attributes that one colon parted would become one. */
function colons(chapter: Chapter, list: AttributeList): Edit[] {
  const { text, uri } = chapter;
  if (hasOther(list, 'equals-sign')) return [];
  return list.attributes.flatMap((attribute, index) => {
    const edits: Edit[] = [];
    const next = list.attributes[index + 1];
    if (attribute.separator === '=' && attribute.valueSpan) {
      const quote = attribute.quote ? 1 : 0;
      const span = { start: attribute.keySpan.end, end: attribute.valueSpan.start - quote };
      edits.push({ uri, span, text: ': ' });
    }
    if (next && !text.slice(attribute.span.end, next.span.start).includes(','))
      edits.push(insert(chapter, attribute.span.end, ','));
    return edits;
  });
}

function braces(chapter: Chapter, book: Handbook, list: AttributeList): Mend {
  const id = list.attributes.find(({ key }) => key === 'id')?.value ?? '';
  const text = id === '' ? '' : idList(id, book);
  if (text === '') return mended(chapter, list, '', []);
  return mended(chapter, list, `Write ${text}`, [{ uri: chapter.uri, span: list.span, text }]);
}

function removeList(chapter: Chapter, list: AttributeList): Mend {
  if (list.attributes.length !== 1) return mended(chapter, list, '', []);
  const edit = { uri: chapter.uri, span: removalOf(chapter, list.span), text: '' };
  return mended(chapter, list, 'Remove the list', [edit], 'unsafe');
}

/** The first counts, so the later one can go; whether it said the right thing is another matter. */
function dropRepeated(chapter: Chapter, list: AttributeList, problem: AttributeProblem): Mend {
  const index = list.attributes.findIndex(({ keySpan }) => keySpan.start === problem.span.start);
  const attribute = list.attributes[index];
  const before = list.attributes[index - 1];
  if (!attribute || !before) return mended(chapter, list, '', []);
  const first = list.attributes.find(({ key }) => key === attribute.key);
  const isSafe = first?.value === attribute.value && list.problems.length === 1;
  const edit = { uri: chapter.uri, span: { start: before.span.end, end: attribute.span.end }, text: '' };
  return mended(chapter, list, `Remove the second "${attribute.key}"`, [edit], isSafe ? 'safe' : 'unsafe');
}

/** `{class: tip}` above `{blurb}` becomes `{blurb, class: tip}`. */
function moveInside(chapter: Chapter, list: AttributeList): Mend {
  const { text, uri, facts } = chapter;
  const block = facts.blocks.find(({ span, opener }) => opener && span.start === list.targetStart);
  const own = text.slice(list.span.start, list.span.end);
  if (!block?.opener) return { fixes: [], mended: own, opener: 'the box' };
  const opener = text.slice(block.opener.start, block.opener.end);
  const inside = facts.attributeLists.find(
    ({ place, span }) => place === 'opener' && span.start === block.opener!.start,
  );
  const brace = opener.lastIndexOf('}');
  const moved = list.attributes.map((attribute) => inner(text, attribute)).join(', ');
  const result = `${opener.slice(0, brace).trimEnd()}, ${moved}${opener.slice(brace)}`;
  const clashes = list.attributes.some(({ key }) => inside?.attributes.some((attribute) => attribute.key === key));
  if (brace < 0 || clashes || hasOther(list, 'above-opener')) return { fixes: [], mended: own, opener };
  // In one piece where the opener is on the very next line: a list's bullet before it then stands before the opener.
  const isNext = /^[ \t]*(?:\r\n?|\n)[^{}\r\n]*$/.test(text.slice(list.span.end, block.opener.start));
  const edits: Edit[] = isNext
    ? [{ uri, span: { start: list.span.start, end: block.opener.end }, text: result }]
    : [
        { uri, span: removalOf(chapter, list.span), text: '' },
        { uri, span: block.opener, text: result },
      ];
  return { fixes: [{ title: `Write ${result}`, safety: 'safe', edits }], mended: result, opener };
}

function inner(text: string, attribute: Attribute): string {
  const { form, value, span } = attribute;
  return form === 'hash' || form === 'class' ? `${attribute.key}: ${value ?? ''}` : text.slice(span.start, span.end);
}
