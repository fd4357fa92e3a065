import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { writeNewFile } from '../host/writeFile.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { lintChapter } from '../rules/run.ts';
import { activeRules } from '../rules/settings.ts';
import type { LintFlags } from './lintOptions.ts';
import type { Part } from './parts.ts';
import { type Question, questioned, stillAnswered } from './questions.ts';

/** The findings of one book's chapters, as a run before left them and this one completes them. */
export interface BookCache {
  /** Whether a result of the chapter is kept that may hold; then it need not be looked at while it is read. */
  mayKnow(book: Handbook, uri: Uri): boolean;
  /** The book for a first look at a chapter, whose questions are noted. */
  asking(book: Handbook, uri: Uri): Handbook;
  /**
   * The findings of a chapter: the kept ones where everything they rest on is as it was, else those of the first look
   * (`seen`) where it holds, else fresh ones.
   */
  lint(book: Handbook, uri: Uri, seen: readonly Finding[] | undefined): readonly Finding[];
  /** Keeps what this run knows. A disk that cannot be written to only costs time, so it is no error. */
  save(book: Handbook): void;
}

/** A chapter's findings, with all they were made from. */
interface Entry {
  /** Of the chapter's text, the settings of its rules, and the book's frame. */
  readonly key: string;
  /** What the rules asked the book, and the digests of its answers. */
  readonly asked: readonly Question[];
  readonly findings: readonly Finding[];
}

interface CacheFile {
  readonly tool: string;
  readonly digest: string;
  readonly chapters: Readonly<Record<Uri, Entry>>;
}

/**
 * Results on disk, one file a book. A result is used again only if the chapter's text, its rules and their settings
 * and the program are the same, and every question that the rules asked the book (an id's definitions, a picture's
 * file, a link's record) has the answer it had. A file that is not whole, or by another program, is not looked at.
 */
export class ResultCache {
  readonly folder: string;
  /** The program whose results these are. */
  readonly tool: string;

  /** `program` is the path of the running program: what another build of it found is worth nothing. */
  constructor(folder: string, version: string, program: string | undefined) {
    this.folder = folder;
    this.tool = `${version} ${programDigest(program)}`;
  }

  /** `parts`: the run's part of the book, which has a file of its own, so that parts do not write over each other. */
  open({ manifest, root }: Handbook, rules: readonly Rule[], parts: readonly Part[] = []): BookCache {
    const name = [manifest?.uri ?? root, ...parts.map(({ index, count }) => `${index}/${count}`)].join(' ');
    const file = join(this.folder, `${digestOf(name).slice(0, 16)}.json`);
    const kept = readCacheFile(file, this.tool);
    const used = new Map<Uri, Entry>();
    const askedAtFirst = new Map<Uri, () => Question[]>();
    const known = new WeakMap<object, string>();
    let isNew = false;
    const lintAnew = (book: Handbook, uri: Uri) => {
      const { book: asking, asked } = questioned(book, uri, known);
      return { findings: lintChapter(asking, uri, rules).findings, asked };
    };
    return {
      mayKnow: (book, uri) => kept[uri]?.key === chapterKey(book, uri, rules),
      asking: (book, uri) => {
        const { book: asking, asked } = questioned(book, uri, known);
        askedAtFirst.set(uri, asked);
        return asking;
      },
      lint: (book, uri, seen) => {
        const key = chapterKey(book, uri, rules);
        const old = kept[uri];
        if (old?.key === key && stillAnswered(book, old.asked, known)) {
          used.set(uri, old);
          return old.findings;
        }
        const first = askedAtFirst.get(uri);
        const { findings, asked } = seen && first ? { findings: seen, asked: first } : lintAnew(book, uri);
        // A rule that failed may have failed for a reason that is gone tomorrow.
        if (!findings.some((finding) => finding.case === 'internal-error')) {
          used.set(uri, { key, asked: asked(), findings });
          isNew = true;
        }
        return findings;
      },
      save: (book) => {
        if (!isNew) return;
        const others = Object.entries(kept).filter(([uri]) => !used.has(uri) && book.hasChapter(uri));
        const chapters = { ...Object.fromEntries(others), ...Object.fromEntries(used) };
        const body = JSON.stringify(chapters);
        this.#write(file, `{"tool":${JSON.stringify(this.tool)},"digest":"${digestOf(body)}","chapters":${body}}\n`);
      },
    };
  }

  #write(file: string, text: string): void {
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(join(this.folder, '.gitignore'), '*\n');
      writeNewFile(file, text);
    } catch {
      // The next run takes as long as this one.
    }
  }
}

function readCacheFile(file: string, tool: string): CacheFile['chapters'] {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as CacheFile;
    if (content.tool !== tool || content.digest !== digestOf(JSON.stringify(content.chapters))) return {};
    return content.chapters;
  } catch {
    return {};
  }
}

function chapterKey(book: Handbook, uri: Uri, rules: readonly Rule[]): string {
  const settings = activeRules(rules, book.config, book.dialect, uri).map(({ rule, severity, isChosen, options }) => [
    rule.meta.name,
    severity,
    isChosen,
    options,
  ]);
  return digestOf(JSON.stringify([book.chapter(uri)?.text, book.dialect, settings, rules.length]));
}

/** Where results are kept, whether they are or not: an absolute path. */
export function cacheFolder({ cacheLocation }: LintFlags, cwd: string): string {
  return resolve(cwd, cacheLocation ?? '.handbook-cache');
}

function programDigest(program: string | undefined): string {
  if (program === undefined) return '';
  try {
    // The program itself is small and seldom another; what it loads is not.
    const files = [program, join(dirname(realpathSync(program)), 'cli.cjs')].filter((file) => existsSync(file));
    const stats = files.map((file) => statSync(file)).map(({ size, mtimeMs }) => `${size} ${mtimeMs}`);
    return digestOf(stats.join(' ')).slice(0, 16);
  } catch {
    return '';
  }
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
