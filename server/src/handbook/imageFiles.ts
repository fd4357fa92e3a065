import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { extname, type Uri } from '../base/uri.ts';
import type { Host } from '../host/host.ts';
import type { ImageInfo } from './handbook.ts';
import { needsMoreHead, readImageInfo, TAIL_LENGTH } from './imageHead.ts';

/** What was read of a picture, sound or video. */
export interface ImageFile {
  readonly size: number;
  readonly info: ImageInfo;
}

/** Enough for every header but some JPEGs'. */
const HEAD_LENGTH = 4096;
const LONG_HEAD_LENGTH = 256 * 1024;

/** Files whose first bytes a rule has use for. Text, tables and code are not told by theirs. */
export function hasTellingHead(uri: Uri): boolean {
  return TELLING.has(extname(uri));
}

/** MARKUA.md §7, and what authors take for pictures though Markua does not. */
const TELLING = new Set(
  '.jpg .jpeg .gif .png .svg .svgz .webp .bmp .tif .tiff .aac .m4a .mp3 .oga .ogg .wav .wave .mp4 .webm'.split(' '),
);

/**
 * Reads the ends of those of `wanted` that `known` has not, and gives both. A file that cannot be read is left out.
 * `known` itself comes back where nothing is new, so that nobody copies it.
 */
export async function readImageFiles(
  host: Host,
  known: ReadonlyMap<Uri, ImageFile>,
  wanted: Iterable<Uri>,
  token?: CancellationToken,
): Promise<ReadonlyMap<Uri, ImageFile>> {
  const found = new Map<Uri, ImageFile>();
  await addImageFiles(host, found, known, wanted, token);
  return found.size > 0 ? new Map([...known, ...found]) : known;
}

/** Reads the ends of those of `wanted` that neither map has into the first. */
export async function addImageFiles(
  host: Host,
  found: Map<Uri, ImageFile>,
  known: ReadonlyMap<Uri, ImageFile>,
  wanted: Iterable<Uri>,
  token?: CancellationToken,
): Promise<void> {
  for (const uri of wanted) {
    if (known.has(uri) || found.has(uri) || !hasTellingHead(uri)) continue;
    throwIfCancelled(token);
    const file = await readImageFile(host, uri, token);
    if (file) found.set(uri, file);
  }
}

async function readImageFile(host: Host, uri: Uri, token?: CancellationToken): Promise<ImageFile | undefined> {
  let limit = HEAD_LENGTH;
  let head = await host.readHead(uri, limit, token);
  if (head?.length === limit && needsMoreHead(head)) {
    limit = LONG_HEAD_LENGTH;
    head = await host.readHead(uri, limit, token);
  }
  if (!head) return undefined;
  const isWhole = head.length < limit;
  const size = isWhole ? head.length : ((await host.stat(uri, token))?.size ?? head.length);
  const tail = isWhole ? undefined : await host.readTail?.(uri, TAIL_LENGTH, token);
  return { size, info: readImageInfo({ head, tail, isWhole }) };
}
