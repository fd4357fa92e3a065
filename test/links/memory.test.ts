import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = path.resolve(import.meta.dirname, '../support/memoryRun.ts');

test('5,000 links on 50 names finish in a heap that the pages would not fit into', async () => {
  const [heap, links, hosts, kilobytes] = [64, 5_000, 50, 16];
  const args = [`--max-old-space-size=${heap}`, '--import', 'tsx', run, links, hosts, kilobytes].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const report: { checked: number; mostAtOnce: number; megabytes: number } = JSON.parse(stdout);
  expect(report.checked).toBe(links);
  expect(report.mostAtOnce).toBeLessThanOrEqual(2);
  // What lies outside of the heap, the buffers of bodies above all, must not grow either.
  expect(report.megabytes).toBeLessThan(300);
}, 300_000);
