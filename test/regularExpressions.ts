/**
 * Proves that no regular expression of ours can be made to run away: `npm run regexps`. Those written as literals are
 * read from the source; those put together while the program runs are caught while it lints the sample book. Texts of
 * strangers meet all of them, so one that is worse than linear fails the test.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check } from 'recheck';
import { globSync } from 'tinyglobby';
import ts from 'typescript';
import { isLinear } from './support/growth.ts';

interface Expression {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const root = path.resolve(import.meta.dirname, '..');
const FEWEST = 400;
const PLANTED: Expression = { place: 'planted', source: '\\s+$', flags: '' };

process.chdir(root);
const expressions = [...literals(), ...(await builtAtRunTime())];
const problems: string[] = [];
if (expressions.length < FEWEST)
  problems.push(`only ${expressions.length} were found, at least ${FEWEST} were expected`);
if (!(await trouble(PLANTED))) problems.push('a planted quadratic one was not noticed');

const seen = new Set<string>();
for (const expression of expressions) {
  const key = `/${expression.source}/${expression.flags}`;
  if (seen.has(key)) continue;
  seen.add(key);
  const found = await trouble(expression);
  if (found) problems.push(`${expression.place}: ${found}: ${key}`);
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`${seen.size} regular expressions are linear; a planted one that is not was noticed.`);

async function trouble({ source, flags }: Expression): Promise<string | undefined> {
  const result = await check(source, flags, { timeout: 20_000 });
  if (result.status === 'safe') return undefined;
  if (result.status === 'unknown') return `cannot be judged (${result.error.kind})`;
  const { pumps, suffix } = result.attack;
  const expression = new RegExp(source, flags);
  const attack = (times: number) =>
    `${pumps.map(({ prefix, pump }) => prefix + pump.repeat(times / pump.length)).join('')}${suffix}`;
  // What is suspected is tried by the clock, which other processes slow down; so it is tried again by the processor's time.
  if (result.complexity.type === 'polynomial' && isLinear((times) => expression.test(attack(times)), 5000))
    return undefined;
  return result.complexity.summary;
}

function literals(): Expression[] {
  return globSync(['server/src/**/*.ts', 'client/src/**/*.ts']).flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const found: Expression[] = [];
    const visit = (node: ts.Node) => {
      if (ts.isRegularExpressionLiteral(node)) {
        const slash = node.text.lastIndexOf('/');
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        found.push({ place: `${file}:${line}`, source: node.text.slice(1, slash), flags: node.text.slice(slash + 1) });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** Loads the command line with a `RegExp` that notes what our own files build, and lints the sample book. */
async function builtAtRunTime(): Promise<Expression[]> {
  const found: Expression[] = [];
  const plain = globalThis.RegExp;
  globalThis.RegExp = new Proxy(plain, {
    construct(target, args: [string | RegExp, string?], newTarget) {
      const built: RegExp = Reflect.construct(target, args, newTarget);
      const caller = /(?:server|client)\/src\/[\w./-]+:\d+/.exec(new Error().stack?.split('\n')[2] ?? '');
      if (caller) found.push({ place: caller[0], source: built.source, flags: built.flags });
      return built;
    },
  });
  try {
    const { allRules } = await import('../server/src/rules/registry.generated.ts');
    const { lintBook } = await import('../server/src/rules/run.ts');
    const { openSampleBook } = await import('./support/diskBook.ts');
    lintBook(await openSampleBook('cloud-handbook'), allRules);
  } finally {
    globalThis.RegExp = plain;
  }
  return found;
}
