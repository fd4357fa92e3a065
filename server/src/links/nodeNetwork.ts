import { fsPath } from '../base/uri.ts';
import { runChecks } from './checkRun.ts';
import { LockFile } from './lockFile.ts';
import type { LinkNetwork } from './network.ts';

/** Node's sockets and disk. Loaded when a link is checked for the first time: HTTP's library is a third of the server. */
export const nodeNetwork: LinkNetwork = {
  check: (urls, { allowPrivate, ...run }, onChecked, signal) =>
    runChecks(urls, { ...run, manners: { allowPrivate, env: process.env } }, onChecked, signal),
  openLock: (uri) => new LockFile(fsPath(uri), () => performance.now()),
};
