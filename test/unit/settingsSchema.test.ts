import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/src/config/load.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { at } from '../support/book.ts';

const metas = allRules.map(({ meta }) => meta);
const published = compiled('handbook.schema.json');

function compiled(name: string) {
  const file = path.resolve(import.meta.dirname, '../../server/schema', name);
  return new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')));
}

async function problemsOf(value: unknown) {
  const text = JSON.stringify(value, undefined, 2);
  const { problems } = await loadConfig(new MemoryHost([[at('handbook.json'), text]]), at('handbook.json'), metas);
  // Files that "extends" names are looked for after the schema has had its say.
  return problems
    .filter(({ message }) => !/^The file |round in a circle/.test(message))
    .map((problem) => ({ ...problem, source: text.slice(problem.span.start, problem.span.end) }));
}

const word = fc.constantFrom(
  'off',
  'warn',
  'error',
  'markua',
  'x',
  '',
  'missing-id',
  'levels',
  'rules',
  'extends',
  'a/b~1',
);
const scalar = fc.oneof(word, fc.integer({ min: -1, max: 8 }), fc.boolean(), fc.constant(null), fc.constant(0.5));
const anything = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(word, tie('value'))),
})).value;
const rules = fc.dictionary(
  fc.constantFrom('missing-id', 'placeholder-marker', 'lorem-ipsum', 'mising-id'),
  fc.oneof(
    word,
    fc.tuple(word),
    fc.tuple(word, fc.dictionary(fc.constantFrom('levels', 'markers', 'x'), fc.oneof(anything, fc.array(scalar)))),
    anything,
  ),
);
const settings = fc.record(
  {
    extends: fc.oneof(word, fc.array(word), anything),
    dialect: fc.oneof(word, anything),
    ignore: fc.oneof(fc.array(word), anything),
    rules: fc.oneof(rules, anything),
    overrides: fc.array(fc.record({ files: fc.array(word), rules }, { requiredKeys: [] })),
    helpLinks: fc.record({ centres: fc.array(anything), maxAge: anything }, { requiredKeys: [] }),
    dialekt: anything,
  },
  { requiredKeys: [] },
);

describe('what is wrong with handbook.json', () => {
  it('is what its published schema says, each fault at a place of its own and in words', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async (value) => {
        const problems = await problemsOf(value);
        expect(problems.length > 0).toBe(!published(value));
        for (const { message, source } of problems) {
          expect(source).not.toBe('');
          expect(message).not.toContain('This is not possible here (');
        }
        const places = problems.map(({ span, message }) => `${span.start} ${message}`);
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('has a name’s neighbours and the place of its key, also deep inside', async () => {
    const value = { overrides: [{ files: ['a'], rules: { 'missing-id': ['warning', { levles: [1], syntax: 'x' }] } }] };
    const problems = await problemsOf(value);
    expect(problems.map(({ source, message }) => [source, message])).toEqual([
      ['"levles"', 'There is no setting "levles" here. Did you mean "levels"?'],
      ['"x"', '"x" is not possible here.'],
    ]);
    expect(problems[0]!.help).toBe('Known here: levels, prefix, syntax.');
  });

  it('says what a rule can be set to where it is neither word nor list', async () => {
    const [problem] = await problemsOf({ rules: { 'missing-id': 5 } });
    expect(problem).toMatchObject({ source: '5', message: 'Expected a text in quotes or a list in [ ].' });
  });
});

describe('the schema for editors that complete by one', () => {
  it('finds fault with nothing, because the server does', () => {
    const accepts = compiled('handbook.editor.schema.json');
    fc.assert(
      fc.property(fc.oneof(settings, anything), (value) => {
        expect(accepts(value)).toBe(true);
      }),
      { seed: 7 },
    );
  });
});
