import type { Span } from '../../base/span.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Block } from '../../markdown/facts.ts';

/** A paragraph that stands in no box, list or quote, line by line. */
export interface Paragraph {
  readonly block: Block;
  /** Each line without the blanks around it. */
  readonly lines: readonly ParagraphLine[];
}

export interface ParagraphLine {
  readonly text: string;
  readonly span: Span;
}

/** What stands next to each other at the top of the chapter; anything but a paragraph is undefined. */
export function topBlocks({
  facts,
  text,
  lines,
}: Pick<Chapter, 'facts' | 'text' | 'lines'>): (Paragraph | undefined)[] {
  return facts.blocks
    .filter(({ depth, kind }) => depth === 0 && kind !== 'comment')
    .map((block) => (block.kind === 'paragraph' ? readParagraph(block) : undefined));

  function readParagraph(block: Block): Paragraph {
    const found: ParagraphLine[] = [];
    for (let line = lines.lineAt(block.span.start); line <= lines.lineAt(block.span.end); line++) {
      const start = Math.max(lines.start(line), block.span.start);
      const raw = text.slice(start, Math.min(lines.end(line), block.span.end));
      const at = start + raw.length - raw.trimStart().length;
      const content = raw.trim();
      found.push({ text: content, span: { start: at, end: at + content.length } });
    }
    return { block, lines: found };
  }
}
