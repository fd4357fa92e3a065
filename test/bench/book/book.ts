import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tinyPng } from '../../support/tinyPng.ts';
import { type BookDialect, chapterText, markdownPath, markuaPath, pictureCount, picturePath } from './chapter.ts';
import { Random } from './random.ts';

export interface BookPlan {
  readonly seed: number;
  readonly dialect: BookDialect;
  readonly chapters: number;
}

/** Change it whenever the same plan gives another book, so that no old one is measured. */
const GENERATION = 2;

/** The plan's book on disk, below `folder`; written there unless it was before. Returns the book's own folder. */
export function writtenBook(folder: string, plan: BookPlan): string {
  const book = path.join(folder, `${plan.dialect}-${plan.chapters}-seed${plan.seed}-v${GENERATION}`);
  const done = path.join(folder, `${path.basename(book)}.complete`);
  if (existsSync(done)) return book;
  rmSync(book, { recursive: true, force: true });
  for (const [file, content] of bookFiles(plan)) {
    const target = path.join(book, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  writeFileSync(done, '');
  return book;
}

/** Every file of the plan's book by its path from the book's folder, one after the other. */
function* bookFiles(plan: BookPlan): Generator<readonly [path: string, content: string | Uint8Array]> {
  const { seed, dialect, chapters: count } = plan;
  const isMarkua = dialect === 'markua';
  for (let index = 0; index < count; index++) {
    const text = chapterText({ seed, dialect, index, count, length: chapterLength(seed, index) });
    yield [isMarkua ? markuaPath(index) : markdownPath(index), text];
  }
  for (let picture = 0; picture < pictureCount(count); picture++) {
    yield [`${isMarkua ? 'resources/' : ''}${picturePath(picture)}`, tinyPng];
  }
  if (isMarkua) yield ['Book.txt', Array.from({ length: count }, (_, index) => `${markuaPath(index)}\n`).join('')];
}

/** From 2 to 30 KB, most of them short and about 4 KB on average, as in a large handbook. */
function chapterLength(seed: number, index: number): number {
  const random = new Random(seed * 31 + index * 101 + 5);
  return Math.min(30_000, Math.round(1_800 - 2_000 * Math.log(1 - random.next())));
}
