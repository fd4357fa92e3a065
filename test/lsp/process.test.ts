import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { ServedBook } from '../support/servedBook.ts';
import type { Transport } from '../support/serverProcess.ts';

const tea = '# Tea\n\nBoil water first.\n';

describe('the server as a process', () => {
  const book = new ServedBook({
    'Book.txt': 'tea.md\ncups.md\n',
    'tea.md': tea,
    'cups.md': '{id: ch-cups}\n# Cups\n\nWarm them.\n',
  });
  const uriOf = (name: string) => book.uri(name);

  for (const transport of ['stdio', 'node-ipc', 'socket', 'pipe'] satisfies Transport[]) {
    it(`lints a book on disk over ${transport}, and ends with 0 after shutdown`, async () => {
      const { client, ended, stderr } = await book.start(transport);
      expect(client.initialized.serverInfo?.name).toBe('handbook-lint');
      await client.until('tea.md', () => client.pushed(uriOf('tea.md')));
      expect(client.pushed(uriOf('tea.md'))).toEqual(['1 missing-id']);
      await client.open(uriOf('tea.md'), tea);
      const [fix] = await client.actions(uriOf('tea.md'), client.range(uriOf('tea.md'), 'Tea'));
      client.apply(fix!.edit!);
      expect(client.text(uriOf('tea.md'))).toBe(`{id: ch-tea}\n${tea}`);
      await client.until('tea.md to be clean', () => client.pushed(uriOf('tea.md'))?.length === 0);
      await client.stop();
      expect(await ended).toBe(0);
      expect(stderr()).toBe('');
    });
  }

  it('follows files on disk', async () => {
    const { client } = await book.start();
    await client.until('tea.md', () => client.pushed(uriOf('tea.md')));
    book.write('cups.md', '# Cups\n\nWarm them.\n');
    await client.fileEvent(uriOf('cups.md'), FileChangeType.Changed);
    await client.until('cups.md', () => client.pushed(uriOf('cups.md'))?.join() === '1 missing-id');
    book.write('cups.md', '{id: ch-cups}\n# Cups\n\nWarm them.\n');
    await client.fileEvent(uriOf('cups.md'), FileChangeType.Changed);
    await client.until('cups.md to be clean', () => client.pushed(uriOf('cups.md'))?.length === 0);
  });

  it('ends with 1 when it is told to exit without a shutdown', async () => {
    const { client, ended } = await book.start();
    await client.connection.sendNotification('exit');
    expect(await ended).toBe(1);
  });

  it('ends with 1 when the connection breaks', async () => {
    const { process, ended } = await book.start();
    process.stdin!.end();
    expect(await ended).toBe(1);
  });

  it('ends with the client’s process, though the connection stays', async () => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const { ended } = await book.start('stdio', { processId: editor.pid! });
    const killed = performance.now();
    editor.kill('SIGKILL');
    expect(await ended).toBe(1);
    expect(performance.now() - killed).toBeLessThan(5000);
  });

  it('says what is wrong with its arguments', async () => {
    const child = spawn(process.execPath, [book.program, '--socket=tea']);
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).not.toBe(0);
    expect(stderr).toContain('--socket wants a port number, not "tea"');
  });
});
