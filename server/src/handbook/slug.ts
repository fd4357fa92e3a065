/**
 * The fragment GitHub gives a heading: lower case, punctuation dropped, blanks to `-`. Works on Markdown sites only;
 * Leanpub knows no such ids (MARKUA.md §5). Without the `-1` that the second heading of the same text gets.
 */
export function githubSlug(title: string): string {
  const lower = title.trim().toLowerCase();
  const slug = /^[a-z0-9_\- ]*$/.test(lower) ? lower : lower.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '');
  return slug.replaceAll(' ', '-');
}

/**
 * An id Markua accepts, made from a title: letters without their accents, digits, and `separator` between the words.
 * '' where the title has no letter of the Latin alphabet to start from (a Chinese one, say).
 */
export function idFromTitle(title: string, separator: '-' | '_'): string {
  const words = (ASCII.test(title) ? title : withoutAccents(title)).toLowerCase().match(/[a-z0-9]+/g);
  if (!words) return '';
  const firstWord = words.findIndex((word) => /^[a-z]/.test(word));
  if (firstWord < 0) return '';
  return trimWords(words.slice(firstWord), separator);
}

/** Without the characters that part no words, for which there is the other way. */
const ASCII = /^[ -&(-_a-~]*$/;

function withoutAccents(title: string): string {
  return title
    .replaceAll('ß', 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[øØ]/g, 'o')
    .replace(/[’'`]/g, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** Whole words up to a length that still reads well in a link. */
function trimWords(words: readonly string[], separator: string): string {
  let id = words[0]!;
  for (const word of words.slice(1)) {
    if (id.length + word.length + 1 > MAX_ID_LENGTH) break;
    id += separator + word;
  }
  return id.slice(0, MAX_ID_LENGTH);
}

const MAX_ID_LENGTH = 48;
