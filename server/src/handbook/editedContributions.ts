import type { Span } from '../base/span.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Part } from '../markdown/parts/part.ts';
import type { Parts } from '../markdown/parts/parts.ts';
import { changedParts } from '../markdown/parts/partsEdit.ts';
import { foldersOfChapter } from './bookFiles.ts';
import {
  type ContributingKind,
  type ContributionContext,
  chapterContributions,
  contributingKind,
} from './contributions.ts';
import type { Contribution } from './keyedSites.ts';

/** A contribution of a part: its index counts the part's own facts. */
interface PartContribution extends Contribution {
  readonly kind: ContributingKind;
}

/** What a chapter in parts contributed before an edit. */
interface Before {
  readonly chapter: Chapter;
  readonly contributed: readonly Contribution[];
}

/**
 * The contributions of chapters that are being edited: each part's are worked out once, and where those of the changed
 * parts are what they were the chapter's stay the same list. Good for one frame of the book (`context`); make a new one
 * when that changes.
 */
export class EditedContributions {
  readonly #context: ContributionContext;
  readonly #ofPart = new WeakMap<Part, readonly PartContribution[]>();

  constructor(context: ContributionContext) {
    this.#context = context;
  }

  /** As `chapterContributions`; the list of `before`, where nothing was left out of the book, if nothing is different. */
  after(
    chapter: Chapter,
    before: Before | undefined,
    excluded: readonly Span[],
    stray: boolean,
  ): readonly Contribution[] {
    const { parts } = chapter;
    // Sections that are left out are told by what stands above, and seldom there.
    if (!parts || stray || excluded.length > 0) return chapterContributions(chapter, excluded, stray, this.#context);
    const old = before?.chapter.parts;
    if (before && old && this.#isSame(chapter, parts, old)) return before.contributed;
    const counts = noFacts();
    const joined: Contribution[] = [];
    for (const part of parts.list) {
      for (const { key, kind, index } of this.#partContributions(chapter, part)) {
        joined.push({ key, index: counts[kind] + index });
      }
      count(counts, part);
    }
    return joined;
  }

  /** Whether resources of new parts are looked up in folders that were not listed yet. */
  leadsToNewFolders(chapter: Chapter, before: Chapter): boolean {
    const { resourceRules, files } = this.#context;
    const news = chapter.parts && before.parts ? changedParts(before.parts, chapter.parts).now : [chapter];
    for (const { facts } of news) {
      for (const folder of foldersOfChapter(chapter.uri, facts, resourceRules)) if (!files.has(folder)) return true;
    }
    return false;
  }

  #isSame(chapter: Chapter, parts: Parts, old: Parts): boolean {
    const { was, now } = changedParts(old, parts);
    const [countsWas, countsNow] = [noFacts(), noFacts()];
    const collect = (list: readonly Part[], counts: Counts) =>
      list.flatMap((part) => {
        const own = this.#partContributions(chapter, part).map(
          ({ key, kind, index }) => `${counts[kind] + index} ${key}`,
        );
        count(counts, part);
        return own;
      });
    const before = collect(was, countsWas);
    const after = collect(now, countsNow);
    return (
      before.length === after.length &&
      before.every((one, index) => one === after[index]) &&
      JSON.stringify(countsWas) === JSON.stringify(countsNow)
    );
  }

  #partContributions({ uri, dialect }: Chapter, part: Part): readonly PartContribution[] {
    let own = this.#ofPart.get(part);
    if (!own) {
      const text = { uri, dialect, text: part.text, facts: part.facts };
      own = chapterContributions(text, [], false, this.#context).map((one) => ({
        ...one,
        kind: contributingKind(one.key),
      }));
      this.#ofPart.set(part, own);
    }
    return own;
  }
}

type Counts = Record<ContributingKind, number>;

function noFacts(): Counts {
  return { ids: 0, links: 0, resources: 0, headings: 0, references: 0, footnotes: 0, footnoteUses: 0 };
}

function count(counts: Counts, { facts }: Part): void {
  counts.ids += facts.ids.length;
  counts.links += facts.links.length;
  counts.resources += facts.resources.length;
  counts.headings += facts.headings.length;
  counts.references += facts.references.length;
  counts.footnotes += facts.footnotes.length;
  counts.footnoteUses += facts.footnoteUses.length;
}
