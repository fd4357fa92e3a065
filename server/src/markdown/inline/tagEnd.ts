/** The end past `>` of an opening or closing HTML tag, by CommonMark's grammar. */
export function tagEnd(text: string, start: number): number {
  const tag =
    /<(?:\/[A-Za-z][A-Za-z0-9-]*[\t\n\r ]*|[A-Za-z][A-Za-z0-9-]*(?:[\t\n\r ]+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:[\t\n\r ]*=[\t\n\r ]*(?:[^"'=<>`\x00-\x20]+|'[^']*'|"[^"]*"))?)*[\t\n\r ]*\/?)>/y;
  tag.lastIndex = start;
  return tag.test(text) ? tag.lastIndex : -1;
}
