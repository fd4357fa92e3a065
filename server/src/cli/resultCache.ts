import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Uri } from '../base/uri.ts';
import type { Snapshot } from '../handbook/snapshot.ts';
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
  /** The findings of a chapter: the kept ones where everything they rest on is as it was, else fresh ones. */
  lint(uri: Uri): readonly Finding[];
  /** Keeps what this run knows. A disk that cannot be written to only costs time, so it is no error. */
  save(): void;
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
  open(book: Snapshot, rules: readonly Rule[], parts: readonly Part[] = []): BookCache {
    const name = [book.manifest?.uri ?? book.root, ...parts.map(({ index, count }) => `${index}/${count}`)].join(' ');
    const file = join(this.folder, `${digestOf(name).slice(0, 16)}.json`);
    const kept = readCacheFile(file, this.tool);
    const used = new Map<Uri, Entry>();
    const known = new WeakMap<object, string>();
    let isNew = false;
    return {
      lint: (uri) => {
        const key = chapterKey(book, uri, rules);
        const old = kept[uri];
        if (old?.key === key && stillAnswered(book, old.asked, known)) {
          used.set(uri, old);
          return old.findings;
        }
        const { book: asking, asked } = questioned(book, uri, known);
        const { findings } = lintChapter(asking, uri, rules);
        // A rule that failed may have failed for a reason that is gone tomorrow.
        if (!findings.some((finding) => finding.case === 'internal-error')) {
          used.set(uri, { key, asked: asked(), findings });
          isNew = true;
        }
        return findings;
      },
      save: () => {
        if (!isNew) return;
        const others = Object.entries(kept).filter(([uri]) => !used.has(uri) && book.chapter(uri));
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

function chapterKey(book: Snapshot, uri: Uri, rules: readonly Rule[]): string {
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
