import type { Chapter } from '../markdown/chapter.ts';
import type { ReadChapter } from './bookState.ts';
import type { IdWriting } from './idStyle.ts';
import { type Contribution, type PackedContributions, unpacked } from './keyedSites.ts';

/** A chapter that was read, whose contributions are kept for little until all chapters are. */
export class PackedReading implements ReadChapter {
  readonly chapter: Chapter;
  readonly writings: readonly IdWriting[];
  readonly speaksOfInclusion: boolean;
  readonly isUnsettled: boolean;
  readonly #contributed: PackedContributions | string;

  /** `contributed` may be JSON of packed contributions: one string takes the least. */
  constructor(read: Omit<ReadChapter, 'contributed'>, contributed: PackedContributions | string) {
    this.chapter = read.chapter;
    this.writings = read.writings;
    this.speaksOfInclusion = read.speaksOfInclusion;
    this.isUnsettled = read.isUnsettled;
    this.#contributed = contributed;
  }

  /** Made anew each time. */
  get contributed(): readonly Contribution[] {
    const own = this.#contributed;
    return unpacked(typeof own === 'string' ? (JSON.parse(own) as PackedContributions) : own);
  }
}
