/**
 * The keys that mean something in an attribute list (Markua 0.31, the sections on attributes of headings, resources,
 * lists, blurbs, quizzes; LFM's manual). Others are "extension attributes", which Leanpub drops without a word.
 */
export const attributeKeys: ReadonlySet<string> = new Set([
  // Any block or span.
  'id',
  'class',
  'lang',
  'i',
  // Headings; `community` and `book` are Leanpub's own.
  'title',
  'sample',
  'full',
  'book',
  'cascade',
  'video',
  'youtube',
  'community',
  // Pictures and other resources; `caption` is Markua 0.10's and LFM's word for `title`.
  'alt',
  'caption',
  'format',
  'type',
  'numbered',
  'align',
  'float',
  'width',
  'height',
  'fullbleed',
  'poster',
  'poster-format',
  'transcript',
  'embed',
  // Code.
  'line-numbers',
  'number-from',
  'crop-start',
  'crop-end',
  'monospaced',
  // Code in LFM.
  'linenos',
  'starting-line-number',
  'crop-start-line',
  'crop-end-line',
  // Tables.
  'columns',
  'rows',
  'column-spacing',
  'column-widths',
  'header',
  'footer',
  // Lists.
  'reversed',
  'delimiter',
  'start',
  // Boxes.
  'icon',
  // Quizzes and exercises.
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
]);

/** Keys above a heading that decide what of the book there is, and what is a part: none comes alive unasked. */
export const structuralKeys: ReadonlySet<string> = new Set(['full', 'book', 'sample', 'cascade', 'class']);
