import { LineIndex } from '../base/lines.ts';
import { type Chapter, parseChapter } from './chapter.ts';
import type { Facts } from './facts.ts';

/**
 * Keeps chapters for little more than their texts, for who reads a whole book at once and looks at each chapter while
 * it is read: what a resting chapter says is read again when it is asked for. Those asked last stay read.
 */
export class RestingChapters {
  #recent: Read[] = [];

  /** The same chapter, at rest. */
  rest(chapter: Chapter): Chapter {
    return { ...chapter, facts: new RestingFacts(chapter, chapter.facts, (facts) => this.#read(facts)) };
  }

  /** A chapter that another thread has read; `known` is what is not read again. */
  restore(chapter: Omit<Chapter, 'facts' | 'lines'>, known: KeptFacts): Chapter {
    const facts = new RestingFacts(chapter, known, (of) => this.#read(of));
    return { ...chapter, lines: new LineIndex(chapter.text), facts };
  }

  #read(of: RestingFacts): Facts {
    const known = this.#recent.find((one) => one.of === of);
    if (known) return known.facts;
    const { uri, text, dialect } = of.chapter;
    const { facts } = parseChapter(uri, text, dialect);
    this.#recent = [{ of, facts }, ...this.#recent.slice(0, MOST_READ - 1)];
    return facts;
  }
}

/** The chapter at work, and some that a rule looks into. */
const MOST_READ = 4;

interface Read {
  readonly of: RestingFacts;
  readonly facts: Facts;
}

/** Few, and asked for from all over the book. */
type KeptFacts = Pick<Facts, 'ids' | 'settings'>;

class RestingFacts implements Facts {
  readonly chapter: Pick<Chapter, 'uri' | 'text' | 'dialect'>;
  readonly ids: Facts['ids'];
  readonly settings: Facts['settings'];
  readonly #read: (facts: RestingFacts) => Facts;

  constructor(chapter: RestingFacts['chapter'], { ids, settings }: KeptFacts, read: (facts: RestingFacts) => Facts) {
    const { uri, text, dialect } = chapter;
    this.chapter = { uri, text, dialect };
    this.ids = ids;
    this.settings = settings;
    this.#read = read;
  }

  get headings() {
    return this.#read(this).headings;
  }
  get attributeLists() {
    return this.#read(this).attributeLists;
  }
  get links() {
    return this.#read(this).links;
  }
  get resources() {
    return this.#read(this).resources;
  }
  get references() {
    return this.#read(this).references;
  }
  get footnotes() {
    return this.#read(this).footnotes;
  }
  get footnoteUses() {
    return this.#read(this).footnoteUses;
  }
  get blocks() {
    return this.#read(this).blocks;
  }
  get prose() {
    return this.#read(this).prose;
  }
  get directives() {
    return this.#read(this).directives;
  }
  get comments() {
    return this.#read(this).comments;
  }
}
