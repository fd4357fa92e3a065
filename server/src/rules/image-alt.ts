import { basename, decodePercent, relativePath } from '../base/uri.ts';
import { captionOf } from '../handbook/captions.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { ResourceUse } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule, type Report } from './rule.ts';
import { kindOfDestination, resourceAttribute } from './support/resourceKinds.ts';

type Case = 'missing' | 'file-name' | 'generic' | 'blanks' | 'repeated';

const HELP =
  'The text is read out to readers who cannot see the picture, and shown where it fails to load. Say in a few words what the picture shows.';

export default chapterRule<Case, { readonly limit: number }>({
  meta: {
    name: 'image-alt',
    summary: 'A picture without words that say what it shows, or with ones that say nothing',
    about: ['resources'],
    touchedBy: { facts: allOf('resources', 'attributeLists') },
    group: 'resources',
    severity: 'info',
    fix: 'safe',
    cases: {
      missing: { message: 'The picture "{path}" has no text that says what it shows.{more}', help: HELP },
      'file-name': { message: 'The text of the picture, "{alt}", is only the name of a file.', help: HELP },
      generic: { message: 'The text of the picture, "{alt}", does not say what it shows.', help: HELP },
      blanks: {
        message: 'The text of the picture begins or ends with a space.',
        help: 'The space is printed with the caption. The fix removes it.',
      },
      repeated: {
        message: 'The caption "{alt}" also stands under another picture ({other}).',
        help: 'One of the two was probably copied and not changed. Give each picture a caption of its own.',
      },
    },
    options: {
      limit: {
        description:
          'How many pictures without a text are reported in one chapter; the last of them says how many more there are.',
        default: 3,
        type: 'integer',
        minimum: 1,
      },
    },
    since: '1.0.0',
  },
  *check({ chapter, book, options }) {
    const titleCounts = titlesCount(chapter, book);
    const silent: ResourceUse[] = [];
    for (const use of chapter.facts.resources) {
      if (use.origin !== 'image' || !isPicture(chapter, use) || book.excluded(chapter.uri, use.span.start)) continue;
      if (isSilent(chapter, use, titleCounts)) silent.push(use);
      else yield* textFaults(chapter, book, use);
      const repeated = repetition(chapter, use, book);
      if (repeated) yield repeated;
    }
    yield* missingTexts(chapter, silent, options.limit);
  },
});

/** Code, sound and tables are written the same way and need no such text. A web address often has no extension. */
function isPicture(chapter: Chapter, { destination, ...use }: ResourceUse): boolean {
  if (destination.trim() === '') return false;
  const kind = kindOfDestination(destination);
  if (kind === 'image' || kind === 'other-image') return true;
  return kind === 'other' && chapter.dialect === 'markdown' && use.origin === 'image';
}

/** Whether a quoted title can stand for the text: it is the figure's caption, unless `alt-title` says that titles are none (Markua, "Resource titles make figures"). */
function titlesCount(chapter: Chapter, book: Handbook): boolean {
  if (chapter.dialect === 'markdown') return false;
  const setting = book.setting('alt-title');
  return setting === undefined || setting === 'all';
}

function isSilent(chapter: Chapter, use: ResourceUse, titleCounts: boolean): boolean {
  const attribute = (key: string) => resourceAttribute(chapter, use, key)?.trim();
  if (use.alt.trim() || attribute('alt')) return false;
  return !(titleCounts && (use.title?.trim() || attribute('title') || attribute('caption')));
}

/** A book that writes no such texts at all would drown its other findings in these. */
function* missingTexts(chapter: Chapter, silent: readonly ResourceUse[], limit: number): Generator<Report<Case>> {
  for (const [index, use] of silent.slice(0, limit).entries()) {
    const rest = index + 1 === limit ? silent.length - limit : 0;
    const more = rest > 0 ? ` Nor ${rest === 1 ? 'has one more' : `have ${rest} more`} in this chapter.` : '';
    const data = { path: use.destination, more };
    yield { case: 'missing', span: use.destinationSpan, data, fixes: fromFileName(chapter, use) };
  }
}

