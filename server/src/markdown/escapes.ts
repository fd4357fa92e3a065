import { unescapeAll } from 'markdown-it/lib/common/utils.mjs';

/** `&amp;` and back-slash escapes decoded. */
export function decodeEscapes(text: string): string {
  return unescapeAll(text);
}
