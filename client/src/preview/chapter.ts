import type MarkdownIt from 'markdown-it';
import type { PreviewFacts } from '../../../server/src/lsp/protocol.ts';

/** A box's name for readers who cannot see its icon; `kind` is `aside`, `warning`, `tip` … */
export type BoxNames = (kind: string) => string;

/** markdown-it hands one environment through all its rules; what is known of the chapter is kept in it meanwhile. */
export function chapterIn(env: unknown): PreviewFacts | undefined {
  return (env as { handbookChapter?: PreviewFacts } | undefined)?.handbookChapter;
}

/** Notes, before any other rule runs, which chapter the text is of. */
export function noteChapter(md: MarkdownIt, chapterOf: (text: string) => PreviewFacts | undefined): void {
  md.core.ruler.before('normalize', 'handbook_chapter', (state) => {
    if (!state.inlineMode) state.env.handbookChapter = chapterOf(state.src);
  });
}
