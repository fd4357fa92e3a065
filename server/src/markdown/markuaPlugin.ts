import type MarkdownIt from 'markdown-it';
import { angleLine, braceLine, mathBlock } from './blocks/braces.ts';
import { atxHeading } from './blocks/headings.ts';
import { arrowComment, percentComment, quizAnswer } from './blocks/leaves.ts';
import type { BlockRule } from './blocks/lines.ts';
import { definitionList, noteDefinition } from './blocks/notes.ts';
import { prefixContainer } from './blocks/prefixes.ts';
import { documentSettings } from './blocks/settings.ts';
import type { Dialect } from './facts.ts';

/** What may end a paragraph, a link reference, a quote or a list without a blank line. */
const endsAll = ['paragraph', 'reference', 'blockquote', 'list'];

/**
 * Teaches a markdown-it the blocks of a dialect. Tokens of its own: `markua_open` / `markua_close` (`{aside}` …,
 * flat), `markua_prefix_open` / `_close` (`A>`), `markua_attributes`, `markua_settings`, `markua_comment`,
 * `markua_answer`, `markua_math`, `markua_note_open` / `_close`, `markua_definitions_open` / `_close`.
 */
export function markuaBlocks(md: MarkdownIt, dialect: Dialect): void {
  const ruler = md.block.ruler;
  const first = (name: string, rule: BlockRule, alt: string[] = []): void => ruler.before('table', name, rule, { alt });
  first('markua_settings', documentSettings(dialect));
  if (dialect === 'lfm') first('markua_math', mathBlock, endsAll);
  first('markua_braces', braceLine(dialect), endsAll);
  first('markua_angle', angleLine, endsAll);
  if (dialect === 'lfm') {
    first('markua_comment', percentComment, endsAll);
    first('markua_arrow_comment', arrowComment, endsAll);
  }
  if (dialect !== 'markdown') {
    first('markua_answer', quizAnswer, endsAll);
    first('markua_prefix', prefixContainer, endsAll);
  }
  ruler.before('reference', 'markua_note', noteDefinition, { alt: endsAll });
  ruler.at('heading', atxHeading(dialect), { alt: ['paragraph', 'reference', 'blockquote'] });
  if (dialect === 'lfm') ruler.before('list', 'markua_part', atxHeading(dialect), { alt: endsAll });
  if (dialect !== 'markdown') ruler.before('lheading', 'markua_definitions', definitionList);
}
