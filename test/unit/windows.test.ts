import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { basename, canonicalUri, dirname, joinUri, pathFrom, relativePath } from '../../server/src/base/uri.ts';
import { discoverBooks } from '../../server/src/handbook/discover.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';

describe('URIs with a drive letter', () => {
  test.each([
    'file:///C:/Books/ch 1.md',
    'file:///c:/Books/ch%201.md',
    'file:///c%3A/Books/ch%201.md',
    'file:///C%3a/Books/ch%201.md',
  ])('%s is one with all of its spellings', (uri) => {
    expect(canonicalUri(uri)).toBe('file:///c%3A/Books/ch%201.md');
  });

  test('are joined and parted', () => {
    const root = canonicalUri('file:///C:/Books');
    const chapter = joinUri(root, 'part one/ch.md');
    expect(chapter).toBe('file:///c%3A/Books/part%20one/ch.md');
    expect([dirname(chapter), basename(chapter)]).toEqual(['file:///c%3A/Books/part%20one', 'ch.md']);
    expect(relativePath(root, chapter)).toBe('part one/ch.md');
    expect(pathFrom(chapter, joinUri(root, 'two/x.md'))).toBe('../two/x.md');
    expect(joinUri(root, '../../../x.md')).not.toContain('..');
  });

  test('hold books', async () => {
    const root = canonicalUri('file:///C:/Books');
    const files = ['Book.txt', 'ch.md', 'sub/Book.txt'].map((name): [string, string] => [
      joinUri(root, name),
      'ch.md\n',
    ]);
    const found = await discoverBooks(new MemoryHost(files), root);
    expect(found.map(({ manifest }) => manifest)).toEqual(
      files.filter(([uri]) => uri.endsWith('.txt')).map(([uri]) => uri),
    );
  });
});

/** The same code in a process that takes itself for one on Windows: what is asked is evaluated in it. */
describe('paths on Windows', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'handbook-windows-'));
    writeFileSync(path.join(folder, 'windows.cjs'), "Object.defineProperty(process, 'platform', { value: 'win32' });");
    buildSync({
      entryPoints: [path.resolve(import.meta.dirname, '../../server/src/base/uri.ts')],
      outfile: path.join(folder, 'uri.cjs'),
      bundle: true,
      format: 'cjs',
      platform: 'node',
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function evaluate(expression: string): unknown {
    const script = `const uri = require('./uri.cjs'); process.stdout.write(JSON.stringify(${expression}))`;
    const args = ['--require', './windows.cjs', '-e', script];
    return JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }));
  }

  test('become URIs and paths again', () => {
    const paths = ['C:\\Books\\ch 1.md', 'c:/Books/ü.md', '\\\\server\\share\\Book.txt', 'D:\\a#b?c%20d.md'];
    expect(
      evaluate(`${JSON.stringify(paths)}.map((path) => [uri.fileUri(path), uri.fsPath(uri.fileUri(path))])`),
    ).toEqual([
      ['file:///c%3A/Books/ch%201.md', 'c:\\Books\\ch 1.md'],
      ['file:///c%3A/Books/%C3%BC.md', 'c:\\Books\\ü.md'],
      ['file://server/share/Book.txt', '\\\\server\\share\\Book.txt'],
      ['file:///d%3A/a%23b%3Fc%2520d.md', 'd:\\a#b?c%20d.md'],
    ]);
  });

  test('are the same files as a client’s URIs', () => {
    expect(evaluate("uri.canonicalUri('file:///C%3A/Books/ch.md') === uri.fileUri('C:\\\\Books\\\\ch.md')")).toBe(true);
  });
});
