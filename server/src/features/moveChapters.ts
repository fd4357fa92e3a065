import type { Span } from '../base/span.ts';
import { relativePath, type Uri } from '../base/uri.ts';
import type { Handbook, Manifest } from '../handbook/handbook.ts';
import type { Edit } from '../rules/finding.ts';

export interface MoveTarget {
  readonly uri: Uri;
  readonly side: 'before' | 'after';
}

/**
 * The change of Book.txt that puts chapters beside another one, in the order given, or takes them off the list.
 * Undefined where there is no list, the target is not on it, or nothing would change.
 */
export function moveChapters(
  book: Handbook,
  chapters: readonly Uri[],
  target: MoveTarget | undefined,
): Edit | undefined {
  const { manifest } = book;
  if (!manifest || (target && chapters.includes(target.uri))) return undefined;
  const lines = linesOf(manifest);
  const moved = chapters.flatMap((uri) => {
    const at = lines.findIndex((line) => line.uri === uri);
    if (at >= 0) return lines.splice(at, 1);
    const name = relativePath(book.root, uri);
    return target && name !== undefined ? [{ uri, text: name, lineBreak: '' }] : [];
  });
  if (target) {
    const beside = lines.findIndex((line) => line.uri === target.uri);
    if (beside < 0) return undefined;
    lines.splice(target.side === 'before' ? beside : beside + 1, 0, ...moved);
  }
  const text = joined(lines, manifest.text);
  return text === manifest.text ? undefined : smallest(manifest, text);
}

interface Line {
  /** The chapter it names. */
  readonly uri: Uri | undefined;
  readonly text: string;
  readonly lineBreak: string;
}

function linesOf({ text, lines, entries }: Manifest): Line[] {
  const named = new Map(
    entries.flatMap(({ kind, uri, span }) =>
      kind === 'file' && uri !== undefined ? [[lines.lineAt(span.start), uri] as const] : [],
    ),
  );
  const result: Line[] = [];
  for (let line = 0; line < lines.count; line++) {
    const next = line + 1 < lines.count ? lines.start(line + 1) : text.length;
    const content = text.slice(lines.start(line), lines.end(line));
    if (content === '' && next === lines.start(line)) continue;
    result.push({ uri: named.get(line), text: content, lineBreak: text.slice(lines.end(line), next) });
  }
  return result;
}

/** Every line but the last needs a break, whichever it was before; the last keeps to what the file did. */
function joined(lines: readonly Line[], before: string): string {
  const lineBreak = /\r\n|\r|\n/.exec(before)?.[0] ?? '\n';
  const endsInBreak = /[\r\n]$/.test(before);
  return lines
    .map((line, index) => {
      const isLast = index === lines.length - 1;
      return line.text + (isLast && !endsInBreak ? '' : line.lineBreak || lineBreak);
    })
    .join('');
}

/** One edit from the first character that differs to the last, whole lines. */
function smallest({ uri, text: before }: Manifest, after: string): Edit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  start = before.lastIndexOf('\n', start - 1) + 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const span: Span = { start, end: before.length - tail };
  return { uri, span, text: after.slice(start, after.length - tail) };
}
