import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readImageFiles } from '../../server/src/handbook/imageFiles.ts';
import { readImageInfo } from '../../server/src/handbook/imageHead.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { at } from '../support/book.ts';
import { bytesOf, standIn } from '../support/standIns.ts';

/** What the file's ends say: format, pixels, and whether it ends too early. */
async function read(content: string | Uint8Array, name = 'a.png'): Promise<string> {
  const host = new MemoryHost([[at(name), content]]);
  const found = (await readImageFiles(host, new Map(), [at(name)])).get(at(name));
  if (!found) return 'not read';
  const { format, width, height, truncated } = found.info;
  return [format, width && `${width}x${height}`, truncated && 'truncated', `${found.size} bytes`]
    .filter(Boolean)
    .join(' ');
}

describe('the first bytes of a picture', () => {
  it.each(['.png', '.gif'])('%s: format and size', async (extension) => {
    expect(await read(standIn(`a${extension}`))).toMatch(new RegExp(`^${extension.slice(1)} 16x16 \\d+ bytes$`));
  });

  it.each([
    ['\\xff\\xd8\\xff\\xe0', 'jpeg truncated 4 bytes'],
    ['GIF89a\\x10\\0\\x10\\0', 'gif 16x16 truncated 10 bytes'],
    ['\\x89PNG\\r\\n\\x1a\\n', 'png truncated 8 bytes'],
    ['\\x89PNG\\n\\x1a\\n\\0\\0\\0\\x0dIHDR', 'unknown 15 bytes'],
    ['', 'empty 0 bytes'],
    ['RIFF\\x10\\0\\0\\0WEBPVP8 ', 'webp truncated 16 bytes'],
    ['%PDF-1.7', 'pdf 8 bytes'],
    ['II*\\0', 'tiff 4 bytes'],
    ['<?xml version="1.0"?>\\n<!-- a long story -->', 'svg 43 bytes'],
    ['\\n<!DOCTYPE html>\\n<svg></svg>', 'html 28 bytes'],
    ['version https://git-lfs.github.com/spec/v1', 'git-lfs 42 bytes'],
    ['BM is no bitmap, only a word', 'unknown 28 bytes'],
  ])('%s', async (content, expected) => {
    expect(await read(bytesOf(content))).toBe(expected);
  });

  it('finds the size of a JPEG behind a long note, and no end that is not there', async () => {
    const note = new Uint8Array(60_000);
    note.set([0xff, 0xd8, 0xff, 0xe0, 0, 16, ...new TextEncoder().encode('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
    note.set([0xff, 0xfe, (59_980 - 2) >> 8, (59_980 - 2) & 0xff], 20);
    const rest = bytesOf('\\xff\\xc0\\0\\x0b\\x08\\0\\x30\\0\\x40\\x01\\x01\\x11\\0');
    const jpeg = new Uint8Array(59_980 + 20 + rest.length);
    jpeg.set(note);
    jpeg.set(rest, 59_980 + 20);
    expect(await read(jpeg, 'a.jpg')).toBe('jpeg 64x48 60013 bytes');
  });

  it.each([100, 3000, 9000])('takes %d zeros behind the end for padding', async (zeros) => {
    const whole = standIn('a.gif') as Uint8Array;
    const padded = new Uint8Array(whole.length + zeros);
    padded.set(whole);
    expect(await read(padded)).toBe(`gif 16x16 ${padded.length} bytes`);
    padded.set([0, 0], whole.length - 2);
    expect(await read(padded)).toBe(`gif 16x16 truncated ${padded.length} bytes`);
  });

  it('looks at the end of a long file', async () => {
    const whole = new Uint8Array(20_000);
    const start = standIn('a.png') as Uint8Array;
    whole.set(start.subarray(0, 33));
    whole.set(start.subarray(33), 20_000 - (start.length - 33));
    expect(await read(whole)).toBe('png 16x16 20000 bytes');
    expect(await read(whole.subarray(0, 19_000))).toBe('png 16x16 truncated 19000 bytes');
  });

  it('says something of any bytes', () => {
    const head = fc.oneof(
      fc.uint8Array(),
      fc.uint8Array().map((rest) => Uint8Array.of(0xff, 0xd8, 0xff, ...rest)),
    );
    fc.assert(
      fc.property(head, fc.boolean(), (bytes, isWhole) => {
        expect(readImageInfo({ head: bytes, tail: undefined, isWhole }).format).not.toBe('');
      }),
    );
  });
});

it('reads no file twice, and none that is text', async () => {
  const host = new MemoryHost([
    [at('a.png'), standIn('a.png')],
    [at('b.rb'), 'puts 1'],
  ]);
  const first = await readImageFiles(host, new Map(), [at('a.png'), at('b.rb'), at('gone.png')]);
  expect([...first.keys()]).toEqual([at('a.png')]);
  host.write(at('a.png'), 'other');
  expect(await readImageFiles(host, first, [at('a.png')])).toBe(first);
});
