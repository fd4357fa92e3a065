import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type BookPlan, writtenBook } from './book/book.ts';
import type { BenchBook } from './scenario.ts';

export function generatedBook(folder: string, plan: BookPlan): BenchBook {
  return bookIn(writtenBook(folder, plan), `${plan.dialect} ${plan.chapters}`);
}

/** Any folder of Markdown on this machine. */
export function givenFolder(folder: string): BenchBook {
  return bookIn(path.resolve(folder), path.basename(path.resolve(folder)));
}

function bookIn(folder: string, label: string): BenchBook {
  const files = markdownFiles(folder).sort();
  return { label, folder, files, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0) };
}

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:md|markdown|mdwn|markua)$/i.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
