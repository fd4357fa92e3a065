import type { Chapter } from '../../markdown/chapter.ts';

/** The title of the section a stretch of prose stands in, or undefined above the first heading. */
export function sectionTitle(chapter: Chapter, section: number): string | undefined {
  return chapter.facts.headings[section]?.title || undefined;
}

/**
 * What an author may start a section from: notes on what to write. They are marked TODO, so that
 * `placeholder-marker` keeps them in sight until they are written.
 */
export function sectionSkeleton(title: string, lineBreak: string): string {
  return [
    `TODO: ${title}: what it is, and who needs it.`,
    'TODO: How it is done, step by step.',
    'TODO: What to watch out for, and where to read on.',
  ].join(lineBreak + lineBreak);
}
