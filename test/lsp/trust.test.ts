import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileUri, fsPath, type Uri } from '../../server/src/base/uri.ts';
import type { Host } from '../../server/src/host/host.ts';
import { NodeHost, realUri } from '../../server/src/host/nodeHost.ts';
import { connect, type LspClient } from '../support/lspClient.ts';
import { tinyPng } from '../support/tinyPng.ts';

let top: string;
let work: string;
const uriOf = (name: string) => fileUri(path.join(work, name));

const chapter = `# Tea

[Out](../outside/secret.md#ch-secret) and [linked](linked/secret.md), [by id](#ch-secret).

![A secret](../outside/secret.png)

![A secret](linked/secret.png)

![A secret](secret.png)

![A secret](/../outside/secret.png)
`;

/** A workspace that tries every way out of itself, and what lies beside it. */
beforeAll(() => {
  top = realpathSync(mkdtempSync(path.join(tmpdir(), 'handbook-trust-')));
  work = path.join(top, 'work');
  mkdirSync(work);
  mkdirSync(path.join(top, 'outside'));
  const write = (name: string, content: string | Uint8Array) => writeFileSync(path.join(top, name), content);
  write('outside/secret.md', '{id: ch-secret}\n# TOPSECRET\n\nNothing to see.\n');
  write('outside/secret.png', tinyPng);
  write('outside/Book.txt', 'secret.md\n');
  write('handbook.json', '{"rules": {"TOPSECRET": "off"}}');
  write('work/tea.md', chapter);
  write('work/plain.md', chapter);
  write('work/Book.txt', 'tea.md\nlink.md\nlinked/secret.md\n../outside/secret.md\n');
  symlinkSync('../outside/secret.md', path.join(work, 'link.md'));
  symlinkSync('../outside', path.join(work, 'linked'));
  symlinkSync(path.join(top, 'outside/secret.md'), path.join(work, 'plain-link.md'));
  mkdirSync(path.join(work, 'other'));
  write('work/other/handbook.json', '{"book": "../../outside/Book.txt", "resources": ["../../outside", "../linked"]}');
  write('work/other/ch.md', chapter);
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** The disk, and what was asked of it outside of the workspace: as it was asked, and where that really is. */
function spied(): { readonly host: Host; readonly outside: string[] } {
  const disk = new NodeHost();
  const outside: string[] = [];
  const noted = (call: string, uri: Uri) => {
    const real = realPath(fsPath(uri));
    if (real !== undefined && real !== work && !real.startsWith(`${work}${path.sep}`)) outside.push(`${call} ${real}`);
    return uri;
  };
  const host: Host = {
    read: (uri) => disk.read(noted('read', uri)),
    readHead: (uri, limit) => disk.readHead(noted('read', uri), limit),
    readTail: (uri, limit) => disk.readTail(noted('read', uri), limit),
    stat: (uri) => disk.stat(noted('stat', uri)),
    list: (uri) => disk.list(noted('list', uri)),
  };
  return { host, outside };
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

async function opened(isTrusted: boolean) {
  const { host, outside } = spied();
  const called: string[] = [];
  const client = connect(undefined, {
    pull: true,
    folders: [fileUri(work)],
    initializationOptions: { isTrusted },
    settings: { links: { network: true } },
    environment: {
      createHost: () => host,
      realUri,
      history: () => {
        called.push('git');
        return (async function* () {})();
      },
      linkNetwork: async () => {
        called.push('network');
        throw new Error('not here');
      },
    },
  });
  await client.start();
  const said = JSON.stringify(await everything(client));
  return { said, outside, called };
}

/** What an author may ask of every file, and what it leads to. */
async function everything(client: LspClient): Promise<unknown[]> {
  const answers: unknown[] = [];
  const ask = async (method: string, params: object) => answers.push(await client.request(method, params));
  await ask('workspace/diagnostic', { previousResultIds: [] });
  for (const name of ['tea.md', 'plain.md', 'other/ch.md']) {
    const textDocument = { uri: uriOf(name) };
    await client.open(uriOf(name), chapter);
    await ask('textDocument/diagnostic', { textDocument });
    await ask('textDocument/documentLink', { textDocument });
    for (const words of [
      'secret.md#',
      'linked/',
      'ch-secret)',
      '../outside/secret.png',
      'linked/secret.png',
      '(secret',
    ]) {
      const position = client.range(uriOf(name), words).end;
      for (const method of ['hover', 'definition', 'completion']) {
        await ask(`textDocument/${method}`, { textDocument, position });
      }
    }
    await ask('handbook/preview', { uri: uriOf(name) });
    await ask('handbook/report', { uri: uriOf(name), nonce: 'n', history: true });
  }
  await ask('workspace/symbol', { query: 'secret' });
  answers.push(await client.request('handbook/checkLinks', { uri: uriOf('tea.md') }).catch(() => 'refused'));
  return answers;
}

describe.skipIf(process.platform === 'win32')('a workspace that is not trusted', () => {
  it('makes nothing be read outside of it, by whatever its files say, no git started and no network asked', async () => {
    const { said, outside, called } = await opened(false);
    expect(outside).toEqual([]);
    expect(called).toEqual([]);
    expect(said).not.toContain('TOPSECRET');
    expect(said).toContain('missing-id');
  });

  it('is the reason: a trusted one leads out of itself', async () => {
    const { said, outside, called } = await opened(true);
    expect(new Set(outside)).toContain(`read ${path.join(top, 'outside/secret.md')}`);
    expect(outside.length).toBeGreaterThan(5);
    expect(called).toEqual(expect.arrayContaining(['git', 'network']));
    expect(said).toContain('TOPSECRET');
  });
});
