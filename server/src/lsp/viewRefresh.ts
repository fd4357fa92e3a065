import type { Connection } from 'vscode-languageserver';
import type { ClientProfile } from './clientProfile.ts';
import type { Session } from './session.ts';

/**
 * Has the client ask again for what it draws over open files (hints, lenses, colours) when names changed in another:
 * of its own edits it knows.
 */
export class ViewRefresh {
  readonly #connection: Connection;
  readonly #client: ClientProfile;
  readonly #session: Session;
  #seen = '';

  constructor(connection: Connection, client: ClientProfile, session: Session) {
    this.#connection = connection;
    this.#client = client;
    this.#session = session;
  }

  /** To be called when books have settled. */
  settled(): void {
    const state = this.#session.books.open.map(({ location, names }) => `${location.root} ${names}`).join('\n');
    if (state === this.#seen) return;
    this.#seen = state;
    const { inlayHints, semanticTokens, codeLens } = this.#client.refreshes;
    if (inlayHints) void this.#refresh('inlayHint');
    if (semanticTokens) void this.#refresh('semanticTokens');
    if (codeLens) void this.#refresh('codeLens');
  }

  /** A client may say no to what it said it can, or be gone. */
  async #refresh(what: string): Promise<void> {
    try {
      await this.#connection.sendRequest(`workspace/${what}/refresh`);
    } catch {
      // Then it draws what it has until it asks of its own accord.
    }
  }
}
