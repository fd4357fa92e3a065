/**
 * Text from a book as it may be shown on a terminal or in a log: a chapter must not be able to move the cursor,
 * change colours or turn the reading direction. Tabs become one blank, line breaks a blank.
 */
export function plain(text: string): string {
  return text.replace(/[\t\r\n\u2028\u2029]/g, ' ').replace(controlCharacters, '');
}

/** C0, DEL and C1 controls, and the characters that override the direction of text or have no width by design. */
const controlCharacters =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** Indented JSON whose characters that steer text are written as escapes: the same data, and fit to be looked at. */
export function plainJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return text.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\udb40[\udc00-\udc7f]/g,
    (found) =>
      [...Array(found.length).keys()].map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** How many terminal cells a character takes: 2 for East Asian wide ones and most emoji, 0 for combining marks. */
export function cellsOf(character: string): number {
  if (character < '\u0300') return 1;
  if (zeroWidth.test(character)) return 0;
  // A flag is two of these letters, and two cells.
  if (regionalIndicator.test(character)) return 1;
  return wide.test(character) ? 2 : 1;
}

const zeroWidth = /^(?:\p{Mn}|\p{Me}|[\u200b-\u200d])/u;
const regionalIndicator = /^[\u{1f1e6}-\u{1f1ff}]/u;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += cellsOf(character);
  return width;
}

/** Breaks text into lines of at most `width` cells, between words where it can. An attribute list is one word. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const [word] of text.matchAll(/(?:\{[^{}]{0,60}\}|[^ ])+/g)) {
    const cells = widthOf(word);
    if (line !== '' && used + 1 + cells > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line = line === '' ? word : `${line} ${word}`;
    used += (used === 0 ? 0 : 1) + cells;
  }
  lines.push(line);
  return lines;
}

export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : nouns}`;
}
