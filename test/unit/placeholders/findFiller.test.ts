import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FillerPlace, findFiller } from '../../../server/src/rules/placeholders/findFiller.ts';

/** The filler found, as text; `likely` filler in brackets. */
function filler(text: string, place: FillerPlace = 'paragraph'): string[] {
  return findFiller(text, place).map(({ start, end, certainty }) => {
    const found = text.slice(start, end);
    return certainty === 'likely' ? `[${found}]` : found;
  });
}

describe('finds a whole paragraph of', () => {
  const paragraphs = {
    classic:
      'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.',
    'the classic second sentence':
      'Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat.',
    'the classic last sentence':
      'Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.',
    German:
      'Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod tempor invidunt ut labore.',
    'German without its beginning':
      'At vero eos et accusam et justo duo dolores et ea rebum. Stet clita kasd gubergren, no sea takimata sanctus est.',
    'older desktop publishing':
      'Consectetuer adipiscing elit, sed diam nonummy nibh euismod tincidunt ut laoreet dolore magna. Ut wisi enim ad minim veniam.',
    'dropped words': 'Lorem dolor amet consectetur elit.',
    'swapped words': 'Lorem ipsum sit dolor, amet elit.',
    truncated: 'Lorem ipsum...',
    'truncated with one character': 'Lorem ipsum dolor sit amet…',
    'two words': 'Lorem ipsum',
    'a family’s name alone': 'Forcem ipsum',
    'two words the wrong way round': 'Dolor ipsum.',
    'capital letters': 'LOREM IPSUM DOLOR SIT AMET',
    'one quotation from end to end': '“Lorem ipsum dolor sit amet, consectetur adipiscing elit.”',
    'strong letters': '**Lorem ipsum dolor** sit amet',
    bacon: 'Bacon ipsum dolor amet short ribs brisket venison rump drumstick pig sausage prosciutto chicken.',
    hipster: 'Hipster ipsum dolor sit amet vegan artisan letterpress swag, kale chips four loko.',
    cupcake: 'Marzipan fruitcake oat cake chupa chups gummi bears. Jujubes tart icing sweet roll.',
    'the word mountains':
      'Far far away, behind the word mountains, far from the countries Vokalia and Consonantia, there live the blind texts.',
    'the word mountains in German':
      'Weit hinten, hinter den Wortbergen, fern der Länder Vokalien und Konsonantien leben die Blindtexte.',
    'the European fable': 'Li Europan lingues es membres del sam familie. Lor separat existentie es un myth.',
    'Cicero as filler':
      'Sed ut perspiciatis unde omnis iste natus error sit voluptatem accusantium doloremque laudantium, totam rem aperiam.',
    'Cicero in English':
      'But I must explain to you how all this mistaken idea of denouncing pleasure and praising pain was born.',
    Blindtext: 'Dies ist ein Blindtext. An ihm lässt sich vieles ablesen.',
    Platzhaltertext: 'Platzhaltertext',
    French: 'Ceci est un faux-texte pour la mise en page.',
    Spanish: 'Este es un texto de relleno.',
    Portuguese: 'Este é um texto de preenchimento.',
    Italian: 'Questo è un testo segnaposto.',
    English: 'This is placeholder text. It will be replaced.',
    Japanese: 'これはダミーテキストです。文字の大きさを確認します。',
    Chinese: '这里是占位文本。',
    'traditional Chinese': '這裡是佔位文字。',
    'repeated Chinese': '占位文本占位文本占位文本',
    'a word of the dictionary that is also one of Cicero’s title':
      'Vivamus viverra convallis, in lacus augue, finibus vel posuere quis, vehicula ullamcorper tortor.',
    'continuation of many telling words': 'Vivamus viverra convallis, pellentesque eget sagittis.',
  };
  for (const [name, text] of Object.entries(paragraphs)) {
    it(name, () => expect(filler(text)).toEqual([text]));
  }
});

describe('finds filler within other text', () => {
  it('after a sentence', () => {
    expect(filler('Regions are groups of zones. Lorem ipsum dolor sit amet, consetetur sadipscing elitr.')).toEqual([
      'Lorem ipsum dolor sit amet, consetetur sadipscing elitr.',
    ]);
  });
  it('before a sentence', () => {
    expect(
      filler(
        'Lorem ipsum dolor sit amet. Every region of this cloud has at least two zones and often many more of them.',
      ),
    ).toEqual(['Lorem ipsum dolor sit amet.']);
  });
  it('truncated, after a sentence', () => {
    expect(filler('A region is a group of zones. Lorem ipsum...')).toEqual(['Lorem ipsum...']);
  });
  it('in a title of nothing else', () => {
    expect(filler('Lorem ipsum dolor sit amet', 'heading')).toEqual(['Lorem ipsum dolor sit amet']);
  });
  it('of which only the neighbours can tell', () => {
    expect(filler('Aliquam erat volutpat.')).toEqual(['[Aliquam erat volutpat.]']);
  });
});

