import { extname } from '../../base/uri.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { ResourceUse } from '../../markdown/facts.ts';

/** The extensions Markua takes for pictures ("Image resource attributes"). */
const IMAGES = new Set(['.jpg', '.jpeg', '.gif', '.png', '.svg', '.svgz']);

/** Pictures that no browser shows, let alone an e-book. */
export const NEVER_SHOWN: ReadonlySet<string> = new Set(
  '.pdf .tif .tiff .eps .ps .ai .psd .xcf .heic .heif .wmf .emf'.split(' '),
);

/** What authors take for pictures and Markua for code ("Resource formats"). */
const OTHER_IMAGES = new Set([...NEVER_SHOWN, '.webp', '.bmp', '.avif', '.jfif', '.jp2', '.ico']);

const SOUND_AND_VIDEO = new Set('.aac .m4a .mp3 .oga .ogg .wav .wave .mp4 .webm .mov .avi .mkv .m4v .ogv'.split(' '));

/** `image` is what Markua shows as one, `other-image` a picture in a format it does not know. */
export type ResourceKind = 'image' | 'other-image' | 'media' | 'other';

export function kindOfName(name: string): ResourceKind {
  const extension = extname(name);
  if (IMAGES.has(extension)) return 'image';
  if (OTHER_IMAGES.has(extension)) return 'other-image';
  return SOUND_AND_VIDEO.has(extension) ? 'media' : 'other';
}

/** The kind of a destination as written; a web address is told by its path. */
export function kindOfDestination(destination: string): ResourceKind {
  return kindOfName(/[?#]/.test(destination) ? destination.replace(/[?#].*$/s, '') : destination);
}

/** The value of an attribute in the lists of a resource; the first list that has it wins (Markua, "Attribute list format"). */
export function resourceAttribute(chapter: Chapter, use: ResourceUse, key: string): string | undefined {
  for (const index of use.attributes) {
    const attribute = chapter.facts.attributeLists[index]?.attributes.find((one) => one.key === key);
    if (attribute?.value !== undefined) return attribute.value;
  }
  return undefined;
}
