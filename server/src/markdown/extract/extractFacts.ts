import type Token from 'markdown-it/lib/token.mjs';
import type { Dialect, Facts, ReferenceDefinition } from '../facts.ts';
import type { BlockTokens } from '../markdownIt.ts';
import type { SourceText } from '../source.ts';
import { Waiting } from './attributes.ts';
import { closeBraces, enter, enterNote, enterPrefix, enterTable, leave, leaveNote, openBraces } from './containers.ts';
import { Draft } from './draft.ts';
import { readHeading } from './headings.ts';
import type { Labels } from './labels.ts';
import { readFence, readHtmlBlock, readLeaf, readPercentComment, readText } from './leaves.ts';
import { readLists } from './listLines.ts';
import type { Reading } from './reading.ts';
import { addSettings } from './settings.ts';

/** Gathers a chapter's facts from its block tokens; `references` are its own, `labels` what it may use. */
export function extractFacts(
  source: SourceText,
  dialect: Dialect,
  blocks: BlockTokens,
  references: readonly ReferenceDefinition[],
  labels: Labels,
): Facts {
  const draft = new Draft(source, dialect, blocks, references, labels);
  const reading: Reading = { draft, waiting: new Waiting(draft), notes: [] };
  const { tokens } = blocks;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    // Most are: no table has to be looked up for them.
    if (token.type === 'inline') readText(reading, token);
    else if (token.type === 'heading_open') readHeading(reading, token, tokens[++i]!);
    else readers[token.type]?.(reading, token);
  }
  reading.waiting.flush();
  draft.finish();
  return draft.facts();
}

/** By token type; the types without a reader (rows, cells, ends of headings) say nothing that others do not. */
const readers: Readonly<Record<string, (reading: Reading, token: Token) => void>> = {
  bullet_list_open: (reading, token) => enter(reading, token, 'list', 'bulleted'),
  ordered_list_open: (reading, token) => enter(reading, token, 'list', 'numbered', String(token.attrGet('start') ?? 1)),
  list_item_open: (reading, token) => enter(reading, token, 'item'),
  blockquote_open: (reading, token) => enter(reading, token, 'quote', 'prefix'),
  markua_prefix_open: enterPrefix,
  markua_definitions_open: (reading, token) => enter(reading, token, 'definition-list'),
  markua_note_open: enterNote,
  table_open: enterTable,
  bullet_list_close: leave,
  ordered_list_close: leave,
  list_item_close: leave,
  blockquote_close: leave,
  markua_prefix_close: leave,
  markua_definitions_close: leave,
  table_close: leave,
  markua_note_close: leaveNote,
  markua_open: openBraces,
  markua_close: closeBraces,
  markua_attributes: readLists,
  fence: readFence,
  code_block: (reading, token) => readLeaf(reading, token, 'code', 'indented'),
  hr: (reading, token) => readLeaf(reading, token, 'rule'),
  markua_math: (reading, token) => readLeaf(reading, token, 'math'),
  html_block: readHtmlBlock,
  markua_comment: readPercentComment,
  markua_settings: (reading, token) => {
    readLeaf(reading, token, 'settings');
    addSettings(reading.draft, token);
  },
};
