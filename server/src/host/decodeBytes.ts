import { type FileContent, LARGEST_TEXT, tooLarge } from './host.ts';
import { firstInvalidByte } from './utf8.ts';

/**
 * The text of a file's bytes. UTF-8 is what books are; UTF-16 is told by its byte order mark, or by the zero bytes
 * every other place of Latin text has in it. A byte order mark stays in the text as U+FEFF, so that offsets into the
 * text and the file agree and a rewritten file keeps it. What is not valid is read as U+FFFD, its place given. Needs
 * nothing that a browser lacks.
 */
export function decodeBytes(bytes: Uint8Array): FileContent {
  if (bytes.length > LARGEST_TEXT) return tooLarge;
  const encoding = encodingOf(bytes);
  if (encoding !== 'utf-8') {
    const whole = bytes.subarray(0, bytes.length & ~1);
    const text = textOf(whole, encoding);
    return whole.length === bytes.length ? { text, encoding } : { text, encoding, invalidAt: bytes.length - 1 };
  }
  const text = textOf(bytes, encoding);
  const invalidAt = firstInvalidByte(bytes);
  return invalidAt < bytes.length ? { text, encoding, invalidAt } : { text, encoding };
}

export function encodingOf(bytes: Uint8Array): FileContent['encoding'] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === undefined || second === undefined) return 'utf-8';
  // Text has no zero characters: a zero in one byte of nearly every pair is the empty half of a Latin letter.
  if (first !== 0 && second !== 0) return 'utf-8';
  const pairs = Math.min(bytes.length, 512) >> 1;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (bytes[pair * 2] === 0) evenZeros++;
    if (bytes[pair * 2 + 1] === 0) oddZeros++;
  }
  if (oddZeros > pairs * 0.6 && evenZeros < pairs * 0.1) return 'utf-16le';
  if (evenZeros > pairs * 0.6 && oddZeros < pairs * 0.1) return 'utf-16be';
  return 'utf-8';
}

function textOf(bytes: Uint8Array, encoding: FileContent['encoding']): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}
