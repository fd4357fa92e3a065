import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const languages = ['de', 'zh-cn'];

describe('the texts of package.json', () => {
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
  const used = [...new Set([...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key!))].sort();
  const english = texts('package.nls.json');

  it('are those of package.nls.json, and all of them', () => {
    expect(Object.keys(english).sort()).toEqual(used);
  });

  it.each(languages)('are there in %s', (language) => {
    const translated = texts(`package.nls.${language}.json`);
    expect(Object.keys(translated)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(translated)) {
      expect(text.trim(), key).not.toBe('');
      expect(commands(text), key).toEqual(commands(english[key]!));
    }
  });

  it('describe the pictures of the walkthrough, which VS Code reads out by what they say themselves', () => {
    for (const step of ['open', 'lint', 'mend', 'write']) {
      const picture = readFileSync(path.join(root, `client/media/walkthrough/${step}.svg`), 'utf8');
      expect(picture).toContain(`role="img" aria-label="${english[`walkthrough.${step}.alt`]}"`);
    }
  });

  it('are all translatable: no command, view, setting or step has one of its own', () => {
    const plain = [...manifest.matchAll(/"(?:title|description|markdownDescription|altText)": "(?!%)([^"]*)"/g)];
    const allowed = new Set(['Handbook Lint']);
    expect(plain.map(([, text]) => text).filter((text) => !allowed.has(text!))).toEqual([]);
  });
});

describe('the texts of the extension’s code, and what its server says to authors', () => {
  const used = [...new Set(sources().flatMap(textsOf))].sort();

  it('are found', () => {
    expect(used.length).toBeGreaterThan(50);
  });

  it.each(languages)('are there in %s, with the same holes, and no others are', (language) => {
    const translated = texts(`l10n/bundle.l10n.${language}.json`);
    expect(Object.keys(translated).sort()).toEqual(used);
    for (const [key, text] of Object.entries(translated)) expect(holes(text), key).toEqual(holes(key));
  });
});

function texts(file: string): Record<string, string> {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string>;
}

function sources(): string[] {
  return ['client/src', 'server/src'].flatMap((folder) => {
    const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
    return names
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(root, folder, name), 'utf8'));
  });
}

/** What is given to `l10n.t`, `t` and `count` of `Texts`: the tool that makes bundles reads literals only, and so does this. */
function textsOf(source: string): string[] {
  const literal = String.raw`'((?:[^'\\]|\\.)*)'`;
  const one = source.matchAll(new RegExp(String.raw`\bt\(\s*${literal}`, 'g'));
  const counted = source.matchAll(
    new RegExp(String.raw`\bcount\([^'()]*(?:\([^'()]*\)[^'()]*)?,\s*${literal},\s*${literal}`, 'g'),
  );
  return [...one, ...counted].flatMap(([, ...found]) => found.map((text) => text.replace(/\\(.)/g, '$1')));
}

function holes(text: string): string[] {
  return [...text.matchAll(/\{\d\}/g)].map(([hole]) => hole).sort();
}

function commands(text: string): string[] {
  return [...text.matchAll(/\(command:[\w.]+\)/g)].map(([command]) => command);
}
