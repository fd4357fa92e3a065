import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillerDeclarations,
  fillerDeclarationsCjk,
  fillerNames,
  fillerSentences,
} from '../../../server/src/rules/data/fillerFamilies.ts';
import { bracketedPhrases, internalPhrases } from '../../../server/src/rules/data/internalNotes.ts';
import { markerLanguages, phraseRows } from '../../../server/src/rules/data/markerPhrases.ts';
import { findFiller } from '../../../server/src/rules/placeholders/findFiller.ts';
import { findInternalNotes } from '../../../server/src/rules/placeholders/findInternalNotes.ts';
import { findMarkers } from '../../../server/src/rules/placeholders/findMarkers.ts';
import { MarkerText } from '../../../server/src/rules/placeholders/markerText.ts';
import {
  mayHoldFiller,
  mayHoldInternalNote,
  mayHoldMark,
  signsOf,
} from '../../../server/src/rules/placeholders/signs.ts';

const languages = new Set(markerLanguages);
const places = ['paragraph', 'heading', 'cell', 'alt'] as const;

/** Fails where one of the rules about placeholder text finds something that the first glance rules out. */
function expectNoMiss(text: string): void {
  const signs = signsOf(text, [{ start: 0, end: text.length, before: '' }]);
  for (const place of places) {
    const thorough = findMarkers(new MarkerText(text, place, languages), [], false);
    expect(findMarkers(new MarkerText(text, place, languages, signs), [], false)).toEqual(thorough);
    if (!mayHoldMark(signs, text.length, place === 'alt')) expect(thorough).toEqual([]);
  }
  const notes = findInternalNotes(text);
  expect(findInternalNotes(text, {}, signs)).toEqual(notes);
  if (!mayHoldInternalNote(signs)) expect(notes).toEqual([]);
  if (mayHoldFiller(signs)) return;
  for (const place of ['paragraph', 'heading', 'short'] as const) expect(findFiller(text, place)).toEqual([]);
}

const marks = phraseRows.flatMap(({ phrases }) => phrases.split(';').map((phrase) => phrase.trim()));
const statements = [
  'This chapter is a work in progress.',
  'Dieses Kapitel ist noch nicht fertig.',
  'Cette section est à rédiger.',
  'Este capítulo está pendiente.',
  'Este capítulo ainda não foi escrito.',
  'Questo capitolo è ancora da scrivere.',
  '本章待补充',
  'この章は執筆中',
];
const others = [
  'TODO: ask',
  'TBD',
  'TO DO: x',
  'at ???',
  'in XXXX and 20XX',
  'YYYYY',
  'Insert image here',
  'bild einfügen',
  'figure goes here',
  'we will update this page soon',
  'product group will update it asap',
  'it will be fixed later by us',
  'we still have to ask them',
  'I will confirm with them',
  'wird demnächst überarbeitet',
  'sera bientôt mise à jour',
  'will update it soon',
  '2This section is unfinished.',
  'DO NOT PUBLISH',
  'anna.berg@skyline.net',
  'Marzipan fruitcake oat cake tootsie roll dragée cake apple',
  'Lorem ipsum dolor sit amet',
  'telling wordless prose about zones',
  'É à côté',
  'Привет',
];
const phrases = [
  ...marks,
  ...statements,
  ...others,
  ...internalPhrases,
  ...bracketedPhrases,
  ...fillerDeclarations,
  ...fillerDeclarationsCjk,
  ...fillerNames,
  ...fillerSentences,
];

describe('the signs of placeholder text', () => {
  it('miss no phrase, alone, in brackets or in capitals', () => {
    for (const phrase of phrases) {
      for (const text of [
        phrase,
        `[${phrase}]`,
        `(${phrase})`,
        `**${phrase}**`,
        `${phrase}: see`,
        phrase.toUpperCase(),
      ])
        expectNoMiss(text);
    }
  });

  it('miss nothing in texts made of phrases and what stands between them', () => {
    const piece = fc.oneof(
      fc.constantFrom(...phrases),
      fc.constantFrom(' ', '. ', ' (', ') ', '[', ']', '“', '”', ': ', '*', '\n', '\uFFFC', 'the zone ', '（', '）'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => expectNoMiss(pieces.join(''))),
      { numRuns: 2000 },
    );
  });

  it('rule most prose out', () => {
    const text = 'Each account has two regions. The gateway of a zone is open, and nobody can reach it without a key.';
    const signs = signsOf(text, [{ start: 0, end: text.length, before: '' }]);
    expect([mayHoldMark(signs, text.length, false), mayHoldInternalNote(signs), mayHoldFiller(signs)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('are those of words that pieces make together', () => {
    const source = '**L**orem and 中';
    const pieces = [
      { start: 2, end: 3, before: '' },
      { start: 5, end: 9, before: '' },
    ] as const;
    expect(mayHoldFiller(signsOf(source, pieces))).toBe(true);
    expect(mayHoldFiller(signsOf(source, [pieces[0], { ...pieces[1], before: '\uFFFC' }]))).toBe(false);
    expect(mayHoldMark(signsOf(source, [{ start: 14, end: 15, before: '' }]), 1, false)).toBe(true);
  });
});
