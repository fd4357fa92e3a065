import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { at } from '../support/book.ts';
import { type LspClient, serve } from '../support/lspClient.ts';
import { tinyPng } from '../support/tinyPng.ts';

/** What a page's title, a heading or an id may hold that an editor would take for more than words. */
const evil =
  '[click](command:workbench.action.terminal.new) <img src=x onerror=alert(1)> <b>b</b> ![i](https://t.example/p.png)';
const fences = '``` ` ```` \\ <!-- --> $(rm) <a href="command:x">y</a>';
const [safe, gone] = ['https://e.example/a', 'https://e.example/b'];
const record = { status: 'ok', checked: '2026-03-01', title: evil, updated: '2026-01-01', final: safe };

const files = {
  'Book.txt': `ch.md\nother.md\nno ${evil}.md\n`,
  'ch.md': `{id: ch}
# ${evil} ${fences}

See [one](#other), [two](#${evil}), [three](other.md#x), [page](${safe}), [gone](${gone}), note[^n] and [ref][r].

![${evil}](pic.png "${evil}") and ![${fences}](no${evil}.png)

[^n]: A note ${evil} ${fences}

[r]: ${safe} "${evil}"

{id: "${evil}"}
## ${fences}

TODO ${evil}

<!-- handbook-disable missing-id ${evil} -->
`,
  'other.md': `{id: other}\n# Other ${evil}\n\n${evil} ${fences}\n`,
  'handbook.json': JSON.stringify({ rules: { [evil]: 'off' } }),
  'handbook.links.json': JSON.stringify({
    version: 1,
    links: {
      [safe]: record,
      [gone]: { ...record, status: 'gone', failures: { count: 3, first: '2026-02-01', reason: evil } },
    },
  }),
  'resources/pic.png': tinyPng,
};

const everything = new MarkdownIt({ html: true, linkify: false });

/** What of a Markdown text would be more than words in an editor: HTML, pictures from elsewhere, links that do something. */
function live(markdown: string): string[] {
  const tokens = everything.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  return tokens.flatMap(({ type, content, attrs }) => {
    if (type.startsWith('html')) return [content];
    const target = attrs?.find(([name]) => name === 'href' || name === 'src')?.[1];
    if (target === undefined) return [];
    return type === 'image'
      ? target.startsWith('file:')
        ? []
        : [target]
      : /^(?:https?|file):/.test(target)
        ? []
        : [target];
  });
}

describe('what an editor shows of a book is words', () => {
  it('is told from what would be live', () => {
    expect(live(evil)).toEqual(
      expect.arrayContaining(['command:workbench.action.terminal.new', '<b>', 'https://t.example/p.png']),
    );
  });

  it('in hovers at every place, completions, lenses, hints and links', { timeout: 60_000 }, async () => {
    const { client } = await serve(files, { pull: true });
    let shown = 0;
    for (const name of ['ch.md', 'other.md', 'Book.txt', 'handbook.json', 'handbook.links.json'] as const) {
      await client.open(at(name), files[name], name.endsWith('.md') ? 'markdown' : 'plaintext');
      await client.request('handbook/lintChapter', { uri: at(name) });
      for (const markdown of await markdownOf(client, at(name), files[name])) {
        shown++;
        expect(live(markdown), markdown).toEqual([]);
      }
    }
    expect(shown).toBeGreaterThan(100);
  });

  it('in the report, which runs nothing but its own script', async () => {
    const { client } = await serve(files, { pull: true });
    const { html } = await client.request<{ html: string }>('handbook/report', { uri: at('ch.md'), nonce: 'n0' });
    expect(html).toContain('click');
    expect(html.match(/<script\b/g)).toHaveLength(1);
    expect(html).not.toMatch(/<img|<b>|onerror=alert\(1\)>|href="command:/);
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'/);
  });
});

/** Every text that the client shows as Markdown. */
async function markdownOf(client: LspClient, uri: string, text: string): Promise<string[]> {
  const answers: unknown[] = [];
  for (const [line, content] of text.split('\n').entries()) {
    for (let character = 0; character <= content.length; character += 3) {
      answers.push(
        await client.request('textDocument/hover', { textDocument: { uri }, position: { line, character } }),
      );
      if (character % 24 > 0) continue;
      const list = await client.request<{ items: object[] } | null>('textDocument/completion', {
        textDocument: { uri },
        position: { line, character },
      });
      for (const item of list?.items.slice(0, 5) ?? [])
        answers.push(await client.request('completionItem/resolve', item));
    }
  }
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  answers.push(await client.request('textDocument/inlayHint', { textDocument: { uri }, range }));
  answers.push(await client.request('textDocument/codeLens', { textDocument: { uri } }));
  return markdownIn(answers);
}

function markdownIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { kind, value: text } = value as { kind?: unknown; value?: unknown };
  if (kind === 'markdown' && typeof text === 'string') return [text];
  return Object.values(value).flatMap(markdownIn);
}
