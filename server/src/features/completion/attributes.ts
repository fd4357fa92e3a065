import type { Handbook } from '../../handbook/handbook.ts';
import { idFromTitle } from '../../handbook/slug.ts';
import { attributeKeys, directives } from '../../markdown/attributeKeys.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { BlockKind, Heading, ResourceUse } from '../../markdown/facts.ts';
import { freshId, type IdOptions, isFree } from '../../rules/support/headingId.ts';
import type { CompletionContext } from './context.ts';
import { completeFiles } from './files.ts';
import { rank, suggestions } from './rank.ts';
import { MOST_SUGGESTIONS, type Suggestion, type Suggestions } from './suggestion.ts';

type Context = Extract<CompletionContext, { kind: 'attribute-key' | 'attribute-value' | 'directive' }>;

/** Keys and values by what the list stands above; directives. */
export function completeAttributes(book: Handbook, chapter: Chapter, context: Context): Suggestions {
  if (context.kind === 'attribute-value') return completeValue(book, chapter, context);
  const items =
    context.kind === 'directive'
      ? [...directiveItems(), ...keyItems(chapter, context.line, [])]
      : keyItems(chapter, context.line, context.present);
  const { best } = rank(context.typed, { candidates: items, texts: ({ label }) => [label] }, MOST_SUGGESTIONS);
  return suggestions(context.span, best);
}

function completeValue(
  book: Handbook,
  chapter: Chapter,
  context: Extract<Context, { kind: 'attribute-value' }>,
): Suggestions {
  if (context.key === 'poster' || context.key === 'transcript') {
    return completeFiles(book, chapter, { ...context, kind: 'resource' });
  }
  const values = context.key === 'id' ? newIds(book, chapter, context.line) : knownValues(context.key);
  const items = values.map((value): Suggestion => ({ label: value, kind: 'value', text: value }));
  const { best } = rank(context.typed, { candidates: items, texts: ({ label }) => [label] }, MOST_SUGGESTIONS);
  return suggestions(context.span, best);
}

function knownValues(key: string): readonly string[] {
  return attributeKeys.find((known) => known.key === key)?.values ?? [];
}

/** An id made from the title or caption below, new to the book. */
function newIds(book: Handbook, chapter: Chapter, line: number): string[] {
  const heading = headingBelow(chapter, line);
  if (heading) {
    const options: IdOptions = book.config.rules['missing-id']?.options ?? {};
    const id = freshId(book, chapter, heading, options);
    return id === '' ? [] : [id];
  }
  const figure = figureBelow(chapter, line);
  const { separator } = book.idStyle();
  const name = idFromTitle(figure?.title ?? figure?.alt ?? '', separator);
  const id = `fig${separator}${name}`;
  return name !== '' && isFree(book, id) ? [id] : [];
}

function keyItems(chapter: Chapter, line: number, present: readonly string[]): Suggestion[] {
  const target = kindBelow(chapter, line);
  return attributeKeys
    .filter(({ key, on }) => !present.includes(key) && (on === 'all' || target === undefined || on.includes(target)))
    .map(({ key, meaning }) => ({ label: key, detail: meaning, kind: 'key', text: `${key}: ` }));
}

/** Boxes are written with their closer, the cursor between. */
function directiveItems(): Suggestion[] {
  const boxes = ['aside', 'blurb', 'blockquote', 'quiz', 'exercise'].map((name): Suggestion => {
    const needsId = name === 'quiz' || name === 'exercise';
    const opener = needsId ? `${name}, id: \${1:${name}-1}` : name;
    return {
      label: name,
      detail: `{${name}} … {/${name}}`,
      kind: 'directive',
      text: `${opener}}\n$0\n{/${name}`,
      isSnippet: true,
    };
  });
  return [
    ...boxes,
    ...directives.map(
      ({ name, meaning }): Suggestion => ({ label: name, detail: meaning, kind: 'directive', text: name }),
    ),
  ];
}

function headingBelow(chapter: Chapter, line: number): Heading | undefined {
  const next = chapter.lines.start(line + 1);
  return chapter.facts.headings.find(({ span }) => span.end >= next && chapter.lines.lineAt(span.start) <= line + 3);
}

function kindBelow(chapter: Chapter, line: number): BlockKind | undefined {
  const { lines, facts } = chapter;
  if (figureBelow(chapter, line)) return 'image';
  const start = lines.start(line + 1);
  const end = lines.end(line + 1);
  return facts.blocks.find(({ span }) => span.start >= start && span.start <= end)?.kind;
}

function figureBelow({ lines, facts }: Chapter, line: number): ResourceUse | undefined {
  if (line + 1 >= lines.count) return undefined;
  const start = lines.start(line + 1);
  const end = lines.end(line + 1);
  return facts.resources.find(({ span, alone }) => alone && span.start >= start && span.start <= end);
}
