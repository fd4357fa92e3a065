/** V8 copies shorter ones: they are no part of the text that they are cut from. */
const SHORTEST_SLICE = 13;

/**
 * The same characters in a string of their own. What V8 cuts from a text is a part of that text, and keeps all of it in
 * memory; so does what is joined from such parts.
 */
export function detached(text: string): string {
  return text.length < SHORTEST_SLICE ? text : (JSON.parse(JSON.stringify(text)) as string);
}
