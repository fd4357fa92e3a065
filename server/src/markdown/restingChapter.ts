import { detached } from '../base/detached.ts';
import type { FileVersion } from '../base/fileVersion.ts';
import { LineIndex, type RestingText } from '../base/lines.ts';
import type { Uri } from '../base/uri.ts';
import { type Chapter, parseChapter } from './chapter.ts';
import type { Facts } from './facts.ts';

/** What is left of a chapter that is at rest: plain data. */
export interface KeptChapter
  extends Pick<Chapter, 'uri' | 'dialect' | 'suppressions'>,
    Pick<Facts, 'ids' | 'settings'>,
    Omit<RestingText, 'read'> {
  readonly version: FileVersion | undefined;
}

/** Reads the text of a chapter again, which must be of this version. */
export type ReadAgain = (uri: Uri, version: FileVersion | undefined) => string;

/**
 * Keeps chapters for little, for who reads a whole book at once and looks at each chapter while it is read: what a
 * resting chapter says is read again when it is asked for, and so is its text where `readAgain` can. Those asked last
 * stay read.
 */
export class RestingChapters {
  readonly #readAgain: ReadAgain | undefined;
  #recent: Read[] = [];

  constructor(readAgain?: ReadAgain) {
    this.#readAgain = readAgain;
  }

  /** The same chapter, at rest. */
  rest(chapter: Chapter, version?: FileVersion, hasFindings = false): Chapter {
    const kept = keptOf(chapter, version, hasFindings);
    return this.restore(this.#readAgain ? withoutText(kept) : kept, chapter.text);
  }

  /** A chapter that is not read, `text` where it is at hand. */
  restore(kept: KeptChapter, text?: string): Chapter {
    return new RestingChapter(kept, this.#readAgain ? undefined : text, this);
  }

  /** @internal */
  read(of: RestingChapter): Read {
    const known = this.#recent.find((one) => one.of === of);
    if (known) return known;
    const text = of.known ?? this.#readAgain!(of.uri, of.kept.version);
    const read = { of, text, facts: undefined };
    this.#recent = [read, ...this.#recent.slice(0, MOST_READ - 1)];
    return read;
  }
}

/** What a chapter at rest was restored from, or can be; undefined for any other. */
export function restingOn(chapter: Chapter): KeptChapter | undefined {
  return chapter instanceof RestingChapter ? chapter.kept : undefined;
}

/** What is to be kept of a chapter. One with findings will be asked for their lines. */
export function keptOf(chapter: Chapter, version: FileVersion | undefined, hasFindings: boolean): KeptChapter {
  const { uri, dialect, lines, facts, suppressions } = chapter;
  const { ids, settings } = facts;
  const beginsWithMark = lines.markLength === 1;
  const lineLengths = hasFindings ? lines.lineLengths : undefined;
  return { uri, dialect, suppressions, ids, settings, length: lines.length, beginsWithMark, lineLengths, version };
}

/** The same without a hold on the chapter's text. */
function withoutText(kept: KeptChapter): KeptChapter {
  const { ids, settings, suppressions } = kept;
  return {
    ...kept,
    ids: ids.map((definition) => ({ ...definition, id: detached(definition.id) })),
    // Seldom there.
    settings: settings.length === 0 ? settings : (JSON.parse(JSON.stringify(settings)) as typeof settings),
    suppressions:
      suppressions.length === 0 ? suppressions : (JSON.parse(JSON.stringify(suppressions)) as typeof suppressions),
  };
}

/** The chapter at work, and some that a rule looks into. */
const MOST_READ = 4;

interface Read {
  readonly of: RestingChapter;
  readonly text: string;
  facts: Facts | undefined;
}

class RestingChapter implements Chapter {
  readonly kept: KeptChapter;
  /** The text, where it is kept. */
  readonly known: string | undefined;
  readonly #chapters: RestingChapters;
  // Made when they are asked for: a big book has thousands of chapters that nothing is asked of.
  #lines: LineIndex | undefined;
  #facts: Facts | undefined;

  constructor(kept: KeptChapter, text: string | undefined, chapters: RestingChapters) {
    this.kept = kept;
    this.known = text;
    this.#chapters = chapters;
  }

  get uri() {
    return this.kept.uri;
  }
  get dialect() {
    return this.kept.dialect;
  }
  get suppressions() {
    return this.kept.suppressions;
  }
  get text(): string {
    return this.known ?? this.#chapters.read(this).text;
  }
  get lines(): LineIndex {
    const { length, beginsWithMark, lineLengths } = this.kept;
    this.#lines ??= new LineIndex({ length, beginsWithMark, lineLengths, read: () => this.text });
    return this.#lines;
  }
  get facts(): Facts {
    this.#facts ??= new RestingFacts(this.kept, () => this.#parsed());
    return this.#facts;
  }

  #parsed(): Facts {
    const read = this.#chapters.read(this);
    read.facts ??= parseChapter(this.uri, read.text, this.dialect).facts;
    return read.facts;
  }
}

/** Few, and asked for from all over the book. */
type KeptFacts = Pick<Facts, 'ids' | 'settings'>;

class RestingFacts implements Facts {
  readonly ids: Facts['ids'];
  readonly settings: Facts['settings'];
  readonly #read: () => Facts;

  constructor({ ids, settings }: KeptFacts, read: () => Facts) {
    this.ids = ids;
    this.settings = settings;
    this.#read = read;
  }

  get headings() {
    return this.#read().headings;
  }
  get attributeLists() {
    return this.#read().attributeLists;
  }
  get links() {
    return this.#read().links;
  }
  get resources() {
    return this.#read().resources;
  }
  get references() {
    return this.#read().references;
  }
  get footnotes() {
    return this.#read().footnotes;
  }
  get footnoteUses() {
    return this.#read().footnoteUses;
  }
  get blocks() {
    return this.#read().blocks;
  }
  get prose() {
    return this.#read().prose;
  }
  get directives() {
    return this.#read().directives;
  }
  get comments() {
    return this.#read().comments;
  }
}
