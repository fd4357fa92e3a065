import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileUri, type Uri } from '../../server/src/base/uri.ts';
import { decodeText } from '../../server/src/host/decodeText.ts';
import { NodeHost } from '../../server/src/host/nodeHost.ts';

let folder: string;
const host = new NodeHost();

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'handbook-host-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): Uri {
  writeFileSync(path.join(folder, name), content);
  return fileUri(path.join(folder, name));
}

function bytes(...values: (number | string)[]): Buffer {
  return Buffer.concat(values.map((value) => (typeof value === 'number' ? Buffer.of(value) : Buffer.from(value))));
}

describe('reading', () => {
  test('keeps a byte order mark and the line ends', () => {
    expect(host.read(file('bom.md', '\uFEFF# Plan\r\n'))).toMatchObject({
      text: '\uFEFF# Plan\r\n',
      encoding: 'utf-8',
    });
  });

  test('reads files larger than its buffer whole', () => {
    const text = 'Überblick\n'.repeat(100_000);
    expect(host.read(file('large.md', text))?.text === text).toBe(true);
  });

  test('one file does not shine through another', () => {
    host.read(file('long.md', 'x'.repeat(1000)));
    expect(host.read(file('short.md', 'y'))?.text).toBe('y');
    expect(host.read(file('empty.md', ''))?.text).toBe('');
  });

  test('a head taken earlier is not overwritten by the next read', () => {
    const head = host.readHead(file('a.bin', 'first file'), 5);
    host.read(file('b.md', 'SECOND FILE'));
    expect(Buffer.from(head!).toString()).toBe('first');
  });

  test('a head may be longer than its file', () => {
    expect(host.readHead(file('c.bin', 'abc'), 100)).toEqual(new Uint8Array([97, 98, 99]));
  });

  test.each(['nothing.md', 'nothing/below.md'])('%s is not there', (name) => {
    const uri = fileUri(path.join(folder, name));
    expect([host.read(uri), host.readHead(uri, 4), host.stat(uri), host.list(uri)]).toEqual(Array(4).fill(undefined));
  });

  test('a folder is no file, and a file no folder', () => {
    expect(host.read(fileUri(folder))).toBeUndefined();
    expect(host.list(file('d.md', ''))).toBeUndefined();
  });

  test('what is not on this disk is not there', () => {
    expect(host.read('untitled:Untitled-1')).toBeUndefined();
    expect(host.stat('https://example.com/etc/hosts')).toBeUndefined();
  });

  test.skipIf(process.platform === 'win32')('a pipe nobody writes to is no file', () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe.md')]);
    expect(host.read(fileUri(path.join(folder, 'pipe.md')))).toBeUndefined();
  });
});

describe('decoding', () => {
  test('UTF-16 by its mark', () => {
    const little = Buffer.from('\uFEFF# Ü', 'utf16le');
    expect(decodeText(little)).toEqual({ text: '\uFEFF# Ü', encoding: 'utf-16le' });
    expect(decodeText(Buffer.from(little).swap16())).toEqual({ text: '\uFEFF# Ü', encoding: 'utf-16be' });
  });

  test('UTF-16 without a mark, by its zero bytes', () => {
    const little = Buffer.from('A chapter\n', 'utf16le');
    expect(decodeText(little)).toEqual({ text: 'A chapter\n', encoding: 'utf-16le' });
    expect(decodeText(Buffer.from(little).swap16())).toEqual({ text: 'A chapter\n', encoding: 'utf-16be' });
  });

  test('half a UTF-16 character at the end', () => {
    expect(decodeText(bytes(0xff, 0xfe, 0x41, 0, 0x42))).toEqual({
      text: '\uFEFFA',
      encoding: 'utf-16le',
      invalidAt: 4,
    });
  });

  test.each([
    ['Latin-1', bytes('caf', 0xe9, ' au lait'), 3],
    ['an overlong form', bytes('ab', 0xc0, 0xaf), 2],
    ['a surrogate', bytes('é', 0xed, 0xa0, 0x80), 2],
    ['beyond Unicode', bytes(0xf4, 0x90, 0x80, 0x80), 0],
    ['a sequence cut short by the end', bytes('abc', 0xe2, 0x82), 3],
    ['a lone continuation', bytes('a', 0x80), 1],
  ])('says where it is not UTF-8: %s', (_, input, invalidAt) => {
    expect(decodeText(input)).toMatchObject({ encoding: 'utf-8', invalidAt });
  });

  test('a few zero characters do not make UTF-16', () => {
    expect(decodeText(bytes('a', 0, 'bcd ef gh'))).toEqual({ text: 'a\0bcd ef gh', encoding: 'utf-8' });
  });

  test('valid text has no invalid place, and broken text is invalid where it first breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const whole = Buffer.from(`x${before}`, 'utf8');
        fc.pre(!whole.includes(0));
        expect(decodeText(whole)).toEqual({ text: whole.toString('utf8'), encoding: 'utf-8' });
        expect(decodeText(bytes(whole.toString('utf8'), 0xff, after)).invalidAt).toBe(whole.length);
      }),
    );
  });
});

describe.skipIf(process.platform === 'win32')('symbolic links', () => {
  test('count as what they lead to', () => {
    const at = path.join(folder, 'links');
    mkdirSync(path.join(at, 'real'), { recursive: true });
    writeFileSync(path.join(at, 'real/ch1.md'), '');
    symlinkSync('real', path.join(at, 'folder'));
    symlinkSync('real/ch1.md', path.join(at, 'file.md'));
    symlinkSync('nowhere', path.join(at, 'dangling.md'));
    const kinds = Object.fromEntries(host.list(fileUri(at))!.map(({ name, kind }) => [name, kind]));
    expect(kinds).toEqual({ real: 'folder', folder: 'folder', 'file.md': 'file', 'dangling.md': 'other' });
  });

  test('that go in a circle lead nowhere', () => {
    const at = path.join(folder, 'circle');
    mkdirSync(path.join(at, 'a'), { recursive: true });
    mkdirSync(path.join(at, 'b'));
    symlinkSync('..', path.join(at, 'a/up'));
    symlinkSync('../b', path.join(at, 'a/other'));
    symlinkSync('../a', path.join(at, 'b/other'));
    symlinkSync('self', path.join(at, 'self'));
    const reached: string[] = [];
    const walk = (uri: Uri) => {
      reached.push(uri.slice(fileUri(at).length));
      for (const { name, kind } of host.list(uri)!) if (kind === 'folder') walk(`${uri}/${name}`);
    };
    walk(fileUri(at));
    expect(reached.sort()).toEqual(['', '/a', '/a/other', '/b', '/b/other']);
  });
});
