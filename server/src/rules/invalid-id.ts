import type { Handbook, Site } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { IdDefinition } from '../markdown/facts.ts';
import { choosing } from '../markdown/parts/chosenFacts.ts';
import { someOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule, type Report } from './rule.ts';
import { definitionsFor, renameId } from './support/crosslinks.ts';
import { isFree } from './support/headingId.ts';
import { idFault, nearestValidId } from './support/idGrammar.ts';

type Case = 'first-character' | 'characters' | 'hash' | 'not-in-markua';

export default chapterRule<Case>({
  meta: {
    name: 'invalid-id',
    summary: 'An id with characters that ids cannot have',
    about: ['ids'],
    touchedBy: { facts: [someOf('ids', isSuspect)] },
    group: 'anchors',
    severity: 'error',
    fix: 'unsafe',
    cases: {
      'first-character': {
        message: 'The id "{id}" begins with "{character}", but an id must begin with a letter from A to Z.',
        help: 'Leanpub ignores such an id, or the e-book fails its check, and no crosslink can lead here. Write "{suggestion}" instead.',
      },
      characters: {
        message: 'The id "{id}" holds {character}, which an id cannot have.',
        help: 'Only letters from A to Z, digits, "-" and "_" can stand in an id. Leanpub ignores others, and no crosslink can lead here. Write "{suggestion}" instead.',
      },
      hash: {
        message: 'The id "{id}" is written with "#" after "id:".',
        severity: 'hint',
        help: 'Write {id: {id}} or {#{id}}; the two together are not an id by Markua’s own rules.',
      },
      'not-in-markua': {
        message: 'The id "{id}" holds {character}, which works in Leanpub’s older Markdown but not in Markua.',
        severity: 'info',
        help: 'If you ever turn the book into Markua, crosslinks to this id will be lost. Write "{suggestion}" instead.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const { fact: definition, index } of suspects(chapter)) {
      if (book.excluded(chapter.uri, definition.span.start)) continue;
      yield* checkId(chapter, book, definition, { uri: chapter.uri, index });
    }
  },
});

/** The ids that something can be wrong with. */
const suspects = choosing('ids', isSuspect);

function isSuspect({ id, span }: IdDefinition, { dialect, text }: Pick<Chapter, 'dialect' | 'text'>): boolean {
  return idFault(id, dialect) !== undefined || text[span.start - 1] === '#';
}

function* checkId(
  chapter: Chapter,
  book: Handbook,
  { id, span, list, lost, origin }: IdDefinition,
  own: Site,
): Generator<Report<Case>> {
  // What the book drops wholly need not be well-formed.
  if (lost && origin === 'html') return;
  const fault = idFault(id, chapter.dialect);
  if (fault) {
    const suggestion = replacement(book, id);
    const data = { id, character: culprit(id, fault), suggestion: suggestion || 'a name of letters' };
    const definitions = lost ? [own] : definitionsFor(book, chapter.uri, id);
    yield { case: fault, span, data, fixes: renaming(book, id, definitions, suggestion) };
  }
  const attribute = chapter.facts.attributeLists[list]?.attributes.find(({ key }) => key === 'id');
  if (chapter.dialect === 'markua' && attribute?.form === 'pair' && chapter.text[span.start - 1] === '#') {
    const hash = { start: span.start - 1, end: span.start };
    const fix: Fix = {
      title: 'Remove the "#"',
      safety: 'unsafe',
      edits: [{ uri: chapter.uri, span: hash, text: '' }],
    };
    yield { case: 'hash', span: { start: hash.start, end: span.end }, data: { id }, fixes: [fix] };
  }
}

/** In words where the character could not be seen. */
function culprit(id: string, fault: Case): string {
  if (fault === 'first-character') return id[0] ?? '';
  const character = /[^A-Za-z0-9_-]/u.exec(id)?.[0] ?? '';
  return character.trim() === '' ? 'a space' : `"${character}"`;
}

function renaming(book: Handbook, id: string, definitions: readonly Site[], newId: string): Fix[] {
  if (newId === '') return [];
  const edits = renameId(book, id, definitions, newId);
  if (edits.length === 0) return [];
  return [{ title: `Rename the id to "${newId}", with its crosslinks`, safety: 'unsafe', edits }];
}

/** The nearest valid id that is new to the book, and that no other invalid id is turned into. */
function replacement(book: Handbook, id: string): string {
  const { separator } = book.idStyle();
  const wanted = nearestValidId(id, separator);
  if (wanted === '') return '';
  const rivals = book
    .idsLike(id)
    .filter((other) => other < id && other !== wanted && nearestValidId(other, separator) === wanted);
  for (let number = rivals.length + 1; ; number++) {
    const candidate = number === 1 ? wanted : `${wanted}${separator}${number}`;
    if (isFree(book, candidate)) return candidate;
  }
}
