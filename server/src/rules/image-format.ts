import { basename, extname } from '../base/uri.ts';
import type { Handbook, ImageInfo } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { ResourceUse } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import { chapterRule, type Report } from './rule.ts';
import { kindOfDestination, kindOfName, NEVER_SHOWN, resourceAttribute } from './support/resourceKinds.ts';

type Case = 'extension' | 'mismatch' | 'not-an-image' | 'empty' | 'truncated' | 'git-lfs';

export default chapterRule<Case>({
  meta: {
    name: 'image-format',
    summary: 'A picture whose name or content is in a format that the book cannot show',
    about: ['resources'],
    reads: 'section',
    touchedBy: { facts: allOf('resources', 'attributeLists') },
    group: 'resources',
    severity: 'warning',
    fix: 'none',
    cases: {
      extension: {
        message: '"{extension}" is not a picture format that {reader} shows.',
        help: 'Leanpub takes such a file for program code, and the build of the book can fail over it. Save the picture as PNG, JPEG, GIF or SVG.',
      },
      mismatch: {
        message: 'The file "{name}" is really {format}.',
        help: 'E-book readers and shops refuse a picture whose content and name differ. Give the file the right extension, or save it again in the format its name says.',
      },
      'not-an-image': {
        message: 'The file "{name}" does not contain a picture.',
        help: 'Its content is of no picture format, which happens when a download brings an error page, or a tool changes the line ends of a picture. Put the picture there again.',
      },
      empty: {
        message: 'The file "{name}" is empty.',
        help: 'The reader will see a broken picture. Put the file there again.',
      },
      truncated: {
        message: 'The file "{name}" ends too early: part of the picture is missing.',
        help: 'A copy or download was probably broken off. Put the picture there again.',
      },
      'git-lfs': {
        message: 'The file "{name}" is only a pointer to a file in Git LFS.',
        help: 'The picture itself was not fetched, and Leanpub does not fetch it either. Run "git lfs pull", and keep the pictures of a Leanpub book out of Git LFS.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const use of chapter.facts.resources) {
      if (use.label !== undefined && use.destination === '') continue;
      if (book.excluded(chapter.uri, use.span.start)) continue;
      const found = badExtension(chapter, use) ?? badContent(chapter, use, book);
      if (found) yield found;
    }
  },
});

function badExtension(chapter: Chapter, use: ResourceUse): Report<Case> | undefined {
  if (use.origin !== 'image' || kindOfDestination(use.destination) !== 'other-image') return undefined;
  const extension = extname(use.destination.replace(/[?#].*$/s, ''));
  const isPlain = chapter.dialect === 'markdown';
  if (isPlain && !NEVER_SHOWN.has(extension)) return undefined;
  // An author who names the type knows what the extension would make of the file.
  if (resourceAttribute(chapter, use, 'type') ?? resourceAttribute(chapter, use, 'format')) return undefined;
  const reader = isPlain ? 'a browser' : 'Leanpub';
  return { case: 'extension', span: use.destinationSpan, data: { path: use.destination, extension, reader } };
}

function badContent(chapter: Chapter, use: ResourceUse, book: Handbook): Report<Case> | undefined {
  const { file } = book.resource(chapter.uri, use.destination);
  const entry = file === undefined ? undefined : book.file(file);
  if (!file || !entry?.image) return undefined;
  const kind = contentFault(basename(file), entry.image);
  if (!kind) return undefined;
  const format = FORMAT_NAMES.get(entry.image.format) ?? entry.image.format;
  return { case: kind, span: use.destinationSpan, data: { path: use.destination, name: basename(file), format } };
}

function contentFault(name: string, image: ImageInfo): Case | undefined {
  const { format } = image;
  if (format === 'git-lfs') return format;
  if (kindOfName(name) !== 'image') return undefined;
  if (format === 'empty') return format;
  if (format !== FORMATS.get(extname(name))) return FORMAT_NAMES.has(format) ? 'mismatch' : 'not-an-image';
  return image.truncated ? 'truncated' : undefined;
}

/** What the first bytes must say, by extension. */
const FORMATS = new Map([
  ['.png', 'png'],
  ['.jpg', 'jpeg'],
  ['.jpeg', 'jpeg'],
  ['.gif', 'gif'],
  ['.svg', 'svg'],
  ['.svgz', 'gzip'],
]);

/** Formats with a name that authors know, with the article the message needs. */
const FORMAT_NAMES = new Map([
  ['png', 'a PNG picture'],
  ['jpeg', 'a JPEG picture'],
  ['gif', 'a GIF picture'],
  ['svg', 'an SVG drawing'],
  ['webp', 'a WebP picture'],
  ['bmp', 'a Windows bitmap'],
  ['tiff', 'a TIFF picture'],
  ['pdf', 'a PDF document'],
  ['eps', 'a PostScript drawing'],
  ['psd', 'a Photoshop file'],
  ['xcf', 'a GIMP file'],
  ['ico', 'a Windows icon'],
  ['avif', 'an AVIF picture'],
  ['heic', 'a HEIC picture'],
  ['gzip', 'a compressed file'],
  ['zip', 'a ZIP archive'],
  ['html', 'a web page'],
]);
