import { BEHIND_ALL } from '../../base/span.ts';

/**
 * Tells of one stretch of a text after the other whether it may hold mark-up or web addresses. Asked in the order of
 * the text, it looks at each character once: where the next sign stands is remembered.
 */
export class Lookout {
  readonly #markup: NextSign;
  readonly #urls: readonly NextSign[];

  constructor(text: string) {
    const marks = /[[<{`\\&*_~]/g;
    this.#markup = new NextSign((from) => {
      marks.lastIndex = from;
      return marks.test(text) ? marks.lastIndex - 1 : -1;
    });
    this.#urls = ['://', 'www.', 'WWW.'].map((sign) => new NextSign((from) => text.indexOf(sign, from)));
  }

  /** Without it a stretch is plain prose, but for its web addresses. */
  mayHoldMarkup(start: number, end: number): boolean {
    return this.#markup.isWithin(start, end);
  }

  mayHoldUrl(start: number, end: number): boolean {
    for (const sign of this.#urls) if (sign.isWithin(start, end)) return true;
    return false;
  }
}

class NextSign {
  /** The first one at or after an offset, or -1. */
  readonly #find: (from: number) => number;
  /** From where it was looked for, and where it stands. */
  #from = 0;
  #at = -1;

  constructor(find: (from: number) => number) {
    this.#find = find;
  }

  isWithin(start: number, end: number): boolean {
    if (start < this.#from || start > this.#at) {
      const at = this.#find(start);
      this.#from = start;
      this.#at = at < 0 ? BEHIND_ALL : at;
    }
    return this.#at < end;
  }
}
