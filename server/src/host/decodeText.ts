import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { encodingOf } from './decodeBytes.ts';
import { type FileContent, LARGEST_TEXT, tooLarge } from './host.ts';
import { firstInvalidByte } from './utf8.ts';

/**
 * The text of a file's bytes, as `decodeBytes` has it, with what Node offers: several times faster for a book of many
 * small files.
 */
export function decodeText(bytes: Uint8Array): FileContent {
  if (bytes.length > LARGEST_TEXT) return tooLarge;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = encodingOf(buffer);
  if (encoding !== 'utf-8') return decodeUtf16(buffer, encoding);
  // Told and read several times faster than what has to be decoded.
  if (isAscii(buffer)) return { text: buffer.toString('latin1'), encoding };
  const text = buffer.toString('utf8');
  return isUtf8(buffer) ? { text, encoding } : { text, encoding, invalidAt: firstInvalidByte(buffer) };
}

function decodeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): FileContent {
  const whole = bytes.subarray(0, bytes.length & ~1);
  const text = (encoding === 'utf-16le' ? whole : Buffer.from(whole).swap16()).toString('utf16le');
  return bytes.length % 2 === 0 ? { text, encoding } : { text, encoding, invalidAt: bytes.length - 1 };
}
