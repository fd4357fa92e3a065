// Parses every Markdown file of a folder with a bundled markdown-it, blocks and inline, on one thread.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { markdownFiles } from './markdownFiles.mjs';

const { default: MarkdownIt } = await import(pathToFileURL(process.argv[2]).href);
const md = new MarkdownIt({ html: true });
let tokens = 0;
for (const file of markdownFiles(process.argv[3])) tokens += md.parse(readFileSync(file, 'utf8'), {}).length;
process.stdout.write(`${tokens}\n`);
