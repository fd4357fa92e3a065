import { describe, expect, it } from 'vitest';
import type { Config } from '../../server/src/config/config.ts';
import { loadConfig } from '../../server/src/config/load.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { at } from '../support/book.ts';

function load(files: Record<string, string>): Promise<Config> {
  return loadConfig(
    new MemoryHost(Object.entries(files).map(([name, text]) => [at(name), text])),
    at('handbook.json'),
    allRules.map(({ meta }) => meta),
  );
}

/** The problems of a handbook.json as `line:column text: message`, counted from 1. */
async function problems(text: string, others: Record<string, string> = {}): Promise<string[]> {
  const config = await load({ 'handbook.json': text, ...others });
  return config.problems.map(({ span, message, uri }) => {
    const source = uri === at('handbook.json') ? text : (others[uri.slice(at('').length)] ?? '');
    const { line, character } = config.document!.lines.position(span.start);
    return `${line + 1}:${character + 1} ${source.slice(span.start, span.end)}: ${message}`;
  });
}

describe('handbook.json', () => {
  it('has comments, trailing commas and rules with options', async () => {
    const config = await load({
      'handbook.json':
        '{\n // why\n "dialect": "lfm",\n "rules": { "missing-id": ["error", { "levels": [1, 2] }], "lorem-ipsum": "off", },\n}',
    });
    expect(config.problems).toEqual([]);
    expect(config.dialect).toBe('lfm');
    expect(config.rules).toEqual({
      'missing-id': { severity: 'error', options: { levels: [1, 2] } },
      'lorem-ipsum': { severity: 'off', options: {} },
    });
  });

  it.each([
    [
      'an unknown rule',
      '{ "rules": { "mising-id": "off" } }',
      '1:14 "mising-id": There is no rule "mising-id" here. Did you mean "missing-id"?',
    ],
    [
      'an unknown setting',
      '{\n  "dialekt": "lfm"\n}',
      '2:3 "dialekt": There is no setting "dialekt" here. Did you mean "dialect"?',
    ],
    ['an unknown severity', '{ "rules": { "lorem-ipsum": "warn" } }', '1:29 "warn": "warn" is not possible here.'],
    [
      'a wrong dialect',
      '{ "dialect": "markuaa" }',
      '1:14 "markuaa": "markuaa" is not possible here. Did you mean "markua"?',
    ],
    ['a wrong type', '{ "ignore": "drafts" }', '1:13 "drafts": Expected a list in [ ], found a text in quotes.'],
    [
      'a wrong option',
      '{ "rules": { "missing-id": ["error", { "level": [1] }] } }',
      '1:40 "level": There is no setting "level" here. Did you mean "levels"?',
    ],
    [
      'an option out of range',
      '{ "rules": { "missing-id": ["error", { "levels": [7] }] } }',
      '1:51 7: Must be 6 or less.',
    ],
    ['too many items', '{ "rules": { "missing-id": ["error", {}, 1] } }', '1:42 1: At most 2 items belong here.'],
    ['a missing part', '{ "overrides": [{ "files": ["a"] }] }', '1:17 { "files": ["a"] }: "rules" is missing.'],
    [
      'a missing base',
      '{ "extends": "./base.json" }',
      '1:14 "./base.json": The file "./base.json" named in "extends" is not there.',
    ],
    [
      'a circle',
      '{ "extends": "./handbook.json" }',
      '1:14 "./handbook.json": "./handbook.json" extends this file in turn: the two go round in a circle.',
    ],
  ])('reports %s at its place', async (_, text, expected) => {
    expect(await problems(text)).toEqual([expected]);
  });

  it('reports broken JSON and keeps what can be read', async () => {
    expect((await problems('{ "dialect": "lfm" "ignore": [] }')).length).toBeGreaterThan(0);
    const config = await load({ 'handbook.json': '{ "dialect": "lfm", "ignore": ["a"], "book": 5' });
    expect(config.dialect).toBe('lfm');
    expect(config.ignore).toEqual(['a']);
    expect(config.book).toBeUndefined();
  });

  it('cannot reach a prototype', async () => {
    await load({
      'handbook.json': '{ "__proto__": { "polluted": true }, "rules": { "__proto__": "off", "constructor": "off" } }',
    });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('extends a preset and other files, the nearer one winning', async () => {
    const config = await load({
      'handbook.json': '{ "extends": ["strict", "./base.json"], "rules": { "lorem-ipsum": "hint" } }',
      'base.json': '{ "ignore": ["a/"], "rules": { "lorem-ipsum": "off", "missing-id": "error" } }',
    });
    expect(config.preset).toBe('strict');
    expect(config.ignore).toEqual(['a/']);
    expect(config.rules['lorem-ipsum']?.severity).toBe('hint');
    expect(config.rules['missing-id']?.severity).toBe('error');
  });

  it('is the defaults where there is none', async () => {
    const config = await load({});
    expect(config.preset).toBe('recommended');
    expect(config.document).toBeUndefined();
  });
});
