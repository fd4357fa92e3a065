import { describe, expect, test } from 'vitest';
import { FencedHost } from '../../server/src/host/fencedHost.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';

const inside = 'vfs://host/repo';
const host = new FencedHost(
  new MemoryHost(
    ['repo/ch.md', 'repo/sub/ch.md', 'repository/ch.md', 'up.md'].map((path) => [`vfs://host/${path}`, '']),
  ),
  () => [inside],
  // As through a symbolic link; and one whose file is gone.
  (uri) => (uri.endsWith('/link.md') ? 'vfs://host/up.md' : uri.endsWith('/gone.md') ? undefined : uri),
);

describe('a host with a fence', () => {
  test.each(['', '/ch.md', '/sub/ch.md', '/sub'])('knows %s inside', async (path) => {
    expect(await host.stat(inside + path)).toBeDefined();
  });

  test.each([
    'vfs://host/up.md',
    'vfs://host/repository/ch.md',
    'vfs://host',
    'vfs://other/repo/ch.md',
    `${inside}/../up.md`,
    `${inside}/%2e%2E/up.md`,
    `${inside}/sub/..`,
    `${inside}/link.md`,
    `${inside}/gone.md`,
  ])('knows nothing of %s', async (uri) => {
    const answers = [host.read(uri), host.readHead(uri, 9), host.readTail(uri, 9), host.stat(uri), host.list(uri)];
    expect(await Promise.all(answers)).toEqual(answers.map(() => undefined));
  });
});
