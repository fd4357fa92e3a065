import { describe, expect, it } from 'vitest';
import { markerLanguages } from '../../../server/src/rules/data/markerPhrases.ts';
import { findFiller } from '../../../server/src/rules/placeholders/findFiller.ts';
import { findInternalNotes } from '../../../server/src/rules/placeholders/findInternalNotes.ts';
import { findMarkers } from '../../../server/src/rules/placeholders/findMarkers.ts';
import { MarkerText } from '../../../server/src/rules/placeholders/markerText.ts';

const languages = new Set(markerLanguages);

/** The rules that find something in a paragraph, with the case. */
function found(text: string): string {
  const marks = findMarkers(new MarkerText(text, 'paragraph', languages), [], false).map((match) => match.case);
  const filler = findFiller(text, 'paragraph').map(() => 'filler');
  const notes = findInternalNotes(text).map((note) => note.case);
  return [...marks, ...filler, ...notes].join(' ') || '-';
}

/** What stands in unfinished books, one row a kind, one text a language: en, de, fr, es, pt, it, zh, ja. */
const unfinished: Record<string, Record<string, readonly string[]>> = {
  unwritten: {
    'alone in its paragraph': [
      'To be written',
      'Noch zu schreiben.',
      'À rédiger',
      'Por completar.',
      'A completar',
      'Da completare.',
      '待补充',
      '執筆中',
    ],
    'in brackets behind a text': [
      'Zones are groups of racks [to be completed].',
      'Zonen sind Gruppen von Racks (wird noch ergänzt).',
      'Les zones sont des groupes (à compléter).',
      'Las zonas son grupos (por completar).',
      'As zonas são grupos (por completar).',
      'Le zone sono gruppi (da completare).',
      '可用区是一组机架（待补充）。',
      'ゾーンはラックの集まりです（要追記）。',
    ],
    'said of the chapter': [
      'This chapter is under construction.',
      'Dieser Abschnitt ist noch nicht fertig.',
      'Cette section est en construction.',
      'Este capítulo está por escribir.',
      'Este capítulo está em construção.',
      'Questo capitolo è in costruzione.',
      '本章尚未完成。',
      'このページは準備中です。',
    ],
    'a promise alone': [
      'Coming soon!',
      'Folgt in Kürze.',
      'À venir',
      'Próximamente…',
      'Em breve',
      'Prossimamente',
      '敬请期待！',
      '近日公開',
    ],
  },
  'stand-in': {
    'a picture asked for': [
      '[insert image here]',
      '[Bild hier einfügen]',
      '[insérer une image du réseau]',
      '[insertar captura de pantalla]',
      '[inserir imagem aqui]',
      '[inserire immagine qui]',
      '【此处插入截图】',
      '【ここに画像を挿入】',
    ],
  },
  note: {
    'a TODO between words of the language': [
      'TODO: describe the zones',
      'TODO: Zonen beschreiben',
      'TODO : décrire les zones',
      'TODO: describir las zonas',
      'TODO: descrever as zonas',
      'TODO: descrivere le zone',
      'TODO：补充可用区',
      'TODO: ゾーンを説明する',
    ],
    'an open point': [
      'Price: TBD',
      'Preis: TBD',
      'Prix : TBD',
      'Precio: TBD',
      'Preço: TBD',
      'Prezzo: TBD',
      '价格：TBD',
      '価格：TBD',
    ],
  },
  filler: {
    'says of itself that it is filler': [
      'This is placeholder text.',
      'Dies ist ein Blindtext.',
      'Ceci est un faux texte.',
      'Este es un texto de relleno.',
      'Este é um texto de preenchimento.',
      'Questo è un testo segnaposto.',
      '这里是占位文本。',
      'これはダミーテキストです。',
    ],
  },
  colleagues: {
    'meant for colleagues': [
      'For internal use only',
      'Nur für den internen Gebrauch',
      'À usage interne',
      'No publicar',
      'Não publicar',
      'Non pubblicare',
      '请勿外传',
      '社外秘',
    ],
  },
};

/** Words of finished books that look like it. */
const finished: Record<string, readonly string[]> = {
  'the word for a placeholder': [
    'A placeholder stands for the value.',
    'Ein Platzhalter steht für den Wert.',
    'Un espace réservé tient lieu de la valeur.',
    'Un marcador de posición representa el valor.',
    'Um marcador representa o valor.',
    'Un segnaposto rappresenta il valore.',
    '占位符代表该值。',
    'プレースホルダーは値を表します。',
  ],
  'the small word that looks like a mark': [
    'There is a lot to do: the zones first.',
    'Es ist noch viel zu tun: zuerst die Zonen.',
    'Il reste beaucoup à faire dans les zones.',
    'Sobre todo: los límites de la red y el precio de la zona.',
    'Antes de tudo, a todo momento e todo o código.',
    'Il metodo è questo: in tutto e per tutto.',
    '还有很多事情要做。',
    'やるべきことはまだたくさんあります。',
  ],
  'a statement about a product': [
    'Support for the third zone is coming soon.',
    'Die Unterstützung der dritten Zone folgt in Kürze.',
    'La prise en charge de la troisième zone est à venir.',
    'El soporte de la tercera zona llegará próximamente.',
    'O suporte da terceira zona chega em breve.',
    'Il supporto della terza zona arriverà prossimamente.',
    '第三个可用区即将推出新的规格。',
    '第三ゾーンは準備中のため、利用できません。',
  ],
  'something being built': [
    'The bridge has been under construction since 2010.',
    'Das Netz ist seit 2010 im Aufbau und wächst.',
    'Le pont est en construction depuis 2010.',
    'El puente está en construcción desde 2010.',
    'A ponte está em construção desde 2010.',
    'Il ponte è in costruzione dal 2010.',
    '这座桥自2010年起建设中，未完成的部分很多。',
    '橋は2010年から工事中の区間があります。',
  ],
  'a quotation of such words': [
    'He said “This chapter is under construction”.',
    'Er sagte: „Dieses Kapitel ist noch in Arbeit“.',
    'Il a dit « Ce chapitre est en construction ».',
    'Dijo «Este capítulo está por escribir».',
    'Disse “Este capítulo está em construção”.',
    'Disse «Questo capitolo è in costruzione».',
    '他说“本章待补充”。',
    '彼は「この章は執筆中」と言った。',
  ],
};

describe('in eight languages, found:', () => {
  for (const [kind, rows] of Object.entries(unfinished)) {
    for (const [name, texts] of Object.entries(rows)) {
      it.each(texts.map((text, at) => [markerLanguages[at], text]))(`${name} (${kind}), %s: %s`, (_, text) => {
        expect(found(text!)).toBe(kind);
      });
    }
  }
});

describe('in eight languages, silent:', () => {
  for (const [name, texts] of Object.entries(finished)) {
    it.each(texts.map((text, at) => [markerLanguages[at], text]))(`${name}, %s: %s`, (_, text) => {
      expect(found(text!)).toBe('-');
    });
  }
});
