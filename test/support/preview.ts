import MarkdownIt from 'markdown-it';
import type { ChapterFacts } from '../../client/src/preview/chapter.ts';
import { extendWithMarkua } from '../../client/src/preview/plugin.ts';
import { surroundings } from '../../server/src/features/preview.ts';
import { at, type Files, openBook } from './book.ts';

/** The HTML of `one.md` of a book as a preview shows it, the book around it known. */
export async function previewOf(text: string, files: Files = {}, code: Record<string, string> = {}): Promise<string> {
  const { workspace } = await openBook({
    'Book.txt': 'one.md\ntwo.md\n',
    'two.md': '# Two\n',
    ...files,
    'one.md': text,
  });
  const { book } = await workspace.snapshot();
  const around = surroundings(book, at('one.md'));
  const facts: ChapterFacts | undefined = around && {
    dialect: around.dialect,
    targets: Object.fromEntries(around.targets),
    resources: Object.fromEntries(around.resources),
    code,
  };
  return vscodeMarkdown(() => facts).render(text);
}

/** markdown-it with what VS Code's Markdown extension does to it after its plugins: ids of headings from their text. */
export function vscodeMarkdown(chapterOf: (text: string) => ChapterFacts | undefined): MarkdownIt {
  const md = extendWithMarkua(new MarkdownIt({ html: true, linkify: true }), chapterOf, (kind) => `Box: ${kind}`);
  const heading = md.renderer.rules.heading_open!;
  md.renderer.rules.heading_open = (tokens, index, options, env, self) => {
    tokens[index]!.attrSet('id', `slug-${index}`);
    return heading(tokens, index, options, env, self);
  };
  return md;
}
