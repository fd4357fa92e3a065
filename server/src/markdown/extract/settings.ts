import type Token from 'markdown-it/lib/token.mjs';
import type { Draft } from './draft.ts';

/** Adds the settings of a block of Markua's: `key: value` lines, or JSON. Front matter of site generators has none. */
export function addSettings(draft: Draft, token: Token): void {
  if (token.meta?.name !== '{') return;
  const text = draft.source.normal;
  let start = (token.meta.start as number) + 1;
  const end = draft.lineEnd(token.map![1] - 1) - 1;
  while (start < end) {
    const lineBreak = text.indexOf('\n', start);
    const lineEnd = lineBreak < 0 || lineBreak > end ? end : lineBreak;
    addSetting(draft, text.slice(start, lineEnd), start);
    start = lineEnd + 1;
  }
}

function addSetting(draft: Draft, line: string, at: number): void {
  const match = /^(\s*"?)([A-Za-z][\w-]*)"?\s*:(.*)$/.exec(line);
  if (!match) return;
  const value = match[3]!.trim().replace(/,$/, '').trim();
  const start = at + match[1]!.length;
  draft.settings.push({
    key: match[2]!,
    value: value.replace(/^(["'])(.*)\1$/, '$2'),
    span: draft.span(start, at + line.trimEnd().length),
  });
}
