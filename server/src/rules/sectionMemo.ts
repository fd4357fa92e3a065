import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { type ChapterSection, chapterSections, isSameSection } from './sectionViews.ts';

/** What a rule said of a section, and the questions to the book it rests on. */
export interface SectionResult {
  readonly findings: readonly Finding[];
  readonly asked: ReadonlySet<string>;
}

/** What is known of one section, as it stood at `section.from` when it was looked at. */
class Known {
  readonly section: ChapterSection;
  readonly #results: ReadonlyMap<Rule, SectionResult>;
  readonly whole: SectionResult;
  /** Rules whose answers may be others now. */
  #stale: Set<Rule> | undefined;

  constructor(section: ChapterSection, results: ReadonlyMap<Rule, SectionResult>) {
    this.section = section;
    this.#results = results;
    const asked = new Set<string>();
    for (const result of results.values()) for (const question of result.asked) asked.add(question);
    this.whole = { findings: [...results.values()].flatMap(({ findings }) => findings), asked };
  }

  get isStale(): boolean {
    return this.#stale !== undefined;
  }

  of(rule: Rule): SectionResult | undefined {
    return this.#stale?.has(rule) ? undefined : this.#results.get(rule);
  }

  forget(changed: ReadonlySet<string>): void {
    if (!meet(changed, this.whole.asked)) return;
    for (const [rule, { asked }] of this.#results) {
      if (meet(changed, asked)) this.#stale = (this.#stale ?? new Set()).add(rule);
    }
  }
}

/**
 * What rules that read a section at a time said of one chapter's sections. A keystroke runs them again for the section
 * it changes and those beside it, and where what they asked the book has another answer now; the other findings are
 * moved to where their sections now stand. The rules must be the same from one time to the next.
 */
export class SectionMemo {
  #known = new Map<unknown, Known>();

  /** Forgets what rests on answers that are different now. */
  forget(changed: ReadonlySet<string>): void {
    for (const known of this.#known.values()) known.forget(changed);
  }

  clear(): void {
    this.#known.clear();
  }

  /** What the rules say of each section; `look` begins to look at one, and then asks one rule after the other. */
  results<R extends { readonly rule: Rule }>(
    chapter: Chapter,
    rules: readonly R[],
    look: (section: ChapterSection) => (rule: R) => SectionResult,
  ): SectionResult[] {
    const before = this.#known;
    this.#known = new Map();
    return chapterSections(chapter).map((section) => {
      const key = section.parts[section.first];
      const old = before.get(key);
      const same = old && isSameSection(old.section, section) ? old : undefined;
      const known = same && !same.isStale ? same : lookAgain(section, same, rules, chapter.uri, look);
      this.#known.set(key, known);
      return moved(known.whole, section.from - known.section.from, chapter.uri);
    });
  }
}

/** Asks those rules of which nothing is known that is still true. */
function lookAgain<R extends { readonly rule: Rule }>(
  section: ChapterSection,
  old: Known | undefined,
  rules: readonly R[],
  uri: Uri,
  look: (section: ChapterSection) => (rule: R) => SectionResult,
): Known {
  const ask = look(section);
  const results = new Map<Rule, SectionResult>();
  for (const active of rules) {
    const said = old?.of(active.rule);
    results.set(active.rule, said && old ? moved(said, section.from - old.section.from, uri) : ask(active));
  }
  return new Known(section, results);
}

/** A keystroke changes few answers, and a section asks few questions: the fewer are looked up among the others. */
function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size > b.size) return meet(b, a);
  for (const one of a) if (b.has(one)) return true;
  return false;
}

function moved(result: SectionResult, by: number, uri: Uri): SectionResult {
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
