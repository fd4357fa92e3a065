import { type CancellationToken, CancelledError, throwIfCancelled } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import { NotKnownYet } from '../handbook/firstLook.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { BeyondOpening } from '../handbook/openingBook.ts';
import type { Snapshot } from '../handbook/snapshot.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { ChapterMemo } from './chapterMemo.ts';
import type { Finding } from './finding.ts';
import { type ReaderProse, readerProse } from './placeholders/readerProse.ts';
import { AllQuestions, AskedQuestions, type Questions } from './questions.ts';
import type { BookContext, ChapterContext, Report, Rule, RuleMeta, SuppressionContext } from './rule.ts';
import type { RuleResult } from './ruleMemo.ts';
import { sectionView } from './sectionViews.ts';
import { type ActiveRule, activeRules, chapterRules } from './settings.ts';
import { suppress } from './suppress.ts';
import { trackBook } from './tracking.ts';

/** The findings of one chapter, and the questions to the book they rest on (keys as in `SnapshotChange.keys`). */
export interface ChapterResult {
  readonly findings: readonly Finding[];
  /** What the author's comments silence. */
  readonly silenced: readonly Finding[];
  readonly asked: Questions;
}

const NO_QUESTIONS: Questions = new AllQuestions([]);

/** What is found in one chapter of a book. */
export type ChapterFinder<B = Snapshot> = (book: B, uri: Uri) => readonly Finding[];

/** All findings of a book: chapters in reading order, then the book's own files; in a file by span, then rule. */
export function lintBook<B extends Handbook>(
  book: B,
  rules: readonly Rule[],
  token?: CancellationToken,
  find: ChapterFinder<B> = (of, uri) => lintChapter(of, uri, rules).findings,
): Finding[] {
  const byUri = new Map<Uri, Finding[]>();
  const add = (finding: Finding) => {
    const list = byUri.get(finding.uri);
    if (list) list.push(finding);
    else byUri.set(finding.uri, [finding]);
  };
  for (const uri of book.order) {
    throwIfCancelled(token);
    find(book, uri).forEach(add);
  }
  lintWholeBook(book, rules).findings.forEach(add);
  return inBookOrder(book, byUri);
}

/**
 * Runs the chapter rules on one chapter. Never throws for a rule's sake: a rule that does becomes a finding. With a
 * `memo` of the chapter what rules said of it before is taken from there as far as it is still true.
 */
export function lintChapter(book: Handbook, uri: Uri, rules: readonly Rule[], memo?: ChapterMemo): ChapterResult {
  const chapter = book.chapter(uri);
  if (!chapter) return { findings: [], silenced: [], asked: NO_QUESTIONS };
  const asked = new Set<string>();
  const seen = trackBook(book, uri, asked);
  const own = new AskedQuestions(asked);
  if (!memo || !chapter.parts) return { ...findInChapter(chapter, seen, rules), asked: own };
  const kept = (first: readonly ActiveRule[]) => findWithMemo(chapter, book, first, memo);
  return { ...findInChapter(chapter, seen, rules, kept), asked: new AllQuestions([own, memo.asked]) };
}

/**
 * The same where nobody wants to know what the rules asked. Throws what the book throws of its own: `NotKnownYet`. What
 * `kept` finds of some rules need not be asked of them.
 */
export function findInChapter(
  chapter: Chapter,
  book: Handbook,
  rules: readonly Rule[],
  kept: (active: readonly ActiveRule[]) => readonly Finding[] | undefined = () => undefined,
): Pick<ChapterResult, 'findings' | 'silenced'> {
  const { first, last } = chapterRules(rules, book, chapter.uri);
  const found = kept(first);
  const rest = found ? first.filter(({ rule }) => !isKept(rule)) : first;
  const all = runRules(rest, chapter, book);
  const { kept: heard, silenced, unused } = suppress(chapter, found ? [...found, ...all] : all);
  if (chapter.facts.comments.length > 0) {
    const on = new Set([...first, ...last].map(({ rule }) => rule.meta.name));
    const context = { unused, isActive: (name: string) => on.has(name), names: rules.map(({ meta }) => meta.name) };
    heard.push(...runRules(last, chapter, book, context));
  }
  return { findings: heard.sort(bySpan), silenced: silenced.sort(bySpan) };
}

