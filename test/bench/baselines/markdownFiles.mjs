import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The Markdown files in and below a folder, hidden ones and dependencies left out. */
export function* markdownFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* markdownFiles(path);
    else if (/\.(?:md|markdown|mdwn|markua)$/i.test(entry.name)) yield path;
  }
}
