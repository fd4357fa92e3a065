import { describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol';
import type { Uri } from '../../server/src/base/uri.ts';
import type { Entry } from '../../server/src/host/host.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { at, type Files } from '../support/book.ts';
import { connect, type LspClient, type LspClientOptions } from '../support/lspClient.ts';
import { turns } from '../support/turns.ts';

const tea = '# Tea\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n\nSee [cups](#ch-cups).\n';
const files = { 'Book.txt': 'tea.md\ncups.md\n', 'tea.md': tea, 'cups.md': '{id: ch-cups}\n# Cups\n\nWarm them.\n' };
const early = ['3 lorem-ipsum'];
const all = ['1 missing-id', '3 lorem-ipsum'];

/** A file system that lists no folder until it is told to, as a network may never do, and none again when it is held. */
class SlowHost extends MemoryHost {
  /** The folders asked for, in order. */
  readonly asked: Uri[] = [];
  #isOpen = false;
  #open = () => {};
  #opened = Promise.resolve();

  constructor(given: Files) {
    super(Object.entries(given).map(([path, content]) => [at(path), content]));
    this.hold();
  }

  hold(): void {
    this.#isOpen = false;
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  listNow(): void {
    this.#isOpen = true;
    this.#open();
  }

  override list(folder: Uri): readonly Entry[] | undefined {
    this.asked.push(folder);
    if (this.#isOpen) return super.list(folder);
    return this.#opened.then(() => super.list(folder)) as unknown as readonly Entry[];
  }
}

async function slow(options: LspClientOptions, given: Files = files): Promise<{ client: LspClient; host: SlowHost }> {
  const host = new SlowHost(given);
  return { client: await connect(host, options).start(), host };
}

describe('where folders are listed slowly', () => {
  it('an opened chapter is told at once what it shows by itself, and the rest when the book is read', async () => {
    const { client, host } = await slow({ pull: true });
    await client.open(at('tea.md'), tea);
    expect(await client.pulledAtOnce(at('tea.md'))).toEqual(early);
    await client.edit(at('tea.md'), 'See', 'TODO: see');
    expect(await client.pulledAtOnce(at('tea.md'))).toEqual([...early, '5 placeholder-marker']);
    expect(client.count('workspace/diagnostic/refresh')).toBe(0);
    host.listNow();
    await client.until('a refresh', () => client.count('workspace/diagnostic/refresh') > 0);
    expect(await client.pulledAtOnce(at('tea.md'))).toEqual([...all, '5 placeholder-marker']);
  });

  it('a client that is pushed to is told the same', async () => {
    const { client, host } = await slow({});
    await client.open(at('tea.md'), tea);
    await client.until('the first findings', () => client.pushed(at('tea.md'))?.join() === early.join());
    await client.edit(at('tea.md'), 'Lorem', 'TODO: lorem');
    await client.until('those of the edit', () => client.published(at('tea.md'))?.version === 2);
    expect(client.pushed(at('tea.md'))).toContain('3 placeholder-marker');
    host.listNow();
    await client.until('the rest', () => client.pushed(at('tea.md'))?.includes('1 missing-id'));
  });

  it('a client that could not be told of the rest waits for it', async () => {
    const { client, host } = await slow({
      pull: true,
      capabilities: { workspace: { diagnostics: { refreshSupport: false } } },
    });
    await client.open(at('tea.md'), tea);
    const pulled = client.pulledAtOnce(at('tea.md'));
    await turns(200);
    host.listNow();
    expect(await pulled).toEqual(all);
  });

  it('a client that could not be told of the rest does not have the book wait for a look that nobody takes', async () => {
    const { client, host } = await slow({
      pull: true,
      capabilities: { workspace: { diagnostics: { refreshSupport: false } } },
      // What waits for time to pass waits for ever.
      environment: { sleep: () => new Promise(() => {}) },
    });
    host.listNow();
    await client.open(at('tea.md'), tea);
    expect(await client.pulledAtOnce(at('tea.md'))).toEqual(all);
  });

  it('a chapter that goes with no book is told nothing', async () => {
    const { client, host } = await slow({ pull: true }, { ...files, 'notes.txt': tea });
    await client.open(at('notes.txt'), tea, 'plaintext');
    const pulled = client.pulledAtOnce(at('notes.txt'));
    host.listNow();
    expect(await pulled).toEqual([]);
  });
});

describe('reading that takes long', () => {
  it('is shown, and its end too', async () => {
    const { client, host } = await slow({ pull: true });
    const begin = await client.until('progress', () => progressOf(client).find(({ kind }) => kind === 'begin'));
    expect(begin).toMatchObject({ title: 'Reading the book', cancellable: true });
    host.listNow();
    await client.until('its end', () => progressOf(client).some(({ kind }) => kind === 'end'));
  });

  it('is not shown where it is over soon', async () => {
    // However slow the machine is, no time passes until the book is read.
    const { client, host } = await slow({ pull: true, environment: { now: () => 0 } });
    host.listNow();
    await client.open(at('tea.md'), tea);
    expect(await client.pulledAtOnce(at('tea.md'))).toEqual(all);
    await turns(1200);
    expect(progressOf(client)).toEqual([]);
  });

  it('can be stopped: open chapters keep what they show by themselves, and it is said once why there is no more', async () => {
    const { client, host } = await slow({ pull: true, initializationOptions: { status: true } });
    await client.open(at('tea.md'), tea);
    expect(await client.pulledAtOnce(at('tea.md'))).toEqual(early);
    const hover = client.request('textDocument/hover', { textDocument: { uri: at('tea.md') }, position: inCrosslink });
    await stop(client);
    expect(await hover).toBeNull();
    await client.until('a status', () => statusOf(client) === 'stopped');
    await client.edit(at('tea.md'), 'See', 'TODO: see');
    expect(await client.pulledAtOnce(at('tea.md'))).toEqual([...early, '5 placeholder-marker']);
    await client.open(at('cups.md'), files['cups.md']);
    expect(await client.pulledAtOnce(at('cups.md'))).toEqual([]);
    // A file that comes is no reason to begin again.
    await client.fileEvent(at('more.md'), FileChangeType.Created);
    expect(client.count('window/showMessage')).toBe(1);

    host.listNow();
    await client.request('handbook/lintBook', {});
    expect(await client.pulledAtOnce(at('tea.md'))).toEqual([...all, '5 placeholder-marker']);
    await client.until('the status of a read book', () => statusOf(client) === 'ready');
  });

  it('stays away for a moment after a question about a place', async () => {
    const slept: number[] = [];
    const sleep = async (milliseconds: number) => void slept.push(milliseconds);
    const { client, host } = await slow({ pull: true, environment: { now: () => 0, sleep } });
    host.listNow();
    await client.request('handbook/lintBook', {});
    const lookAgain = async () => {
      slept.length = 0;
      await client.fileEvent(at('more.md'), FileChangeType.Created);
      await client.request('handbook/lintBook', {});
      return slept;
    };
    expect(await lookAgain()).not.toContain(30);
    await client.request('textDocument/hover', { textDocument: { uri: at('tea.md') }, position: inCrosslink });
    expect(await lookAgain()).toContain(30);
  });

  it('begins with the books of open chapters', async () => {
    const book = (name: string) => ({ [`${name}/Book.txt`]: 'one.md\n', [`${name}/one.md`]: '# One\n\nText.\n' });
    const { client, host } = await slow({}, { ...book('a'), ...book('b'), ...book('c') });
    await client.open(at('c/one.md'), '# One\n\nText.\n');
    host.listNow();
    await client.until('the findings of the last book', () => client.pushed(at('b/one.md')));
    // The search comes by all of them first.
    const again = host.asked.filter((folder, index) => host.asked.indexOf(folder) < index);
    expect(again.filter((folder) => /\/[abc]$/.test(folder))).toEqual([at('c'), at('a'), at('b')]);
  });
});

it('symbols that are asked for while a book is read are found in the one that takes its place', async () => {
  const { client, host } = await slow({ pull: true });
  host.listNow();
  await client.request('handbook/lintBook', {});
  host.hold();
  await client.fileEvent(at('more.md'), FileChangeType.Created);
  const asked = client.request<{ name: string }[]>('workspace/symbol', { query: 'cup' });
  host.write(at('Other.txt'), 'cups.md\n');
  host.write(at('handbook.json'), '{ "book": "Other.txt" }');
  await client.fileEvent(at('handbook.json'), FileChangeType.Created);
  await turns(50);
  host.listNow();
  expect((await asked).map(({ name }) => name)).toEqual(['Cups', '#ch-cups']);
});

const inCrosslink = { line: 4, character: 6 };

async function stop(client: LspClient): Promise<void> {
  const token = await client.until('progress', () => {
    const begun = client.heard.find(({ method, params }) => method === '$/progress' && isBegin(params));
    return (begun?.params as { token: string } | undefined)?.token;
  });
  await client.connection.sendNotification('window/workDoneProgress/cancel', { token });
  await client.until('a word about it', () => client.count('window/showMessage') > 0);
}

function isBegin(params: unknown): boolean {
  return (params as { value: { kind: string } }).value.kind === 'begin';
}

function progressOf(client: LspClient): { readonly kind: string }[] {
  return client.heard
    .filter(({ method }) => method === '$/progress')
    .map(({ params }) => (params as { value: { kind: string } }).value);
}

function statusOf(client: LspClient): string | undefined {
  const told = client.heard.findLast(({ method }) => method === 'handbook/status');
  return (told?.params as { state: string } | undefined)?.state;
}
