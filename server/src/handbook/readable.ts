import type { FileVersion } from '../base/fileVersion.ts';
import { type FileContent, LARGEST_TEXT } from '../host/host.ts';
import type { FileTrouble } from './handbook.ts';

export interface ReadableText {
  readonly text: string;
  readonly trouble: FileTrouble | undefined;
  /** Of the file, where its host knows. */
  readonly version?: FileVersion | undefined;
}

/** A file's text as the book uses it, and what was wrong with its bytes. `content` is undefined for a file that is there and cannot be read. */
export function readable(content: FileContent | undefined): ReadableText {
  const trouble = troubleOf(content);
  const isText = content !== undefined && trouble?.kind !== 'too-large' && trouble?.kind !== 'binary';
  return { text: isText ? content.text : '', trouble, version: content?.version };
}

function troubleOf(content: FileContent | undefined): FileTrouble | undefined {
  if (!content) return { kind: 'unreadable', at: 0 };
  const { text, encoding, invalidAt, isTooLarge = text.length > LARGEST_TEXT } = content;
  if (isTooLarge) return { kind: 'too-large', at: 0 };
  // A picture read as text would be a chapter of noise, and every rule would have something to say of it.
  if (looksBinary(text)) return { kind: 'binary', at: 0 };
  if (encoding !== 'utf-8') return { kind: 'utf-16', at: 0 };
  return invalidAt === undefined ? undefined : { kind: 'invalid-utf8', at: textOffset(text, invalidAt) };
}

/** Whether nothing of a file could be read. */
export function isUnread(trouble: FileTrouble | undefined): boolean {
  return trouble?.kind === 'unreadable' || trouble?.kind === 'binary';
}

export function sameTrouble(a: FileTrouble | undefined, b: FileTrouble | undefined): boolean {
  return a?.kind === b?.kind && a?.at === b?.at;
}

/** What a text of words has none of. */
const CONTROL = /[\0-\x08\x0e-\x19\x1c-\x1f]/;

/** Whether a text holds a character that files of words have none of. */
export function hasControls(text: string): boolean {
  return CONTROL.test(text);
}

/** Control characters in number: text has next to none, in whatever encoding, and compressed data every tenth byte. */
function looksBinary(text: string): boolean {
  if (!hasControls(text)) return false;
  const length = Math.min(text.length, 8192);
  let controls = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32 && code !== 26 && code !== 27)) controls++;
  }
  return controls > 2 && controls > length / 100;
}

/** The UTF-16 offset of the character that begins at a UTF-8 offset; every character before it is as it was in the file. */
function textOffset(text: string, byteOffset: number): number {
  let bytes = 0;
  let at = 0;
  while (at < text.length && bytes < byteOffset) {
    const code = text.codePointAt(at)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += code < 0x10000 ? 1 : 2;
  }
  return at;
}
