import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { CodeLens, Hover } from 'vscode-languageserver-protocol';
import { at } from '../support/book.ts';
import { serve } from '../support/lspClient.ts';

const files = {
  'Book.txt': 'tea.md\n',
  'tea.md':
    '{id: ch-tea}\n# Tea\n\nSee [above](#ch-tea), [here](#ch-tea).\n\n## Pot\n\n![](gone.png)\n\n# Cups\n\nWarm them.\n',
};
const uri = at('tea.md');

async function spoken(locale: string, texts: unknown) {
  const { client } = await serve(files, { locale, initializationOptions: { texts } });
  await client.open(uri, files['tea.md']);
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  const actions = await client.actions(uri, client.range(uri, 'gone.png'));
  const hover = await client.request<Hover>('textDocument/hover', {
    textDocument: { uri },
    position: client.range(uri, 'ch-tea}').start,
  });
  const { html } = await client.request<{ html: string }>('handbook/report', { uri, nonce: 'n', history: false });
  return {
    lens: lenses[0]?.command?.title,
    ignore: actions.map(({ title }) => title).at(-1),
    hover: (hover.contents as { value: string }).value.split('\n')[0],
    page: /<html lang="([^"]*)">/.exec(html)?.[1],
    title: /<h1>(.*)<\/h1>/.exec(html)?.[1],
    fixable: /<li>([^<]*(?:Fix All|beheben)[^<]*)<\/li>/.exec(html)?.[1],
    place: /<span class="place">(.*?)<\/span>/.exec(html)?.[1],
  };
}

const bundle = (language: string) => {
  const file = path.resolve(import.meta.dirname, `../../l10n/bundle.l10n.${language}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
};

it('are those of the client', async () => {
  expect(await spoken('de', bundle('de'))).toEqual({
    lens: '2 Verweise',
    ignore: 'missing-image in dieser Zeile übergehen',
    hover: '2-mal verwendet:',
    page: 'de',
    title: '1 Kapitel: 1 Fehler, 1 Warnung und 1 Hinweis',
    fixable: '1 Problem mit „Alles im Buch beheben“ zu beheben',
    place: 'Zeile 8:5',
  });
  expect(await spoken('zh-cn', bundle('zh-cn'))).toMatchObject({ lens: '2 处引用', page: 'zh-CN', place: '第 8:5 行' });
});

it('are English where the client has none, or none that can be used', async () => {
  const english = { lens: '2 references', ignore: 'Ignore missing-image on this line', page: 'en', place: 'Line 8:5' };
  expect(await spoken('de', undefined)).toMatchObject(english);
  expect(await spoken('en', 'nonsense')).toMatchObject(english);
  expect(await spoken('no language', { '{0} references': 7 })).toMatchObject(english);
});
