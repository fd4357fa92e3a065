import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type Peers, shippedMarkdownIt } from './peers.ts';

/** A markdown-it as one file that Node starts quickly, as ours is. */
export interface BundledParser {
  readonly name: string;
  readonly file: string;
}

/** The parsers whose full parse is a baseline: the one that ships, and 15 with its class fields mended. */
export async function bundleParsers(peers: Peers, folder: string): Promise<readonly BundledParser[]> {
  const parsers = [await bundle(shippedParser, path.join(shippedMarkdownIt(), 'index.mjs'), folder)];
  if (peers.markdownIt15) {
    parsers.push(await bundle(mendedParser, path.join(peers.markdownIt15, 'dist/markdown-it.mjs'), folder));
  }
  return parsers;
}

const shippedParser = 'markdown-it 14.3.3';
const mendedParser = 'markdown-it 15.0.3 mended';
export const parserNames: readonly string[] = [shippedParser, mendedParser];

async function bundle(name: string, entry: string, folder: string): Promise<BundledParser> {
  const file = path.join(folder, `${name.replace(/[^\w.]+/g, '-')}.mjs`);
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    logLevel: 'error',
    plugins: [mendClassFields],
  });
  return { name, file };
}

/** 15's published files set class fields through a helper, which takes a quarter of its time; plain assignments do the same. */
const mendClassFields: Plugin = {
  name: 'mend-class-fields',
  setup({ onLoad }) {
    onLoad({ filter: /markdown-it\.mjs$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(/_defineProperty\(\s*this,\s*("\w+"),/g, '(this[$1] = '),
      loader: 'js',
    }));
  },
};
