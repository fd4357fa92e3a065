import type { Uri } from '../base/uri.ts';
import { FencedHost } from '../host/fencedHost.ts';
import type { ServerEnvironment } from './environment.ts';

/**
 * What is left of an environment in a workspace that nobody has said is trusted: its own folders, and no way out of
 * them. Whatever its files, its settings or a request may say, there is nothing behind it then.
 */
export function untrusted(environment: ServerEnvironment, folders: () => readonly Uri[]): ServerEnvironment {
  const realUri = environment.realUri?.bind(environment) ?? ((uri: Uri) => uri);
  return {
    ...environment,
    createHost: (clientFiles) => new FencedHost(environment.createHost(clientFiles), folders, realUri),
    history: undefined,
    linkNetwork: undefined,
  };
}
