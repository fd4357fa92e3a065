import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Finding } from './finding.ts';
import { type ChapterSection, chapterSections, isSameSection } from './sectionViews.ts';

/** What rules said of a section, and the questions to the book it rests on. */
export interface SectionResult {
  readonly findings: readonly Finding[];
  readonly asked: ReadonlySet<string>;
}

interface Known {
  readonly section: ChapterSection;
  readonly result: SectionResult;
}

/**
 * What the rules that read a section at a time said of one chapter's sections. A keystroke runs them again for the
 * section it changes and those beside it; the findings of the others are moved to where their sections now stand.
 */
export class SectionMemo {
  #known = new Map<unknown, Known>();

  /** Forgets what rests on answers that are different now. */
  forget(changed: ReadonlySet<string>): void {
    for (const [key, { result }] of this.#known) {
      for (const question of result.asked) {
        if (!changed.has(question)) continue;
        this.#known.delete(key);
        break;
      }
    }
  }

  clear(): void {
    this.#known.clear();
  }

  /** The findings of all sections; `look` looks at one. */
  results(chapter: Chapter, look: (section: ChapterSection) => SectionResult): SectionResult[] {
    const before = this.#known;
    this.#known = new Map();
    return chapterSections(chapter).map((section) => {
      const key = section.parts[section.first];
      const known = before.get(key);
      const isKnown = known !== undefined && isSameSection(known.section, section);
      const result = isKnown ? moved(known, section, chapter.uri) : look(section);
      this.#known.set(key, { section, result });
      return result;
    });
  }
}

function moved({ section, result }: Known, to: ChapterSection, uri: Uri): SectionResult {
  const by = to.from - section.from;
  if (by === 0 || result.findings.length === 0) return result;
  return { ...result, findings: result.findings.map((finding) => moveFinding(finding, uri, by)) };
}

function moveFinding(finding: Finding, uri: Uri, by: number): Finding {
  const move = (span: Span): Span => ({ start: span.start + by, end: span.end + by });
  const moveOwn = <T extends { readonly uri: Uri; readonly span: Span }>(one: T): T =>
    one.uri === uri ? { ...one, span: move(one.span) } : one;
  return {
    ...moveOwn(finding),
    related: finding.related.map(moveOwn),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(moveOwn) })),
  };
}
