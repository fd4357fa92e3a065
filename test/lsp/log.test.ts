import { describe, expect, it } from 'vitest';
import { RequestLog } from '../../server/src/lsp/requestLog.ts';
import { at } from '../support/book.ts';
import { CliSandbox } from '../support/cliSandbox.ts';
import { type LspClient, serve } from '../support/lspClient.ts';
import { runCli } from '../support/runCli.ts';

/** A word that stands wherever a book has words: none of them may be in what is sent with a report of a bug. */
const SECRET = 'Plumbus';
const files = {
  'Book.txt': `tea.md\n%% ${SECRET}\n`,
  'tea.md': [
    `# ${SECRET}`,
    `TODO ${SECRET}, see [${SECRET}](#${SECRET}) and ![${SECRET}](gone.png "${SECRET}")`,
    `{id: ${SECRET}}`,
    `## Of ${SECRET}`,
    `<!-- handbook-disable ${SECRET} -->`,
  ].join('\n\n'),
  'handbook.json': JSON.stringify({
    rules: { 'bare-url': 'error' },
  }),
  'handbook.links.json': `{"version": 1, "links": {"https://e.example/${SECRET}": {"status": "${SECRET}"}}}`,
};

describe('what is sent with a report of a bug', () => {
  it('--debug says what ran, on what, with which configuration, and how long: no word of the book', async () => {
    const sandbox = new CliSandbox(files);
    const { stdout, stderr, code } = await runCli(sandbox, ['--debug', '--format', 'json']);
    expect(stdout).toContain(SECRET);
    expect(stderr).not.toContain(SECRET);
    expect(stderr).toMatch(/^debug: handbook-lint \d+\.\d+\.\d+ on Node v\d+.*; stdout is no terminal$/m);
    expect(stderr).toContain(`debug: ["--debug","--format","json"] in ${sandbox.folder}`);
    expect(stderr).toMatch(
      /^debug: file:.*: markua, 1 chapters.*list file:.*Book\.txt; configuration .*handbook\.json.*bare-url error/m,
    );
    expect(stderr).toMatch(/^debug: timing: find \d+ ms, lint \d+ ms, all \d+ ms$/m);
    expect(stderr).toContain(`debug: exit code ${code}\n`);
    expect((await runCli(sandbox, ['--format', 'json'])).stderr).toBe('');
  });

  it('the log says the same of the server, and what was asked last', async () => {
    const requests = new RequestLog(() => performance.now());
    const { client } = await serve(files, { pull: true, environment: { requests, platform: () => 'a test' } });
    await client.open(at('tea.md'), files['tea.md']);
    await client.edit(at('tea.md'), 'TODO', `FIXME ${SECRET}`);
    await client.pull(at('tea.md'));
    await client.request('textDocument/hover', {
      textDocument: { uri: at('tea.md') },
      position: client.range(at('tea.md'), `#${SECRET}`).end,
    });
    await client.request('textDocument/rename', {}).catch(() => {});
    await client.connection.sendNotification('handbook/describe');
    const log = await client.until('the description', () =>
      logOf(client).find((text) => text.includes('last messages')),
    );
    expect(logOf(client)[0]).toMatch(
      /^Handbook Lint \d+\.\d+\.\d+ on a test, for an unnamed client; the workspace is trusted$/,
    );
    expect(log).toContain('settings: {"lint"');
    expect(log).toContain('folder: file:///book');
    expect(log).toContain('open: file:///book/tea.md markdown, version 2, 9 lines, in file:///book');
    expect(log).toMatch(/^book: file:\/\/\/book: markua, 1 chapters.*bare-url error.*\d+ findings in \d files/m);
    expect(log).toMatch(/^ {2}textDocument\/didChange file:\/\/\/book\/tea\.md \d+\.\d ms$/m);
    expect(log).toMatch(/^ {2}textDocument\/hover file:\/\/\/book\/tea\.md \d+\.\d ms$/m);
    // A request that fails inside is told at once, with what went before it.
    expect(logOf(client).find((text) => text.startsWith('before that:'))).toContain('textDocument/didOpen');
    expect(JSON.stringify(logOf(client))).not.toContain(SECRET);
  });
});

function logOf(client: LspClient): string[] {
  return client.heard
    .filter(({ method }) => method === 'window/logMessage')
    .map(({ params }) => (params as { message: string }).message);
}
