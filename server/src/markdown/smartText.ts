/**
 * Whether a crosslink's text is filled in by Leanpub: `#t` title, `#n` number, `#d` description, `#s` short title,
 * `#f` full title (Markua 0.31, "Smart crosslinks"), as in `[section #n, #t](#x)`.
 */
export function isSmartText(text: string): boolean {
  return /(?:^|[^\\#\p{L}\p{N}])#[tndsf](?![\p{L}\p{N}_-])/u.test(text);
}
