import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkerLanguage, markerLanguages } from '../../../server/src/rules/data/markerPhrases.ts';
import { findMarkers } from '../../../server/src/rules/placeholders/findMarkers.ts';
import { type MarkerPlace, MarkerText } from '../../../server/src/rules/placeholders/markerText.ts';

interface Options {
  readonly place?: MarkerPlace;
  readonly languages?: readonly MarkerLanguage[];
  readonly custom?: readonly string[];
  readonly isTemplate?: boolean;
}

/** What is found, as `case: text`. */
function markers(
  text: string,
  { place = 'paragraph', languages = markerLanguages, custom = [], isTemplate = false }: Options = {},
): string[] {
  return findMarkers(new MarkerText(text, place, new Set(languages)), custom, isTemplate).map(
    (match) => `${match.case}: ${text.slice(match.start, match.end)}`,
  );
}

function all(rows: Record<string, string[]>, options?: Options): void {
  for (const [text, expected] of Object.entries(rows)) it(text, () => expect(markers(text, options)).toEqual(expected));
}

describe('notes to oneself', () => {
  all({
    TODO: ['note: TODO'],
    'TODO linode': ['note: TODO'],
    '⍝TODO⍝': ['note: TODO'],
    '→ TODO: a picture': ['note: TODO'],
    '⚠ FIXME the table': ['note: FIXME'],
    'TODO 补充例子': ['note: TODO'],
    'more work - TODO an example': ['note: TODO'],
    'TODO: example': ['note: TODO'],
    '***TODO: describe the region***': ['note: TODO'],
    'TODO: I need something better here': ['note: TODO'],
    'Regions are groups of zones. TODO explain zones': ['note: TODO'],
    'Regions are groups of zones (TODO: explain zones).': ['note: TODO'],
    'Regions [TODO] are groups.': ['note: TODO'],
    'The limits TODO: look them up': ['note: TODO'],
    'TODO(anna): describe the region': ['note: TODO'],
    'A line that ends.\nTODO the rest': ['note: TODO'],
    '_(todo: add an example)_': ['note: todo'],
    'todo: add references': ['note: todo'],
    '(Todo: add links to projects)': ['note: Todo'],
    'FIXME: Hier fehlt noch was': ['note: FIXME'],
    'FIXME this is wrong': ['note: FIXME'],
    '[TBD]': ['note: TBD'],
    TBD: ['note: TBD'],
    'TBD.': ['note: TBD'],
    'The price is TBD.': ['note: TBD'],
    'Price: TBD': ['note: TBD'],
  });
  it('in a cell and a title', () => {
    expect(markers('TBD', { place: 'cell' })).toEqual(['note: TBD']);
    expect(markers('TODO', { place: 'heading' })).toEqual(['note: TODO']);
  });
});

describe('no notes to oneself', () => {
  all({
    'a todo momento': [],
    'Todo esse material está no livro': [],
    'todo o código': [],
    'Sobre todo: la región y los datos de la zona': [],
    'Todo: lo que debes saber de la nube y los datos': [],
    'TODO list... again!': [],
    'TODO lists are good': [],
    'TODO-Liste': [],
    'our TODO app': [],
    'We see the file TODO:': [],
    'TODO と index.html をステージします。': [],
    'TODO 列表是什么': [],
    'what we need - TODO lists': [],
    'the same TODO server': [],
    'a TODO item': [],
    'He wrote "TODO: eat lunch!" on it.': [],
    '“TODO: eat lunch!”': [],
    'The comment TODO: says what is missing': [],
    'Comments such as TODO, FIXME and XXX are found by editors.': [],
    'TODO/FIXME comments': [],
    'TODO.txt holds them': [],
    'TODO() throws in Kotlin': [],
    "The TODO's text": [],
    'Learn the word TODO in this chapter': [],
    'TODO is a comment tag': [],
    'trunk-based development (TBD)': [],
    'TBD (to be determined)': [],
    'TBD means trunk-based development.': [],
    'the TBD markers of a plan': [],
    'todo: buy milk, doing: clean, done: sleep': [],
    METODO: [],
    'class Todo': [],
  });
});

describe('missing facts', () => {
  all({
    'In XXXX the first .com domain was registered to XXXXXX': ['fact: XXXX', 'fact: XXXXXX'],
    'It was first used by Alice and ***XXXXXX***.': ['fact: XXXXXX'],
    'It was built in 199X.': ['fact: 199X'],
    'It was bought by YYYYY.': ['fact: YYYYY'],
    'XXX..': ['fact: XXX'],
    'It costs €XXXX a month.': ['fact: XXXX'],
    'Please contact us at ???': ['fact: ???'],
    'The limit is set by ???.': ['fact: ???'],
    'The limit (???) is low.': ['fact: ???'],
    '???': ['fact: ???'],
    'Port: ???': ['fact: ???'],
  });
});

