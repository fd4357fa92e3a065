/**
 * Matches `text` against a pattern in which `*` stands for any run of characters, and gives what each star took, in
 * order; undefined where it does not match. Each star takes as little as it can, so the work is linear in the text
 * for every star of the pattern. Letters are compared as written.
 */
export function matchStars(pattern: string, text: string): string[] | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return text === pattern ? [] : undefined;
  const first = pattern.slice(0, star);
  if (!text.startsWith(first)) return undefined;
  const pieces = pattern.split('*');
  const last = pieces[pieces.length - 1]!;
  if (text.length < first.length + last.length || !text.endsWith(last)) return undefined;
  const taken: string[] = [];
  let from = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return undefined;
    taken.push(text.slice(from, at));
    from = at + piece.length;
  }
  taken.push(text.slice(from, end));
  return taken;
}

/** Puts what the stars of a pattern took in place of the stars of a template, in order; spare stars become ''. */
export function fillStars(template: string, taken: readonly string[]): string {
  let next = 0;
  return template.replace(/\*/g, () => taken[next++] ?? '');
}

/**
 * True where an address lies at a `host` or `host/path` pattern: the host may hold stars (`*.readthedocs.io`), the path
 * counts as a prefix of whole segments (`/help` holds `/help` and `/help/en`, not `/helpers`) and may hold stars, too.
 */
export function matchesPlace(pattern: string, host: string, path: string): boolean {
  const slash = pattern.indexOf('/');
  const hostPattern = (slash < 0 ? pattern : pattern.slice(0, slash)).toLowerCase();
  if (!matchStars(hostPattern, host)) return false;
  const prefix = slash < 0 ? '' : pattern.slice(slash).replace(/\/$/, '');
  if (prefix === '') return true;
  if (!prefix.includes('*')) return path === prefix || path.startsWith(`${prefix}/`);
  return matchStars(prefix, path) !== undefined || matchStars(`${prefix}/*`, path) !== undefined;
}
