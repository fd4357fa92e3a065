import { overlaps, type Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import { crosslinkTarget } from '../handbook/contributions.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { smartText } from '../markdown/smartText.ts';
import { nameOfId } from './numbering.ts';

/** Text shown after a place without being there (`textDocument/inlayHint`). */
export interface Hint {
  readonly offset: number;
  readonly text: string;
}

/** How the smart crosslinks in a stretch of a chapter will read: `[#n](#ch-two)` → `2`. */
export function inlayHints(book: Handbook, uri: Uri, within: Span): Hint[] {
  const links = book.chapter(uri)?.facts.links ?? [];
  return links.flatMap((link) => {
    if (!overlaps(link.span, within)) return [];
    const id = crosslinkTarget(link.destination);
    const text = id === undefined ? undefined : smartText(link.text, nameOfId(book, id));
    return text === undefined ? [] : [{ offset: link.textSpan.end, text }];
  });
}
