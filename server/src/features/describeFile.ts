import { englishTexts, type Texts } from '../base/texts.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { ResourceUse } from '../markdown/facts.ts';
import { shortPath } from './bookPath.ts';
import { code } from './markdownText.ts';

/**
 * A picture and its measures, or any other file's name and size, as Markdown; '' for what is not there. With `use` the
 * dpi are those of the width it has in the book.
 */
export function describeFile(
  book: Handbook,
  uri: Uri,
  use?: { chapter: Chapter; resource: ResourceUse },
  texts: Texts = englishTexts,
): string {
  const entry = book.file(uri);
  if (!entry) return '';
  const { image, size } = entry;
  const facts = [
    image?.format !== undefined && image.format !== 'unknown' ? image.format.toUpperCase() : undefined,
    image?.width && image.height ? texts.t('{0} × {1} pixels', image.width, image.height) : undefined,
    size >= 0 ? bytes(size, texts) : undefined,
    image?.width && image.format !== 'svg' ? resolution(image.width, use && widthOf(use), texts) : undefined,
  ].filter((fact) => fact !== undefined);
  const picture = image && SHOWN_FORMATS.has(image.format) ? `![](${uri}|height=180)\n\n` : '';
  return `${picture}${code(shortPath(book, uri))}${facts.length > 0 ? `\n\n${facts.join(' · ')}` : ''}`;
}

/** Of Leanpub's usual page. */
const TEXT_WIDTH_INCHES = 4.75;
const SHOWN_FORMATS = new Set(['png', 'jpeg', 'gif', 'svg', 'webp']);

function resolution(pixels: number, percent: number | undefined, { t }: Texts): string {
  const inches = (TEXT_WIDTH_INCHES * (percent ?? 100)) / 100;
  const dpi = Math.round(pixels / inches);
  if (percent === undefined) return t('{0} dpi over the full width of the text', dpi);
  return t('{0} dpi over {1} % of the text', dpi, percent);
}

/** What `{width: 50%}` says, 1–100; undefined where nothing does. */
function widthOf({ chapter, resource }: { chapter: Chapter; resource: ResourceUse }): number | undefined {
  const { attributeLists } = chapter.facts;
  const [width] = resource.attributes
    .flatMap((list) => attributeLists[list]!.attributes)
    .filter(({ key }) => key === 'width');
  const percent = Number(/^(\d{1,3})\s*%$/.exec(width?.value?.trim() ?? '')?.[1]);
  return percent >= 1 && percent <= 100 ? percent : undefined;
}

function bytes(size: number, { t }: Texts): string {
  if (size < 1024) return t('{0} bytes', size);
  return size < 1024 * 1024 ? `${Math.round(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}