describe('no missing facts', () => {
  all({
    'XXXX is the port number': [],
    'where XXXX is the port': [],
    'replace the XXXXXX with your id': [],
    'Change the last part to XXXX and restart.': [],
    'BE EF 00 XX': [],
    'run time of XXX application': [],
    'Bug XXXXXX': [],
    'the card XXXX XXXX XXXX 1234': [],
    'CVE-2020-XXXX': [],
    '0xXXXX': [],
    'in XXXX-XXXX': [],
    'YYYY-MM-DD': [],
    'Super Bowl XXX': [],
    'Louis XXX': [],
    'in chapter XXXIV': [],
    'in the year 20XX': [],
    'size XXXL': [],
    'Really???': [],
    'What is that ???': [],
    'Pourquoi ???': [],
    'He said "???".': [],
    'SELECT a ?? b': [],
    'But what is loaded? (Hence the ???)': [],
    'Hello [XXX], thank you for your letter.': [],
  });
});

describe('stand-ins', () => {
  all({
    '[Insert image here]': ['stand-in: [Insert image here]'],
    '[INSERT IMAGE HERE]': ['stand-in: [INSERT IMAGE HERE]'],
    '[[Insert image here]]': ['stand-in: [[Insert image here]]'],
    'The plan is shown below. [insert figure 3]': ['stand-in: [insert figure 3]'],
    'It is run by [insert name of the team].': ['stand-in: [insert name of the team]'],
    '(P-value figure goes here)': ['stand-in: (P-value figure goes here)'],
    'Insert screenshot here': ['stand-in: Insert screenshot here'],
    '[add link to the console]': ['stand-in: [add link to the console]'],
    '[Bild hier einfügen]': ['stand-in: [Bild hier einfügen]'],
    '[insérer le schéma du réseau]': ['stand-in: [insérer le schéma du réseau]'],
    '[insertar imagen aquí]': ['stand-in: [insertar imagen aquí]'],
    '[inserir a figura aqui]': ['stand-in: [inserir a figura aqui]'],
    '[inserire immagine]': ['stand-in: [inserire immagine]'],
    '【此处插入图片】': ['stand-in: 【此处插入图片】'],
    '［ここに画像を挿入］': ['stand-in: ［ここに画像を挿入］'],
    '（リンク追加予定）': ['stand-in: （リンク追加予定）'],
    '(Add image of the two racks)': ['stand-in: (Add image of the two racks)'],
    '[add link]': ['stand-in: [add link]'],
    'It is so (add reference).': ['stand-in: (add reference)'],
  });
  it('in a picture’s text', () => {
    expect(markers('Insert image here', { place: 'alt' })).toEqual(['stand-in: Insert image here']);
    expect(markers('Inserting an image', { place: 'alt' })).toEqual([]);
  });
});

describe('no stand-ins', () => {
  all({
    'Dear [insert traditional bank name], my account [last 4 digits of the account number] is closed.': [],
    'Click [Insert Image] to go on.': [],
    'Press [Insert].': [],
    'the [insert mode] of vi': [],
    '[Insert a row](#rows) tells how.': [],
    'See [insert image here][ref].': [],
    'Add the following text here:': [],
    'Insert the key here.': [],
    '(your code goes here)': [],
    '点击【插入图片】按钮': [],
    '1. [  ] Confirm contents of Home Safe.': [],
    '<your RAM role name>': [],
    'He typed "[insert name here]".': [],
    'Aggiungi la colonna (Add reference column)': [],
    '（以下のテキストを追加してください）': [],
    '（スクリーンショットを追加しないよう注意）': [],
    '[INSERT NAME] と入力することができます。': [],
  });
  it('in a title that stands for many', () =>
    expect(markers('Do we collect [insert event]?', { place: 'heading' })).toEqual([]));
  it('in a template', () => expect(markers('Dear [insert name],', { isTemplate: true })).toEqual([]));
});

