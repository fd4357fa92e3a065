import { extname } from '../../server/src/base/uri.ts';

/** The smallest file that begins, and ends, as one of its name should. Text files have none of a chapter's content. */
export function standIn(path: string): string | Uint8Array {
  const start = HEADS.get(extname(path));
  return start === undefined ? `stand-in for ${path}\n` : bytesOf(start);
}

/** Text with bytes in it that no text can hold: `\x89PNG\r\n` in the notation of most languages. */
export function bytesOf(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const parts = text.split(/(\\x[0-9a-f]{2}|\\r|\\n|\\0)/).map((part) => {
    if (part.startsWith('\\x')) return Uint8Array.of(Number.parseInt(part.slice(2), 16));
    return ESCAPES.get(part) ?? encoder.encode(part);
  });
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const ESCAPES = new Map([
  ['\\r', Uint8Array.of(13)],
  ['\\n', Uint8Array.of(10)],
  ['\\0', Uint8Array.of(0)],
]);

const JPEG =
  '\\xff\\xd8\\xff\\xe0\\0\\x10JFIF\\0\\x01\\x01\\0\\0\\x01\\0\\x01\\0\\0\\xff\\xc0\\0\\x0b\\x08\\0\\x10\\0\\x10\\x01\\x01\\x11\\0\\xff\\xd9';

/** Sixteen pixels square, where the format says so at its beginning. */
const HEADS = new Map([
  [
    '.png',
    '\\x89PNG\\r\\n\\x1a\\n\\0\\0\\0\\x0dIHDR\\0\\0\\0\\x10\\0\\0\\0\\x10\\x08\\x06\\0\\0\\0\\x1f\\xf3\\xffa\\0\\0\\0\\0IEND\\xaeB`\\x82',
  ],
  ['.jpg', JPEG],
  ['.jpeg', JPEG],
  ['.gif', 'GIF89a\\x10\\0\\x10\\0\\0\\0\\0;'],
  ['.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"/>\n'],
  ['.svgz', '\\x1f\\x8b\\x08\\0'],
]);