function isSectionRule({ meta }: Rule): boolean {
  return meta.reads === 'section';
}

function isKept(rule: Rule): boolean {
  return isSectionRule(rule) || rule.meta.touchedBy !== undefined;
}

/** What the rules find that need not read the whole chapter again; undefined where they have to. */
function findWithMemo(
  chapter: Chapter,
  book: Handbook,
  active: readonly ActiveRule[],
  memo: ChapterMemo,
): Finding[] | undefined {
  // What is left out of the book or in its sample is told by offsets, which move, and counted by the chapter.
  if (book.hasInclusion(chapter.uri)) {
    memo.clear();
    return undefined;
  }
  const edit = memo.follow(chapter);
  const found = memo.sections.findings(chapter, edit, {
    rules: active.filter(({ rule }) => isSectionRule(rule)),
    begin: (section) => {
      const reading = new Reading(sectionView(chapter, section), book);
      const isInside = ({ span, case: kind }: Finding) =>
        kind === INTERNAL_ERROR || (section.from <= span.start && span.start < section.to);
      return (setting) => {
        const { findings, asked } = askRule(setting, reading, book);
        return { findings: findings.filter(isInside), asked };
      };
    },
  });
  const reading = new Reading(chapter, book);
  for (const setting of active) {
    if (isSectionRule(setting.rule) || !isKept(setting.rule)) continue;
    found.push(...memo.rules.findings(setting.rule, chapter.uri, edit, () => askRule(setting, reading, book)));
  }
  // A rule that fails is told of once, whatever it says of the sections where it does not.
  if (found.some((finding) => finding.case === INTERNAL_ERROR)) {
    memo.clear();
    return undefined;
  }
  return found;
}

/** What a rule says, and what it asks for that, the text of its own chapter too. */
function askRule(setting: ActiveRule, reading: Reading, book: Handbook): RuleResult & { findings: Finding[] } {
  const asked = new Set<string>();
  const findings: Finding[] = [];
  runRule(setting, reading, trackBook(book, reading.chapter.uri, asked, true), findings);
  return { findings, asked };
}

function runRules(
  active: readonly ActiveRule[],
  chapter: Chapter,
  book: Handbook,
  suppressions?: SuppressionContext,
): Finding[] {
  const reading = new Reading(chapter, book);
  const found: Finding[] = [];
  for (const setting of active)
    if (hasWork(setting.rule, chapter)) runRule(setting, reading, book, found, suppressions);
  return found;
}

/** Most chapters have no facts of some kinds. Of a chapter in parts they would have to be put together to be counted. */
function hasWork({ meta: { about } }: Rule, { facts, parts }: Chapter): boolean {
  if (about === undefined || parts !== undefined) return true;
  for (const kind of about) if (facts[kind].length > 0) return true;
  return false;
}

/** Adds to `found`. */
function runRule(
  setting: ActiveRule,
  reading: Reading,
  book: Handbook,
  found: Finding[],
  suppressions?: SuppressionContext,
): void {
  const context = new RuleContext(reading, book, setting.options, suppressions);
  collect(setting, context, reading.chapter, found);
}

/** What the rules of one chapter share. */
class Reading {
  readonly chapter: Chapter;
  readonly #book: Handbook;
  #prose: readonly ReaderProse[] | undefined;

  constructor(chapter: Chapter, book: Handbook) {
    this.chapter = chapter;
    this.#book = book;
  }

  get prose(): readonly ReaderProse[] {
    this.#prose ??= readerProse(this.chapter, this.#book);
    return this.#prose;
  }
}

/** A class and no literal, for the same reason as `TrackedBook`. */
class RuleContext implements ChapterContext<unknown> {
  readonly chapter: Chapter;
  readonly book: Handbook;
  readonly options: unknown;
  readonly suppressions: SuppressionContext | undefined;
  readonly #reading: Reading;

