import path from 'node:path';
import { bundleParsers } from '../parsers.ts';
import { type Command, measureProcess } from '../process.ts';
import type { BenchContext, Contestant } from '../scenario.ts';

export const ourName = 'handbook-lint';

/** Our command line over the context's book, its report as JSON in a file: what a CI job asks for. */
export function lintCommand({ program, book, scratch }: BenchContext, ...more: readonly string[]): Command {
  const report = path.join(scratch, 'report.json');
  return {
    program: process.execPath,
    args: [program, 'lint', '--format', 'json', '--output', report, ...more, book.folder],
    cwd: scratch,
  };
}

export function readContestant({ book }: BenchContext): Contestant {
  const script = path.resolve(import.meta.dirname, '../baselines/readFiles.mjs');
  return { name: 'reading', run: () => measureProcess({ program: process.execPath, args: [script, book.folder] }) };
}

export async function parseContestants({ book, peers, scratch }: BenchContext): Promise<Contestant[]> {
  const script = path.resolve(import.meta.dirname, '../baselines/parse.mjs');
  const parsers = await bundleParsers(peers, scratch);
  return parsers.map(({ name, file }) => ({
    name,
    run: () => measureProcess({ program: process.execPath, args: [script, file, book.folder] }),
  }));
}

/** Of rumdl's rules and markdownlint's those about links, pictures and references, which is what ours are about. */
const linkRules = ['MD042', 'MD045', 'MD051', 'MD052', 'MD053'];

/** The peers with the rules that both have with us; `cache` is rumdl's folder of kept results, none by default. */
export function peerContestants({ book, peers }: BenchContext, cache?: string): Contestant[] {
  const contestants: Contestant[] = [];
  const { rumdl, markdownlint } = peers;
  if (rumdl) {
    const kept = cache === undefined ? ['--no-cache'] : ['--cache-dir', cache];
    const rules = [...linkRules, 'MD057', 'MD059'].join(',');
    const args = ['check', '--no-config', '--silent', ...kept, '--enable', rules, book.folder];
    contestants.push({ name: 'rumdl 0.2.75', run: () => measureProcess({ program: rumdl, args }) });
  }
  // Ten seconds for a thousand files: at ten thousand one would wait for nothing new.
  if (markdownlint && cache === undefined && book.files.length <= 2000) {
    const args = [markdownlint, '**/*.md', '--no-globs', '--config', markdownlintConfig];
    contestants.push({
      name: 'markdownlint-cli2 0.24.1',
      run: () => measureProcess({ program: process.execPath, args, cwd: book.folder }),
    });
  }
  return contestants;
}

const markdownlintConfig = path.resolve(import.meta.dirname, '../baselines/links.markdownlint.json');