describe('is silent on', () => {
  const texts = {
    'the history of lorem ipsum': 'The history of lorem ipsum is longer than most people think.',
    'a statement on it': 'Lorem Ipsum comes from sections 1.10.32 and 1.10.33 of *de Finibus Bonorum et Malorum*.',
    'a question on it': 'Was ist Lorem Ipsum?',
    'its opening, quoted':
      'The passage begins “Lorem ipsum dolor sit amet, consectetur adipiscing elit” in most programs.',
    'its opening, set off': 'Most programs begin with *lorem ipsum dolor sit amet* and go on at random.',
    'its opening in a sentence on typesetting':
      'Printers know lorem ipsum dolor sit amet as the text for typesetting samples.',
    'Cicero with his name': '“Neque porro quisquam est, qui dolorem ipsum quia dolor sit amet, consectetur” (Cicero)',
    'Cicero with his book': 'Neque porro quisquam est, qui dolorem ipsum quia dolor sit amet — De Finibus',
    'legal Latin': 'Habeas corpus ad subjiciendum; nemo iudex in causa sua; audi alteram partem.',
    'medical Latin': 'Musculus rectus femoris, nervus vagus, arteria femoralis, vestibulum nasi.',
    mottos: 'Citius, altius, fortius. Per aspera ad astra. Ad astra per ardua.',
    Caesar:
      'Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum lingua Celtae appellantur.',
    'Cicero against Catiline':
      'Quo usque tandem abutere, Catilina, patientia nostra? Quam diu etiam furor iste tuus nos eludet?',
    'a prayer':
      'Pater noster, qui es in caelis, sanctificetur nomen tuum. Adveniat regnum tuum. Fiat voluntas tua, sicut in caelo et in terra.',
    'the Vulgate':
      'In principio creavit Deus caelum et terram. Terra autem erat inanis et vacua, et tenebrae erant super faciem abyssi.',
    'a student song':
      'Gaudeamus igitur, iuvenes dum sumus. Vivat academia, vivant professores, vivat membrum quodlibet, semper sint in flore.',
    'Spanish dolor': 'El dolor de espalda y el dolor de cabeza son frecuentes; sin dolor no hay mejora.',
    'Portuguese dor': 'Sem dor, a todo momento, o paciente melhora.',
    'birds and cats': 'Fringilla coelebs, Viverra zibetha',
    'an id': 'Here is lorem.',
    'the words of a menu': 'We ate tiramisu, cheesecake, marzipan, gummi bears, jujubes and ice cream.',
    'a word for filler': 'Ein Blindtext steht für den Text, der noch kommt.',
    'quoted Blindtext': '„Dies ist ein Blindtext“ steht in vielen Vorlagen.',
    'Spanish on filler': 'El texto de relleno sirve para ver la maqueta.',
    'French on filler': 'Le faux-texte, ou lorem ipsum, sert à la mise en page.',
    'Chinese on filler': '占位文本用于测试排版效果。',
    'Japanese on filler': 'ダミーテキストは、デザインの確認に使われます。',
    'placeholder as a term': 'Placeholder text helps users to fill in a form.',
    'nothing at all': '',
    'only marks': '… — !!',
  };
  for (const [name, text] of Object.entries(texts)) {
    it(name, () => expect(filler(text)).toEqual([]));
  }
  it('a title about it', () => {
    expect(filler('Lorem ipsum', 'heading')).toEqual([]);
    expect(filler('Where Lorem ipsum dolor comes from', 'heading')).toEqual([]);
  });
  it('the name of filler in a list', () => expect(filler('Placeholder text', 'short')).toEqual([]));
});

describe('for any text', () => {
  const word = fc.constantFrom(
    'lorem',
    'ipsum',
    'Dolor',
    'vivamus',
    'et',
    'the',
    'cloud',
    '“',
    '”',
    '...',
    '.',
    '*',
    '\n',
    '占位文本',
    '\uFFFC',
  );
  it('gives spans in order that touch no blank', () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 40 }),
        fc.constantFrom<FillerPlace>('paragraph', 'heading', 'short'),
        (words, place) => {
          const text = words.join(' ');
          let last = 0;
          for (const { start, end } of findFiller(text, place)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
            last = end;
          }
        },
      ),
    );
  });
});
