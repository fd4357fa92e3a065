import type MarkdownIt from 'markdown-it';
import type { Dialect } from '../../../server/src/markdown/facts.ts';
import { markuaBlocks } from '../../../server/src/markdown/markuaPlugin.ts';
import { arrangeBlocks, cutTails } from './blocks.ts';
import { type BoxNames, type ChapterFacts, chapterIn, noteChapter } from './chapter.ts';
import { arrangeInline } from './inline.ts';
import { markuaInline } from './inlineRules.ts';
import { renderMarkua } from './render.ts';

/**
 * Teaches VS Code's Markdown preview Markua, for the chapters of a book only: other files are read and shown as if we
 * were not there. `chapterOf` gets a whole text, for VS Code parses without saying which document it is of; it
 * answers undefined for what is no chapter.
 */
export function extendWithMarkua(
  md: MarkdownIt,
  chapterOf: (text: string) => ChapterFacts | undefined,
  boxNames: BoxNames,
): MarkdownIt {
  noteChapter(md, chapterOf);
  const readers = new Map<Dialect, MarkdownIt>();
  const readerOf = (env: unknown): MarkdownIt | undefined => {
    const dialect = chapterIn(env)?.dialect;
    if (!dialect) return undefined;
    const reader = readers.get(dialect) ?? readerFor(md, dialect);
    readers.set(dialect, reader);
    return reader;
  };
  const parseBlocks = md.block.parse.bind(md.block);
  md.block.parse = (text, owner, env, tokens) => {
    const reader = readerOf(env);
    if (reader) reader.block.parse(text, reader, env, tokens);
    else parseBlocks(text, owner, env, tokens);
  };
  const parseInline = md.inline.parse.bind(md.inline);
  md.inline.parse = (text, owner, env, tokens) => {
    const reader = readerOf(env);
    if (reader) reader.inline.parse(text, reader, env, tokens);
    else parseInline(text, owner, env, tokens);
  };
  md.core.ruler.before('inline', 'handbook_tails', cutTails);
  md.core.ruler.push('handbook_inline', arrangeInline);
  md.core.ruler.push('handbook_blocks', (state) => arrangeBlocks(state, boxNames));
  renderMarkua(md);
  return md;
}

/** The same markdown-it with block and inline rules of its own, so that a dialect's rules touch no other text. */
function readerFor(md: MarkdownIt, dialect: Dialect): MarkdownIt {
  const Block = md.block.constructor as new () => MarkdownIt['block'];
  const Inline = md.inline.constructor as new () => MarkdownIt['inline'];
  const reader: MarkdownIt = Object.create(md, { block: { value: new Block() }, inline: { value: new Inline() } });
  markuaBlocks(reader, dialect);
  markuaInline(reader, dialect);
  return reader;
}
