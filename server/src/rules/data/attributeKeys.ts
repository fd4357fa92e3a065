import { attributeKeys as described } from '../../markdown/attributeKeys.ts';

/** Keys that mean something too, though nobody is offered them: older words, LFM's own, and those of quizzes. */
const furtherKeys = [
  'caption',
  'poster-format',
  'linenos',
  'starting-line-number',
  'crop-start-line',
  'crop-end-line',
  'column-spacing',
  'start',
  'attempts',
  'case-sensitive',
  'characters',
  'choose-answers',
  'default-points',
  'points',
  'random-choice-order',
  'random-question-order',
  'version',
  'words',
];

/**
 * The keys that mean something in an attribute list (Markua 0.31, the sections on attributes of headings, resources,
 * lists, blurbs, quizzes; LFM's manual). Others are "extension attributes", which Leanpub drops without a word.
 */
export const attributeKeys: ReadonlySet<string> = new Set([...described.map(({ key }) => key), ...furtherKeys]);

/** Keys above a heading that decide what of the book there is, and what is a part: none comes alive unasked. */
export const structuralKeys: ReadonlySet<string> = new Set(['full', 'book', 'sample', 'cascade', 'class']);
