/**
 * A run of the checker in a process of its own, whose heap is too small for the pages it asks for:
 * `memoryRun.ts LINKS HOSTS KILOBYTES`. Prints one line of JSON: how many links were checked, the most requests that were
 * open at once for one host, and the most megabytes the process took.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CheckedLink } from '../../server/src/links/checker.ts';
import { runChecks } from '../../server/src/links/checkRun.ts';
import { createLock } from '../../server/src/links/lock.ts';

const [links = 0, hosts = 1, kilobytes = 0] = process.argv.slice(2).map(Number);
const filler = `<p>${'word '.repeat(200)}</p>`.repeat(kilobytes);
const open = new Map<string, number>();
let mostAtOnce = 0;
const server = createServer((request, response) => {
  const host = request.headers.host ?? '';
  open.set(host, (open.get(host) ?? 0) + 1);
  mostAtOnce = Math.max(mostAtOnce, open.get(host)!);
  response.once('close', () => open.set(host, open.get(host)! - 1));
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end(`<html><head><title>${request.url}</title></head><body><main>${filler}</main></body></html>`);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const urls = Array.from({ length: links }, (_, index) => `http://host${index % hosts}.invalid:${port}/page-${index}`);
// As the command line keeps them for its report.
const checked: CheckedLink[] = [];
let most = 0;
await runChecks(
  urls,
  {
    lock: createLock(),
    helpLinks: { centres: [], migrations: [], maxAge: 180 },
    today: '2026-03-15',
    manners: { allowPrivate: true, env: {}, concurrency: 24, delay: 0 },
    world: { fetcher: { resolve: async () => ['127.0.0.1'] } },
  },
  (link) => {
    if (link.after?.status === 'ok') checked.push(link);
    if (checked.length % 100 === 0) most = Math.max(most, process.memoryUsage().rss);
  },
);
server.closeAllConnections();
server.close();
console.log(JSON.stringify({ checked: checked.length, mostAtOnce, megabytes: Math.round(most / 1024 / 1024) }));
