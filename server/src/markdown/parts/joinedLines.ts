import { type LineStarts, lastUpTo, lineStarts } from '../../base/lines.ts';
import type { Part } from './part.ts';
import type { Parts } from './parts.ts';

/** Where the lines of a chapter in parts begin: each part's are found once. A part ends where a line does. */
export class JoinedLineStarts implements LineStarts {
  readonly count: number;
  readonly #parts: Parts;
  /** The line that each part begins with. */
  readonly #first: readonly number[];

  constructor(parts: Parts) {
    this.#parts = parts;
    const { list } = parts;
    const first = new Array<number>(list.length);
    let line = 0;
    for (let nth = 0; nth < list.length; nth++) {
      first[nth] = line;
      // What follows the last line break is the next part's first line.
      line += list[nth]!.once(startsIn).length - 1;
    }
    this.#first = first;
    this.count = line + 1;
  }

  start(line: number): number {
    const nth = lastUpTo(this.#first, line);
    const { list, starts } = this.#parts;
    return list.length === 0 ? 0 : starts[nth]! + list[nth]!.once(startsIn)[line - this.#first[nth]!]!;
  }

  lineAt(offset: number): number {
    const { list, starts } = this.#parts;
    if (list.length === 0) return 0;
    const nth = lastUpTo(starts, offset);
    return this.#first[nth]! + lastUpTo(list[nth]!.once(startsIn), offset - starts[nth]!);
  }
}

function startsIn({ text }: Part): readonly number[] {
  return lineStarts(text);
}
