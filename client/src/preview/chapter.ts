import type MarkdownIt from 'markdown-it';
import type { PreviewFacts } from '../../../server/src/lsp/protocol.ts';

/** A box's name for readers who cannot see its icon; `kind` is `aside`, `warning`, `tip` … */
export type BoxNames = (kind: string) => string;

/** What a chapter is drawn from beside its text. */
export interface ChapterFacts extends PreviewFacts {
  /** The text of the files of code that the chapter shows, by their path from the chapter's folder, where it is known. */
  readonly code?: Readonly<Record<string, string>>;
}

/** markdown-it hands one environment through all its rules; what is known of the chapter is kept in it meanwhile. */
export function chapterIn(env: unknown): ChapterFacts | undefined {
  return (env as { handbookChapter?: ChapterFacts } | undefined)?.handbookChapter;
}

/** Notes, before any other rule runs, which chapter the text is of. */
export function noteChapter(md: MarkdownIt, chapterOf: (text: string) => ChapterFacts | undefined): void {
  md.core.ruler.before('normalize', 'handbook_chapter', (state) => {
    if (!state.inlineMode) state.env.handbookChapter = chapterOf(state.src);
  });
}
