/**
 * Whether a crosslink's text is filled in by Leanpub: `#t` title, `#n` number, `#d` description, `#s` short title,
 * `#f` full title (Markua 0.31, "Smart crosslinks"), as in `[section #n, #t](#x)`.
 */
export function isSmartText(text: string): boolean {
  return /(?:^|[^\\#\p{L}\p{N}])#[tndsf](?![\p{L}\p{N}_-])/u.test(text);
}

/** What a smart crosslink can say of its target ("Smart crosslinks"). */
export interface TargetName {
  /** `2.1`; undefined for what has no number: front matter, back matter, an unnumbered figure. */
  readonly number?: string;
  readonly title: string;
  /** `Chapter`, `Section`, `Part`, `Figure`. */
  readonly kind: 'Part' | 'Chapter' | 'Section' | 'Figure';
}

/** The text of a smart crosslink as the reader will see it; undefined where it has no sign or nothing to fill it with. */
export function smartText(text: string, target: TargetName | undefined): string | undefined {
  if (!target || !/#[tndsf]\b/.test(text)) return undefined;
  const label = target.number === undefined ? target.kind : `${target.kind} ${target.number}`;
  return text.replace(/#([tndsf])\b/g, (_, sign: string) => {
    switch (sign) {
      case 'n':
        return target.number ?? '?';
      case 'd':
        return target.kind;
      case 's':
        return label;
      case 'f':
        return target.title === '' ? label : `${label}: ${target.title}`;
      default:
        return target.title;
    }
  });
}
