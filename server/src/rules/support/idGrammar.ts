import type { Dialect } from '../../base/dialect.ts';

export type IdFault = 'first-character' | 'characters' | 'not-in-markua';

/**
 * What is wrong with an id. Markua wants a letter A–Z or a–z, then letters, digits, `-`, `_` (Markua 0.31, "Rules for
 * ids and Crosslinks"). LFM's engine takes what an EPUB takes, an XML name without colons; what of that Markua would
 * refuse is told apart. Plain Markdown has HTML's ids: anything without white space.
 */
export function idFault(id: string, dialect: Dialect): IdFault | undefined {
  if (MARKUA_ID.test(id)) return undefined;
  if (dialect === 'markdown') return /\s/.test(id) ? 'characters' : undefined;
  if (dialect === 'lfm' && XML_NAME.test(id)) return 'not-in-markua';
  return MARKUA_REST.test(id) ? 'first-character' : 'characters';
}

/** The nearest id that Markua accepts; '' where nothing of the id can be kept. */
export function nearestValidId(id: string, separator: '-' | '_'): string {
  const plain = id
    .replaceAll('ß', 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[øØ]/g, 'o')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, separator)
    .replace(/^[-_]+|(?<![-_])[-_]+$/g, '');
  if (plain === '' || !/[A-Za-z0-9]/.test(plain)) return '';
  return /^[A-Za-z]/.test(plain) ? plain : `id${separator}${plain}`;
}

const MARKUA_ID = /^[A-Za-z][A-Za-z0-9_-]*$/;
const MARKUA_REST = /^[A-Za-z0-9_-]+$/;
const XML_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u;
