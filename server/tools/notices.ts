import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';

/** Licences that let what we ship be shipped under MIT, with no more asked than to name them. */
const ACCEPTED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  '0BSD',
  'Python-2.0',
]);

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/**
 * Writes the names, versions and licences of all packages that are inside the bundles. Throws where one has a licence
 * that is not known to be fine.
 */
export function writeNotices(file: string, root: string, bundles: readonly Metafile[]): void {
  const folders = new Set(bundles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap(packageFolder));
  const packages = [...folders].map((folder) => readPackage(path.join(root, folder)));
  packages.sort((a, b) => (a.name < b.name ? -1 : 1));
  const notices = packages.map(
    ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text.trim()}\n`,
  );
  const head = 'Handbook Lint contains the following packages.\n';
  writeFileSync(file, [head, ...notices].join(`\n${'-'.repeat(80)}\n\n`));
}

function packageFolder(input: string): string[] {
  const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/'));
  return match ? [match[0]] : [];
}

function readPackage(folder: string): Package {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Package;
  if (!ACCEPTED.has(license))
    throw new Error(`${name} is bundled, and its licence (${license}) is not known to be fine.`);
  const found = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return {
    name,
    version,
    license,
    text: found ? readFileSync(path.join(folder, found), 'utf8') : `${license}, without a text of its own.`,
  };
}
