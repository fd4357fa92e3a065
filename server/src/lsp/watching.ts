import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { isWithin, type Uri } from '../base/uri.ts';
import type { ClientProfile } from './clientProfile.ts';
import type { Session } from './session.ts';

/**
 * Has the client watch the files: all of them, for any file can be a resource, and a folder that is deleted or moved
 * is told of by its own name only.
 */
export class FileWatching {
  readonly #connection: Connection;
  readonly #client: ClientProfile;
  readonly #session: Session;
  #outside: readonly Uri[] = [];
  #outsideWatch: Promise<Disposable> | undefined;

  constructor(connection: Connection, client: ClientProfile, session: Session) {
    this.#connection = connection;
    this.#client = client;
    this.#session = session;
  }

  async start(): Promise<void> {
    if (!this.#client.fileWatching) return;
    this.#session.watchesFiles = await this.#register([{ globPattern: '**/*' }]).then(
      () => true,
      () => false,
    );
  }

  /** Books that lie outside the workspace's folders are watched as long as they are open. */
  follow(): void {
    if (!this.#session.watchesFiles || !this.#client.relativeWatching) return;
    const { folders, open } = this.#session.books;
    const roots = open.map(({ location }) => location.root).filter((root) => root.startsWith('file:'));
    const outside = [...new Set(roots)]
      .filter((root) => !folders.some((folder) => root === folder || isWithin(folder, root)))
      .sort();
    if (outside.join('\n') === this.#outside.join('\n')) return;
    this.#outside = outside;
    const before = this.#outsideWatch;
    const watchers = outside.map((baseUri) => ({ globPattern: { baseUri, pattern: '**/*' } }));
    this.#outsideWatch = watchers.length > 0 ? this.#register(watchers) : undefined;
    this.#outsideWatch?.catch(() => {});
    before?.then(
      (watch) => watch.dispose(),
      () => {},
    );
  }

  #register(watchers: FileSystemWatcher[]): Promise<Disposable> {
    return this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}
