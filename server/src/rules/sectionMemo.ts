import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { PartsEdit } from '../markdown/parts/partsEdit.ts';
import { isUntouched } from './factReads.ts';
import type { Finding } from './finding.ts';
import { moveAround, moveFindings } from './moveFindings.ts';
import { CountedQuestions } from './questions.ts';
import type { Rule } from './rule.ts';
import { meet, type RuleResult } from './ruleMemo.ts';
import { type ChapterSection, isSameList, SectionWalk } from './sectionViews.ts';

/** What is known of one section, as it stood at `section.from` when it was looked at. */
class Known {
  readonly section: ChapterSection;
  /** Index of its first own part among the chapter's. */
  at = 0;
  /** Where it stands, in the text that was last looked at, and its findings there. */
  from: number;
  findings: readonly Finding[];
  readonly asked = new Set<string>();
  readonly #results: ReadonlyMap<Rule, RuleResult>;
  readonly #found: readonly Finding[];
  /** Rules whose answers may be others now. */
  #stale: Set<Rule> | undefined;

  constructor(section: ChapterSection, results: ReadonlyMap<Rule, RuleResult>) {
    this.section = section;
    this.#results = results;
    for (const result of results.values()) for (const question of result.asked) this.asked.add(question);
    this.#found = [...results.values()].flatMap(({ findings }) => findings);
    this.from = section.from;
    this.findings = this.#found;
  }

  get isStale(): boolean {
    return this.#stale !== undefined;
  }

  of(rule: Rule): RuleResult | undefined {
    return this.#stale?.has(rule) ? undefined : this.#results.get(rule);
  }

  forget(changed: ReadonlySet<string>): void {
    if (!meet(changed, this.asked)) return;
    for (const [rule, { asked }] of this.#results) {
      if (meet(changed, asked)) this.#stale = (this.#stale ?? new Set()).add(rule);
    }
  }

  /** Moves it to where it stands now. */
  stand(uri: Uri, from: number): void {
    if (this.from === from) return;
    this.from = from;
    if (this.#found.length > 0) this.findings = moveFindings(this.#found, uri, from - this.section.from);
  }
}

/** How a chapter's sections are looked at. */
export interface SectionLook<R extends { readonly rule: Rule }> {
  readonly rules: readonly R[];
  /** Begins to look at one, and then asks one rule after the other. */
  readonly begin: (section: ChapterSection) => (rule: R) => RuleResult;
}

/**
 * What rules that read a section at a time said of one chapter's sections. A keystroke runs them again for the section
 * it changes and those beside it, and where what they asked the book has another answer now; the other findings are
 * moved to where their sections now stand. The rules must be the same from one time to the next.
 */
export class SectionMemo {
  #known: Known[] = [];
  readonly asked = new CountedQuestions();

  /** Forgets what rests on answers that are different now. */
  forget(changed: ReadonlySet<string>): void {
    for (const question of changed) {
      if (!this.asked.has(question)) continue;
      for (const known of this.#known) known.forget(changed);
      return;
    }
  }

  clear(): void {
    this.#known = [];
    this.asked.clear();
  }

  /** What the rules say of the sections; `edit` is what happened to the chapter since the last time. */
  findings<R extends { readonly rule: Rule }>(
    chapter: Chapter,
    edit: PartsEdit | undefined,
    look: SectionLook<R>,
  ): Finding[] {
    const before = this.#known;
    const now: Known[] = [];
    const { list, starts } = chapter.parts!;
    const walk = new SectionWalk(chapter);
    let next = 0;
    while (!walk.isDone) {
      const { at } = walk;
      // What stands behind the edit is found where it stood before.
      const wasAt = edit && at >= list.length - edit.tail ? at - edit.now.length + edit.was.length : at;
      while (next < before.length && before[next]!.at < wasAt) this.asked.drop(before[next++]!.asked);
      const old = before[next]?.at === wasAt ? before[next++] : undefined;
      const isKnown = old && !old.isStale && (isFarFrom(edit, old, walk) || walk.isAt(old.section));
      const known = isKnown ? old : this.#look(walk, old, edit, chapter.uri, look);
      known.at = at;
      now.push(known);
      walk.pass(known.section);
    }
    for (; next < before.length; next++) this.asked.drop(before[next]!.asked);
    this.#known = now;
    const found: Finding[] = [];
    for (const known of now) {
      known.stand(chapter.uri, starts[known.at]!);
      for (const finding of known.findings) found.push(finding);
    }
    return found;
  }

  #look<R extends { readonly rule: Rule }>(
    walk: SectionWalk,
    old: Known | undefined,
    edit: PartsEdit | undefined,
    uri: Uri,
    { rules, begin }: SectionLook<R>,
  ): Known {
    const section = walk.present();
    const isSame = old !== undefined && walk.isAt(old.section);
    const kept = old ? keptResults(old, isSame, section, edit, uri) : () => undefined;
    const ask = begin(section);
    const results = new Map<Rule, RuleResult>();
    for (const active of rules) results.set(active.rule, kept(active.rule) ?? ask(active));
    const known = new Known(section, results);
    this.asked.add(known.asked);
    if (old) this.asked.drop(old.asked);
    return known;
  }
}

/** Whether all that a section is made of stands well before an edit or behind it: most need no closer look. */
function isFarFrom(edit: PartsEdit | undefined, { at, section }: Known, walk: SectionWalk): boolean {
  if (!edit) return false;
  const start = at - section.first;
  if (start + section.parts.length < edit.head) return true;
  return start > edit.head + edit.was.length && walk.isBelow(section.above);
}

/** Tells what of that which is known of a section as it was holds of it as it is. */
function keptResults(
  old: Known,
  isSame: boolean,
  section: ChapterSection,
  edit: PartsEdit | undefined,
  uri: Uri,
): (rule: Rule) => RuleResult | undefined {
  if (isSame) {
    return (rule) => {
      const said = old.of(rule);
      return said && { ...said, findings: moveFindings(said.findings, uri, section.from - old.section.from) };
    };
  }
  if (!edit || !isEdited(old.section, section, edit)) return () => undefined;
  return (rule) => {
    const said = old.of(rule);
    const { touchedBy } = rule.meta;
    if (!said || !touchedBy || !isUntouched(touchedBy, edit)) return undefined;
    const where = moveFindings(said.findings, uri, old.from - old.section.from);
    const findings = moveAround(where, uri, edit);
    return findings && { ...said, findings };
  };
}

/** Whether all that is different is the one part that the edit changed. */
function isEdited(old: ChapterSection, now: ChapterSection, { was, now: is }: PartsEdit): boolean {
  if (was.length !== 1 || is.length !== 1 || old.first !== now.first || old.end !== now.end) return false;
  if (old.parts.length !== now.parts.length || !isSameList(old.above, now.above)) return false;
  return old.parts.every((part, nth) => part === now.parts[nth] || (part === was[0] && now.parts[nth] === is[0]));
}
