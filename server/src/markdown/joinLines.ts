/** A text of several lines as one: each line break, with the blanks around it, is one blank. Linear in the length. */
export function joinLines(text: string): string {
  if (!text.includes('\n')) return text;
  return text.replace(/(?<![ \t])[ \t]+\n/g, '\n').replace(/\n[ \t]*/g, ' ');
}
