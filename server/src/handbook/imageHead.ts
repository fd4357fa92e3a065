import { imageSize } from 'image-size';
import type { ImageInfo } from './handbook.ts';

/** The ends of a file, as far as they were read. */
export interface FileEnds {
  readonly head: Uint8Array;
  /** The last bytes of a file longer than `head`; undefined where the host cannot read them. */
  readonly tail: Uint8Array | undefined;
  /** Whether `head` is the whole file. */
  readonly isWhole: boolean;
}

/** What a picture's first bytes say it is, whatever its name says; `unknown` for anything that is no picture we know. */
export function readImageInfo({ head, tail, isWhole }: FileEnds): ImageInfo {
  const format = formatOf(head);
  if (!MEASURED.has(format)) return { format };
  const size = measure(head);
  // Where all of the tail is padding, the picture ended before it.
  const end = isWhole || tail?.every((byte) => byte === 0) ? head : tail;
  // Pixels that cannot be read from all there is means that not even the header is whole.
  const truncated = (isWhole && !size && format !== 'svg') || (end !== undefined && !endsAsItMust(format, end));
  return { format, ...size, ...(truncated && { truncated }) };
}

/** JPEG keeps its size behind notes and thumbnails of any length, so its head may have to be longer. */
export function needsMoreHead(head: Uint8Array): boolean {
  return formatOf(head) === 'jpeg' && !measure(head);
}

const MEASURED = new Set(['png', 'jpeg', 'gif', 'svg', 'webp', 'bmp']);

/** Magic bytes, `.` for any; the first row that fits holds. From the formats' own specifications. */
const MAGIC: readonly (readonly [format: string, pattern: RegExp])[] = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[\s\S]{4}WEBP/],
  ['bmp', /^BM[\s\S]{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0/],
  ['tiff', /^(?:II\*\0|MM\0\*)/],
  ['pdf', /^%PDF-/],
  ['eps', /^(?:%!PS|\xc5\xd0\xd3\xc6)/],
  ['psd', /^8BPS/],
  ['xcf', /^gimp xcf/],
  ['ico', /^\0\0\x01\0/],
  ['avif', /^[\s\S]{4}ftypavi[fs]/],
  ['heic', /^[\s\S]{4}ftyp(?:heic|heix|hevc|mif1|msf1)/],
  ['gzip', /^\x1f\x8b/],
  ['zip', /^PK\x03\x04/],
  ['git-lfs', /^version https:\/\/git-lfs\.github\.com\/spec\//],
  ['html', /^(?:\xef\xbb\xbf)?\s{0,80}<(?:!doctype html|html)\b/i],
];

/** More bytes than any of `MAGIC` looks at. */
const MAGIC_LENGTH = 256;

/** A picture that is a text. Drawing programs put declarations of any length before the first tag. */
const SVG: readonly RegExp[] = [/<svg[\s>]/, /^(?:\xef\xbb\xbf)?\s{0,80}<(?:\?xml|!--|!doctype svg)/i];

function formatOf(head: Uint8Array): string {
  if (head.length === 0) return 'empty';
  // Most are told by their first bytes, and are not looked at any further.
  const start = latin1(head.subarray(0, MAGIC_LENGTH));
  const isUtf16 = /^(?:\xff\xfe|\xfe\xff)/.test(start);
  const told = isUtf16 ? undefined : MAGIC.find(([, pattern]) => pattern.test(start));
  if (told) return told[0];
  const latin = latin1(head.subarray(0, 4096));
  if (isUtf16) return /<\0?s\0?v\0?g\0?[\s>]/.test(latin) ? 'svg' : 'unknown';
  return SVG.some((pattern) => pattern.test(latin)) ? 'svg' : 'unknown';
}

/** At most 4096 of them. */
function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function measure(head: Uint8Array): { width: number; height: number } | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(head);
    if (!width || !height) return undefined;
    // Cameras turn the picture by a note, and readers see it turned.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return undefined;
  }
}

/**
 * PNG ends in an IEND chunk and GIF in a semicolon; some programs append a few bytes of their own, or zeros up to the
 * end of a disk's block. JPEG's end cannot be told from its last bytes.
 */
function endsAsItMust(format: string, end: Uint8Array): boolean {
  const length = end.findLastIndex((byte) => byte !== 0) + 1;
  const last = latin1(end.subarray(Math.max(0, length - TAIL_LENGTH), length));
  if (format === 'png') return last.includes('IEND');
  if (format === 'gif') return last.includes(';');
  return true;
}

/** How many bytes of a file's end are worth reading. */
export const TAIL_LENGTH = 1024;
