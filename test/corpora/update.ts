/** Writes `summary.json` from the real books beside the checkout: `npx tsx test/corpora/update.ts`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { corpusNames, lintCorpus, type Summary, summarize } from './lintCorpora.ts';

const names = corpusNames();
if (names.length === 0) throw new Error('There are no books beside this checkout, so the summary stays as it is.');
const summary: Record<string, Summary[]> = {};
for (const name of names) summary[name] = (await lintCorpus(name)).map(summarize);
writeFileSync(path.join(import.meta.dirname, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
