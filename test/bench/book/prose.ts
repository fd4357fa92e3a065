import type { Random } from './random.ts';
import { adjectives, adverbs, nouns, openers, verbs } from './words.ts';

/** What may stand in a sentence instead of a plain noun: a link, an emphasised word, code. */
export type Inlay = () => string | undefined;

/** Two or more words with which a heading, a link or a picture's description can be made. */
export function nounPhrase(random: Random): string {
  return random.chance(0.6)
    ? `${random.pickCommon(adjectives)} ${random.pickCommon(nouns)}`
    : `${random.pickCommon(nouns)} ${random.pickCommon(nouns)}`;
}

export function title(random: Random): string {
  const words = `${nounPhrase(random)}${random.chance(0.4) ? ` for the ${random.pickCommon(nouns)}` : ''}`;
  return words[0]!.toUpperCase() + words.slice(1);
}

export function sentence(random: Random, inlay: Inlay): string {
  const noun = () => inlay() ?? random.pickCommon(nouns);
  const thing = () =>
    `${random.pick(['the', 'the', 'a', 'each', 'your', 'this'])} ${random.chance(0.35) ? `${random.pickCommon(adjectives)} ` : ''}${noun()}`;
  const start = random.chance(0.25) ? `${random.pick(openers)}, ${thing()}` : capital(thing());
  const adverb = random.chance(0.2) ? `${random.pick(adverbs)} ` : '';
  const verb = `${random.pick(['can', 'must', 'will', 'does not', 'should', 'may'])} ${adverb}${random.pickCommon(verbs)}`;
  const more = random.chance(0.45)
    ? ` ${random.pick(['when', 'so that', 'because', 'and', 'until', 'unless'])} ${thing()} ${random.pick(['is', 'was', 'has been', 'gets'])} ${random.pickCommon(adjectives)}`
    : '';
  const tail = random.chance(0.3)
    ? ` ${random.pick(['in', 'for', 'with', 'from', 'before', 'without'])} ${thing()}`
    : '';
  return `${start} ${verb} ${thing()}${tail}${more}.`;
}

export function paragraph(random: Random, inlay: Inlay): string {
  const sentences = Array.from({ length: random.between(1, 5) }, () => sentence(random, inlay));
  return sentences.join(' ');
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
