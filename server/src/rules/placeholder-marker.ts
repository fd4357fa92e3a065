import { lastStarting } from '../base/span.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Prose } from '../markdown/facts.ts';
import { type MarkerLanguage, markerLanguages } from './data/markerPhrases.ts';
import { templateTitle } from './data/markerWords.ts';
import { findMarkers } from './placeholders/findMarkers.ts';
import { type MarkerPlace, MarkerText } from './placeholders/markerText.ts';
import type { ReaderProse } from './placeholders/readerProse.ts';
import { mayHoldMark } from './placeholders/signs.ts';
import { chapterRule, type Report } from './rule.ts';

type Case = 'note' | 'fact' | 'stand-in' | 'unwritten' | 'custom' | 'draft';

interface Options {
  readonly markers: readonly string[];
  readonly languages: readonly MarkerLanguage[];
}

export default chapterRule<Case, Options>({
  meta: {
    name: 'placeholder-marker',
    summary: 'A mark of missing text (TODO, TBD, ???, [insert …], coming soon, 待补充) is left in what readers see',
    reads: 'section',
    group: 'placeholders',
    severity: 'warning',
    fix: 'none',
    cases: {
      note: {
        message: '"{mark}" is a note to yourself, and readers will see it.',
        help: 'Do what it says and delete it. To keep it without showing it, put it into a comment: <!-- {mark} … -->.',
      },
      fact: {
        message: '"{mark}" stands where a fact is still missing.',
        help: 'Look it up and write it in. If readers are to put in something of their own here, say so ("where {mark} is …") or set it in backticks.',
      },
      'stand-in': {
        message: '"{mark}" asks for something that was never put in.',
        help: 'Put in what is asked for, or delete the request. In a form that readers fill in themselves, say so in the title (template, form, letter), or silence this rule for the section.',
      },
      unwritten: {
        message: '"{mark}" says that text is missing here.',
        help: 'Readers came for the text. Write it, or leave the section out of the book until it is written: put {full: false} on the line above its heading.',
      },
      custom: {
        message: '"{mark}" is one of the marks of unfinished text in handbook.json.',
        help: 'Finish the text and delete the mark.',
      },
      draft: {
        message: 'The head of this chapter says that it is not finished ("{mark}"), but it is in the book.',
        help: 'Finish the chapter and take the line out, or take the chapter out of Book.txt.',
      },
    },
    options: {
      markers: {
        description: 'Further marks, exactly as you write them, found as whole words: ["TK", "@@"].',
        default: [],
        type: 'array',
        items: { type: 'string', minLength: 1 },
      },
      languages: {
        description:
          'The languages whose phrases for missing text are looked for. TODO, TBD, XXXX and ??? are found in all.',
        default: [...markerLanguages],
        type: 'array',
        items: { type: 'string', enum: [...markerLanguages] },
      },
    },
    since: '1.0.0',
  },
  *check({ chapter, book, options, prose }) {
    if (book.position(chapter.uri) < 0) return;
    yield* draftSettings(chapter, book);
    const languages = new Set(options.languages);
    let templates: ReadonlySet<number> | undefined;
    for (const stretch of prose) {
      if (options.markers.length === 0 && !mayHold(stretch)) continue;
      templates ??= templateSections(chapter);
      const marked = new MarkerText(stretch.text, placeOf(stretch.prose), languages, stretch.signs);
      for (const match of findMarkers(marked, options.markers, templates.has(stretch.prose.section))) {
        if (match.case !== 'custom' && isLinkText(chapter, stretch, match.start)) continue;
        const span = stretch.span(match.start, match.end);
        yield { case: match.case, span, data: { mark: shorten(stretch.text.slice(match.start, match.end)) } };
      }
    }
  },
});

/** Looked at before the text is joined, since nearly all stretches end here. */
function mayHold({ prose, signs }: ReaderProse): boolean {
  let length = 0;
  for (const { start, end } of prose.pieces) length += end - start;
  return mayHoldMark(signs, length, prose.kind === 'alt');
}

/** The head of a file, settings and site generators' front matter alike; whether the file is in the book its list says. */
function* draftSettings(chapter: Chapter, book: Handbook): Iterable<Report<Case>> {
  const [head] = chapter.facts.blocks;
  if (!book.manifest || head?.kind !== 'settings') return;
  const unfinished =
    /^(?:status[ \t]*[:=][ \t]*["']?(?:placeholder|stub|todo|draft|unwritten)|draft[ \t]*[:=][ \t]*["']?(?:true|yes))["']?(?=[ \t]*(?:[ \t]#.*)?$)/gim;
  for (const match of chapter.text.slice(head.span.start, head.span.end).matchAll(unfinished)) {
    const start = head.span.start + match.index;
    yield { case: 'draft', span: { start, end: start + match[0].length }, data: { mark: match[0] } };
  }
}

/** Sections, by index of their heading, whose title or a title above says that readers are to fill them in. */
function templateSections(chapter: Chapter): ReadonlySet<number> {
  const found = new Set<number>();
  let level = 7;
  chapter.facts.headings.forEach((heading, index) => {
    if (heading.level <= level) level = templateTitle.test(heading.title) ? heading.level : 7;
    if (level < 7) found.add(index);
  });
  return found;
}

/** `[TODO](https://…)` is the name of what the link leads to. */
function isLinkText(chapter: Chapter, stretch: ReaderProse, at: number): boolean {
  const { start } = stretch.span(at, at + 1);
  const link = lastStarting(chapter.facts.links, start, ({ span }) => span.start);
  return link !== undefined && start < link.span.end;
}

function placeOf({ kind }: Prose): MarkerPlace {
  return kind === 'term' ? 'cell' : kind;
}

function shorten(text: string): string {
  const line = text.replace(/[\s\uFFFC]+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
