import type { Suppression } from './chapter.ts';
import type { Comment } from './facts.ts';

const directive = /^\s*handbook-(disable-next-line|disable-file|disable|enable)(?![\w-])/;

/**
 * The comments that tell the linter to be quiet: `<!-- handbook-disable-next-line rule, rule -- reason -->` and its
 * like. Rules are parted by commas or blanks; what follows ` -- ` is the reason.
 */
export function readSuppressions(text: string, comments: readonly Comment[]): Suppression[] {
  const found: Suppression[] = [];
  for (const comment of comments) {
    const content = text.slice(comment.content.start, comment.content.end);
    const match = directive.exec(content);
    if (!match) continue;
    const rest = content.slice(match[0].length);
    const dashes = /(?:^|\s)--(?:\s|$)/.exec(rest);
    const names = dashes ? rest.slice(0, dashes.index) : rest;
    const reason = dashes ? rest.slice(dashes.index + dashes[0].length).trim() : '';
    found.push({
      kind: match[1] as Suppression['kind'],
      rules: readNames(names, comment.content.start + match[0].length),
      ...(reason ? { reason } : {}),
      span: comment.span,
    });
  }
  return found;
}

function readNames(text: string, offset: number): Suppression['rules'] {
  return [...text.matchAll(/[^\s,]+/g)].map((match) => ({
    name: match[0],
    span: { start: offset + match.index, end: offset + match.index + match[0].length },
  }));
}
