import blockNames from 'markdown-it/lib/common/html_blocks.mjs';
import { tagEnd } from '../inline/tagEnd.ts';
import { type BlockRule, firstCode, lineText } from './lines.ts';

/**
 * Wraps markdown-it's rule for HTML blocks. Its pattern for a lone tag takes a no-break space both for a blank between
 * attributes and for a character of a value, and tries all combinations: forty of them in one line never end. HTML
 * knows five blanks (CommonMark 0.31.2, "HTML blocks", condition 7), and with those there is one reading only.
 */
export function withoutRunaway(rule: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    if (firstCode(state, startLine) !== 0x3c) return false;
    const line = lineText(state, startLine);
    if (OTHER_BLANK.test(line) && !OTHER_CONDITIONS.test(line) && !isLoneTag(line)) return false;
    return rule(state, startLine, endLine, silent);
  };
}

function isLoneTag(line: string): boolean {
  const end = tagEnd(line, 0);
  return end >= 0 && line.slice(end).trim() === '';
}

/** White space to JavaScript's patterns, not to HTML. */
const OTHER_BLANK = /[^\S\t\n\f\r ]/;
/** What begins an HTML block by conditions 1 to 6, which markdown-it asks for first and in linear time. */
const OTHER_CONDITIONS = new RegExp(
  `^<(?:[!?]|/?(?:script|pre|style|textarea|${blockNames.join('|')})(?=[\\s/>]|$))`,
  'i',
);