describe('text not written yet', () => {
  all({
    '[To be written]': ['unwritten: [To be written]'],
    'History [TO BE WRITTEN]': ['unwritten: [TO BE WRITTEN]'],
    '[to be continued]': ['unwritten: [to be continued]'],
    'History (to be expanded)': ['unwritten: (to be expanded)'],
    '[to be written: the history]': ['unwritten: [to be written: the history]'],
    'To be written.': ['unwritten: To be written.'],
    'Coming soon': ['unwritten: Coming soon'],
    'AUTHOR NOTE: Coming soon...': ['unwritten: AUTHOR NOTE: Coming soon...'],
    '*Coming soon…*': ['unwritten: *Coming soon…*'],
    'This chapter is coming soon.': ['unwritten: This chapter is coming soon'],
    'This chapter is a work in progress': ['unwritten: This chapter is a work in progress'],
    'This section is still to be written': ['unwritten: This section is still to be written'],
    'This section is to be written.': ['unwritten: This section is to be written'],
    'This section is not written yet, sorry.': ['unwritten: This section is not written yet'],
    'Under construction': ['unwritten: Under construction'],
    '(folgt noch)': ['unwritten: (folgt noch)'],
    'Hier fehlt noch was': ['unwritten: Hier fehlt noch was'],
    'Dieses Kapitel ist noch in Arbeit.': ['unwritten: Dieses Kapitel ist noch in Arbeit'],
    'Ce chapitre est en cours de rédaction.': ['unwritten: Ce chapitre est en cours de rédaction'],
    '(à compléter)': ['unwritten: (à compléter)'],
    'Esta sección está en construcción.': ['unwritten: Esta sección está en construcción'],
    '[por completar]': ['unwritten: [por completar]'],
    'Este capítulo ainda não está pronto.': ['unwritten: Este capítulo ainda não está pronto'],
    'Questo capitolo è ancora da scrivere.': ['unwritten: Questo capitolo è ancora da scrivere'],
    '（待补充）': ['unwritten: （待补充）'],
    '待补充：网络部分': ['unwritten: 待补充'],
    '这里介绍网络，待补充。': ['unwritten: 待补充'],
    '本章待完善。': ['unwritten: 本章待完善'],
    '（要追記）': ['unwritten: （要追記）'],
    'この章は執筆中です。': ['unwritten: この章は執筆中'],
  });
  it('in a title', () => {
    expect(markers('Book under construction', { place: 'heading' })).toEqual(['unwritten: Book under construction']);
    expect(markers('Networks [WIP]', { place: 'heading' })).toEqual(['unwritten: [WIP]']);
    expect(markers('Zones （待补充）', { place: 'heading' })).toEqual(['unwritten: （待补充）']);
  });
});

describe('no text not written yet', () => {
  all({
    'Support for it is coming soon.': [],
    'Riyadh (coming soon)': [],
    'The house is under construction.': [],
    'Work in Progress (WIP) limit': [],
    'A low WIP is good (WIP APR21).': [],
    'It needs to be done.': [],
    'Events are to be written to an append-only log.': [],
    'This page is to be written to the disk.': [],
    'This section is empty by default': [],
    'To be continued...': [],
    'The roles (to be defined) are listed.': [],
    'The text (placeholder) is grey.': [],
    'la corriente (continua)': [],
    'Hier fehlt noch die Prüfung, ob die Zone frei ist.': [],
    价格待定的产品: [],
    '将 TODO 待补充的内容写完': [],
    'Ce pont est en construction depuis 2010.': [],
    'key placeholders, placeholder value, ::placeholder, act as placeholders': [],
    'Ein Platzhalter steht für einen Wert.': [],
    'He said “This chapter is a work in progress”.': [],
    'The market still grows as this book is being written, so look again.': [],
    'Während dieses Kapitel noch in Arbeit ist, wächst der Markt.': [],
  });
  it('in a title or cell', () => {
    expect(markers('Work in Progress (WIP)', { place: 'heading' })).toEqual([]);
    expect(markers('Work in Progress', { place: 'heading' })).toEqual([]);
    expect(markers('Missing image', { place: 'heading' })).toEqual([]);
    expect(markers('Coming soon', { place: 'cell' })).toEqual([]);
    expect(markers('生态较新，待完善', { place: 'cell' })).toEqual([]);
    expect(markers('待完善', { place: 'cell' })).toEqual(['unwritten: 待完善']);
  });
});

describe('options', () => {
  it('leaves out languages that were not asked for', () => {
    expect(markers('（待补充）', { languages: ['en'] })).toEqual([]);
    expect(markers('(à compléter)', { languages: ['de'] })).toEqual([]);
    expect(markers('TODO', { languages: ['de'] })).toEqual(['note: TODO']);
  });
  it('finds the author’s own marks as whole words', () => {
    expect(markers('TK the date, see TKTK and @@ here', { custom: ['TK', 'TKTK', '@@'] })).toEqual([
      'custom: TK',
      'custom: TKTK',
      'custom: @@',
    ]);
    expect(markers('Tcl/Tk and ATK', { custom: ['TK'] })).toEqual([]);
    expect(markers('TK', {})).toEqual([]);
  });
});

describe('for any text', () => {
  const part = fc.constantFrom(
    'TODO',
    'todo:',
    'TBD',
    '[',
    ']',
    '(',
    ')',
    '（',
    '待补充',
    '）',
    '???',
    'XXXX',
    'in ',
    'insert image',
    ' here',
    '"',
    '*',
    '.',
    '\n',
    ' ',
    'This chapter is ',
    'coming soon',
    '\uFFFC',
    'die ',
  );
  it('gives spans in order, inside the text, none empty', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 30 }),
        fc.constantFrom<MarkerPlace>('paragraph', 'heading', 'cell', 'alt'),
        (parts, place) => {
          const text = parts.join('');
          let last = 0;
          for (const { start, end } of findMarkers(
            new MarkerText(text, place, new Set(markerLanguages)),
            ['die'],
            false,
          )) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            last = end;
          }
        },
      ),
    );
  });
});
