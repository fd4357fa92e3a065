/**
 * Holds the rooms of the house apart: `npm run boundaries`. A checker that reads nothing finds nothing, so it must also
 * have seen enough modules and must object to a violation planted for it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = path.resolve(import.meta.dirname, '..');
const FEWEST_MODULES = 60;

process.chdir(root);
const options = await extractOptions('./.dependency-cruiser.cjs');
const tsConfig = extractTsConfig('./tsconfig.json');

const real = await check(['client/src', 'server/src']);
const problems = real.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
if (real.summary.totalCruised < FEWEST_MODULES) {
  problems.push(`only ${real.summary.totalCruised} modules were seen, at least ${FEWEST_MODULES} were expected`);
}

const planted = mkdtempSync(path.join(root, 'server/src/base/planted-'));
try {
  const file = path.join(planted, 'violation.ts');
  writeFileSync(
    file,
    "import { readFileSync } from 'node:fs';\nimport { lintBook } from '../../rules/run.ts';\nexport const seen = [readFileSync, lintBook];\n",
  );
  const { summary } = await check([path.relative(root, planted)]);
  for (const name of ['base-imports-only-its-own', 'core-has-no-node']) {
    if (!summary.violations.some(({ rule }) => rule.name === name))
      problems.push(`a planted violation of ${name} was not noticed`);
  }
} finally {
  rmSync(planted, { recursive: true });
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`Boundaries hold: ${real.summary.totalCruised} modules, planted violations noticed.`);

async function check(folders: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(folders, { ...options, validate: true }, undefined, { tsConfig });
  if (typeof output === 'string') throw new Error(output);
  return output;
}