  constructor(reading: Reading, book: Handbook, options: unknown, suppressions: SuppressionContext | undefined) {
    this.chapter = reading.chapter;
    this.book = book;
    this.options = options;
    this.suppressions = suppressions;
    this.#reading = reading;
  }

  get prose(): readonly ReaderProse[] {
    return this.#reading.prose;
  }
}

/** Runs the rules that see the book as a whole. Their findings may lie in any of its files. */
export function lintWholeBook(book: Handbook, rules: readonly Rule[]): ChapterResult {
  const found: Finding[] = [];
  const asked = new Set<string>();
  const seen = trackBook(book, undefined, asked);
  const anchor = book.manifest ?? book.config.document ?? book.document(book.order[0] ?? '');
  for (const setting of activeRules(rules, book.config, book.dialect, anchor?.uri ?? book.root)) {
    if (setting.rule.meta.scope !== 'book' || !anchor) continue;
    collect(setting, { book: seen, options: setting.options }, anchor, found);
  }
  const findings: Finding[] = [];
  const silenced: Finding[] = [];
  for (const finding of found) {
    const chapter = book.chapter(finding.uri);
    const isSilenced = chapter !== undefined && suppress(chapter, [finding]).silenced.length > 0;
    (isSilenced ? silenced : findings).push(finding);
  }
  return { findings, silenced, asked: new AskedQuestions(asked) };
}

export function inBookOrder(book: Handbook, byUri: ReadonlyMap<Uri, readonly Finding[]>): Finding[] {
  const rest = [...byUri.keys()].filter((uri) => book.position(uri) < 0).sort();
  return [...rest, ...book.order].flatMap((uri) => [...(byUri.get(uri) ?? [])].sort(bySpan));
}

export function bySpan(a: Finding, b: Finding): number {
  return (
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
    (a.case < b.case ? -1 : a.case > b.case ? 1 : 0)
  );
}

/** Adds what a rule finds to `found`; the findings lie in `place` where the rule names no other. */
function collect(
  setting: ActiveRule,
  context: ChapterContext<unknown> | BookContext<unknown>,
  place: { readonly uri: Uri; readonly text: string },
  found: Finding[],
): void {
  try {
    for (const report of setting.rule.check(context as never)) found.push(toFinding(setting, place.uri, report));
  } catch (error) {
    if (error instanceof CancelledError || error instanceof NotKnownYet) throw error;
    // What it said so far it would say of the whole book too: it had not asked for any of it.
    if (error instanceof BeyondOpening) return;
    found.push(ruleFailed(setting.rule.meta, place, error));
  }
}

function toFinding(setting: ActiveRule, uri: Uri, report: Report): Finding {
  const { meta } = setting.rule;
  const { message, help, severity } = meta.cases[report.case]!;
  const data = report.data ?? {};
  return {
    rule: meta.name,
    case: report.case,
    uri: report.uri ?? uri,
    span: report.span,
    severity: setting.isChosen ? setting.severity : (severity ?? setting.severity),
    message: fill(message, data),
    help: help === undefined ? undefined : fill(help, data),
    related: report.related ?? [],
    fixes: report.fixes ?? [],
    data: report.data,
    tags: report.tags,
  };
}

export const INTERNAL_ERROR = 'internal-error';

/** One rule's fault must not take the others' findings with it; the author is told which one and can go on. */
function ruleFailed(meta: RuleMeta, place: { readonly uri: Uri; readonly text: string }, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    rule: meta.name,
    case: INTERNAL_ERROR,
    uri: place.uri,
    span: { start: 0, end: Math.min(1, place.text.length) },
    severity: 'warning',
    message: `The rule ${meta.name} failed on this file and was skipped: ${reason}`,
    help: 'This is a fault of Handbook Lint, not of your book. Please report it with the file, if you can share it.',
    related: [],
    fixes: [],
    data: { stack: error instanceof Error ? error.stack : undefined },
  };
}

/** Fills `{name}` from data; a name that is not there stays as it is, so that Markua's braces can stand in messages. */
function fill(template: string, data: Readonly<Record<string, unknown>>): string {
  if (!template.includes('{')) return template;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(data, name) ? String(data[name]) : whole,
  );
}