function* textFaults(chapter: Chapter, book: Handbook, use: ResourceUse): Generator<Report<Case>> {
  const { alt, altSpan, destination } = use;
  const text = alt.trim();
  if (text === '' || resourceAttribute(chapter, use, 'alt')) return;
  const data = { path: destination, alt: text };
  if (text !== alt && chapter.text.slice(altSpan.start, altSpan.end) === alt) {
    const edits = [{ uri: chapter.uri, span: altSpan, text }];
    // Where the picture itself is missing, its author has to look at the line anyway, and nothing is changed unasked.
    const safety = book.resource(chapter.uri, destination).state === 'missing' ? 'unsafe' : 'safe';
    yield { case: 'blanks', span: altSpan, data, fixes: [{ title: 'Remove the spaces', safety, edits }] };
  }
  if (isFileName(text, destination)) {
    yield { case: 'file-name', span: altSpan, data, fixes: fromFileName(chapter, use) };
  } else if (GENERIC.has(text.toLowerCase().replace(/(?<![\s.:])[\s.:]+$/, ''))) {
    yield { case: 'generic', span: altSpan, data, fixes: fromFileName(chapter, use) };
  }
}

/** Words that name the thing and not what is on it, in the languages of the placeholder rules. */
const GENERIC = new Set(
  'image|images|img|picture|pic|photo|screenshot|screen shot|figure|alt|alt text|alt-text|image description|bild|abbildung|foto|bildschirmfoto|imagen|figura|captura de pantalla|capture d’écran|imagem|immagine|图片|图像|截图|画像|イメージ|スクリーンショット'.split(
    '|',
  ),
);

/** `plan-2.png`, `IMG_2041`, `Screenshot 2024-05-01 at 10.15.02`; a single word that is also the file's name is a caption like any other. */
function isFileName(alt: string, destination: string): boolean {
  if (/^[^\s/]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|pdf)$/i.test(alt)) return true;
  if (
    /^(?:img|dsc|dscn|screen ?shot|bildschirmfoto|pasted image|untitled)[\s_-]?\d[\d\s._:-]*(?:at [\d.:\s]+)?(?:[ap]m)?$/i.test(
      alt,
    )
  )
    return true;
  return (
    !/\s/.test(alt) &&
    /[-_\d]/.test(alt) &&
    /[a-z]/i.test(alt) &&
    alt === stemOf(destination) &&
    !/^[A-Z][a-z]+-[a-z]/.test(alt)
  );
}

function stemOf(destination: string): string {
  const path = destination.replaceAll('\\', '/').replace(/[?#].*$/s, '');
  return decodePercent(path.slice(path.lastIndexOf('/') + 1).replace(/\.[A-Za-z0-9]{1,5}$/, ''));
}

/** Words made of the file's name, where it is made of words. */
function fromFileName(chapter: Chapter, use: ResourceUse): Fix[] {
  const words = stemOf(use.destination)
    .replace(/^\d+[-_. ]+|(?<![-_. ])[-_. ]+\d*$/g, '')
    .replace(/[-_]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .trim();
  if (!/^[\p{L}\p{N} .]+$/u.test(words) || !/\p{L}{3}/u.test(words) || words === use.alt.trim()) return [];
  if (GENERIC.has(words.toLowerCase()) || isFileName(words, use.destination)) return [];
  const text = words[0]!.toUpperCase() + words.slice(1);
  const edits = [{ uri: chapter.uri, span: use.altSpan, text }];
  return [{ title: `Write "${text}", from the file’s name`, safety: 'unsafe', edits }];
}

/** The caption stands under another picture earlier in the book. */
function repetition(chapter: Chapter, use: ResourceUse, book: Handbook): Report<Case> | undefined {
  const caption = captionOf(chapter, use);
  if (!caption || !isTelling(caption.text)) return undefined;
  const file = fileOf(chapter, use, book);
  for (const site of book.captions(caption.text).slice(0, MOST_LOOKED_AT)) {
    const other = site.uri === chapter.uri ? chapter : book.chapter(site.uri);
    const otherUse = other?.facts.resources[site.index];
    if (!other || !otherUse || otherUse === use) return undefined;
    if (fileOf(other, otherUse, book) === file) continue;
    const place = relativePath(book.root, other.uri) ?? basename(other.uri);
    return {
      case: 'repeated',
      span: caption.span,
      data: { path: use.destination, alt: caption.text, other: otherUse.destination },
      related: [{ uri: other.uri, span: otherUse.span, message: `The other picture, in ${place}` }],
    };
  }
  return undefined;
}

/** A word or two can stand under any number of pictures, "Result" or "Step 2". */
function isTelling(caption: string): boolean {
  return caption.length >= 12 && caption.split(' ').length >= 3;
}

/** A logo may stand in a thousand places; the first few say whether its caption is another's. */
const MOST_LOOKED_AT = 8;

function fileOf(chapter: Chapter, { destination }: ResourceUse, book: Handbook): string {
  return book.resource(chapter.uri, destination).file ?? destination;
}
