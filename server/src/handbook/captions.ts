import type { Span } from '../base/span.ts';
import type { ChapterText } from '../markdown/chapter.ts';
import type { ResourceUse } from '../markdown/facts.ts';

export interface Caption {
  /** Trimmed, white space collapsed. */
  readonly text: string;
  readonly span: Span;
}

/**
 * What is printed under a figure: its title, or else the text in its brackets (Markua, "Resource titles make
 * figures"). Undefined for resources inside a sentence, and in plain Markdown, which has no captions.
 */
export function captionOf(chapter: ChapterText, use: ResourceUse): Caption | undefined {
  if (!use.alone || use.origin !== 'image' || chapter.dialect === 'markdown') return undefined;
  for (const index of use.attributes) {
    for (const { key, value, valueSpan } of chapter.facts.attributeLists[index]?.attributes ?? []) {
      if ((key === 'title' || key === 'caption') && value && valueSpan) return caption(value, valueSpan);
    }
  }
  return use.title && use.titleSpan ? caption(use.title, use.titleSpan) : caption(use.alt, use.altSpan);
}

function caption(raw: string, span: Span): Caption | undefined {
  const text = raw.trim().replace(/\s+/g, ' ');
  return text === '' ? undefined : { text, span };
}
