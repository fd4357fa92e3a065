import type { Uri } from '../base/uri.ts';
import type { SnapshotChange } from '../handbook/bookState.ts';
import type { BookDocument, Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { ChapterMemo } from '../rules/chapterMemo.ts';
import type { Finding } from '../rules/finding.ts';
import type { Questions } from '../rules/questions.ts';
import type { Rule } from '../rules/rule.ts';
import { bySpan, type ChapterResult, lintChapter, lintWholeBook } from '../rules/run.ts';
import { carryOver } from './carryOver.ts';
import { configFindings } from './configFindings.ts';

/**
 * The findings of one book, kept true snapshot by snapshot: `update` notes what has to be looked at again, `step` looks
 * at one thing of it at a time, `now` at a given file before all others.
 */
export class BookLinter {
  readonly #rules: readonly Rule[];
  #book: Handbook | undefined;
  readonly #chapters = new Map<Uri, ChapterResult>();
  /** By `chapter:…` key: the chapters whose rules asked for that text, now or some time ago. */
  readonly #readers = new Map<string, Set<Uri>>();
  /** Of the chapters that are being edited. */
  readonly #memos = new Map<Uri, ChapterMemo>();
  readonly #pending = new Set<Uri>();
  #whole: WholeResult = { byUri: new Map(), asked: undefined };
  #wholePending = false;
  readonly #merged = new Map<Uri, Merged>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  /** How much is left to look at; the whole-book rules count as one. */
  get pending(): number {
    return this.#pending.size + (this.#wholePending ? 1 : 0);
  }

  update({ book, all, chapters, keys }: SnapshotChange): void {
    this.#book = book;
    if (all) {
      this.#memos.clear();
      this.#readers.clear();
      for (const [uri, { asked }] of this.#chapters) this.#noteReaders(uri, asked);
      this.#wholePending = true;
      for (const uri of this.#chapters.keys()) if (book.position(uri) < 0) this.forget(uri);
      this.#pending.clear();
      for (const uri of book.order) this.#pending.add(uri);
      return;
    }
    if (chapters.size === 0 && keys.size === 0) return;
    const changed = withUmbrellas(keys);
    for (const memo of this.#memos.values()) memo.forget(changed);
    for (const uri of chapters) if (book.position(uri) >= 0 || this.#chapters.has(uri)) this.#pending.add(uri);
    for (const uri of this.#mayHaveAsked(changed)) {
      const asked = this.#chapters.get(uri)?.asked;
      if (isAskedFor(changed, asked)) this.#pending.add(uri);
    }
    this.#wholePending ||= isAskedFor(changed, this.#whole.asked);
  }

  /** Looks at one more thing, at one of `first` before the rest; false when nothing is left. */
  step(first: Iterable<Uri>): boolean {
    if (!this.#book) return false;
    for (const uri of first) {
      if (this.isLookedAt(uri)) continue;
      this.#lint(uri);
      return true;
    }
    const [next] = this.#pending;
    if (next !== undefined) this.#lint(next);
    else if (this.#wholePending) this.#lintWhole();
    else return false;
    return true;
  }

  /**
   * The findings of a file as of the latest snapshot, by span. What only the whole-book rules can tell may still be
   * from the last time they ran, moved along with the text; `step` brings it up to date.
   */
  now(uri: Uri): readonly Finding[] {
    if (!this.#book) return [];
    if (!this.isLookedAt(uri)) this.#lint(uri);
    return this.#merge(this.#book, uri);
  }

  /** The same after the whole-book rules have run too. */
  exactly(uri: Uri): readonly Finding[] {
    if (this.#wholePending) this.#lintWhole();
    return this.now(uri);
  }

  /** False where the findings of a file are not those of the latest snapshot yet. */
  isUpToDate(uri: Uri): boolean {
    return !this.#pending.has(uri) && !this.#wholePending;
  }

  /** The files that have findings, or had some before their latest change. */
  files(): Set<Uri> {
    const files = new Set(this.#whole.byUri.keys());
    for (const [uri, { findings }] of this.#chapters) if (findings.length > 0) files.add(uri);
    return files;
  }

  /** The findings of a file as they were last known, without looking again. */
  known(uri: Uri): readonly Finding[] {
    return this.#book ? this.#merge(this.#book, uri) : [];
  }

  /** Drops a file that is not looked at any more: a stray chapter that was closed. */
  forget(uri: Uri): void {
    this.#chapters.delete(uri);
    this.#pending.delete(uri);
    this.#merged.delete(uri);
    this.#memos.delete(uri);
  }

  /** Whether the chapter rules ran on a file as it is; chapters that no list names are looked at too, as long as they are open. */
  isLookedAt(uri: Uri): boolean {
    return !this.#pending.has(uri) && (this.#chapters.has(uri) || !this.#book?.chapter(uri));
  }

  #lint(uri: Uri): void {
    this.#pending.delete(uri);
    const chapter = this.#book?.chapter(uri);
    if (!this.#book || !chapter) {
      this.forget(uri);
      return;
    }
    const result = lintChapter(this.#book, uri, this.#rules, this.#memoOf(chapter));
    this.#chapters.set(uri, result);
    this.#noteReaders(uri, result.asked);
  }

  /** Most keystrokes change nothing but a text; looking through what all chapters of a big book asked would be slow. */
  #mayHaveAsked(changed: ReadonlySet<string>): Iterable<Uri> {
    const readers = new Set<Uri>();
    for (const key of changed) {
      if (!key.startsWith('chapter:')) return this.#chapters.keys();
      for (const uri of this.#readers.get(key) ?? []) readers.add(uri);
    }
    return readers;
  }

  #noteReaders(uri: Uri, asked: Questions): void {
    for (const key of asked.texts()) {
      const readers = this.#readers.get(key) ?? new Set();
      this.#readers.set(key, readers.add(uri));
    }
  }

  #memoOf({ uri, parts }: Chapter): ChapterMemo | undefined {
    if (!parts) {
      this.#memos.delete(uri);
      return undefined;
    }
    const memo = this.#memos.get(uri) ?? new ChapterMemo();
    this.#memos.set(uri, memo);
    return memo;
  }

  #lintWhole(): void {
    const book = this.#book!;
    this.#wholePending = false;
    const { findings, asked } = lintWholeBook(book, this.#rules);
    const byUri = new Map<Uri, { document: BookDocument | undefined; findings: Finding[] }>();
    for (const finding of [...configFindings(book), ...findings]) {
      const own = byUri.get(finding.uri);
      if (own) own.findings.push(finding);
      else byUri.set(finding.uri, { document: book.document(finding.uri), findings: [finding] });
    }
    this.#whole = { byUri, asked };
  }

  /** Both kinds of findings in one list; the same list as long as both are the same. */
  #merge(book: Handbook, uri: Uri): readonly Finding[] {
    const own = this.#chapters.get(uri)?.findings ?? NONE;
    const whole = this.#whole.byUri.get(uri);
    if (!whole) return own;
    const document = book.document(uri);
    const before = this.#merged.get(uri);
    if (before && before.own === own && before.whole === whole && before.document === document) return before.findings;
    const carried = whole.document === document ? whole.findings : carryOver(whole, document);
    const findings = [...own, ...carried].sort(bySpan);
    this.#merged.set(uri, { own, whole, document, findings });
    return findings;
  }
}

interface WholeResult {
  readonly byUri: ReadonlyMap<Uri, { readonly document: BookDocument | undefined; readonly findings: Finding[] }>;
  readonly asked: Questions | undefined;
}

interface Merged {
  readonly own: readonly Finding[];
  readonly whole: unknown;
  readonly document: BookDocument | undefined;
  readonly findings: readonly Finding[];
}

const NONE: readonly Finding[] = [];

/** Questions about all keys of a kind (`ids`) have a new answer when any key of that kind has (`id:policies`). */
function withUmbrellas(keys: ReadonlySet<string>): ReadonlySet<string> {
  const changed = new Set(keys);
  for (const key of keys) {
    if (key.startsWith('id:')) changed.add('ids');
    else if (key.startsWith('ref:')) changed.add('references');
    else if (key.startsWith('fn:') || key.startsWith('en:')) changed.add('notes');
  }
  return changed;
}

function isAskedFor(changed: ReadonlySet<string>, asked: Questions | undefined): boolean {
  if (asked) for (const key of changed) if (asked.has(key)) return true;
  return false;
}
