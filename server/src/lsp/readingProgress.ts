import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { ClientProfile } from './clientProfile.ts';
import type { ServerEnvironment } from './environment.ts';
import type { Session } from './session.ts';

/** Shows that books are being read where that takes long, and lets the author stop it. */
export class ReadingProgress {
  readonly #connection: Connection;
  readonly #client: ClientProfile;
  readonly #session: Session;
  readonly #environment: ServerEnvironment;
  #isWatching = false;

  constructor(connection: Connection, client: ClientProfile, session: Session, environment: ServerEnvironment) {
    this.#connection = connection;
    this.#client = client;
    this.#session = session;
    this.#environment = environment;
  }

  /** To be called when a search or a reading begins. */
  async watch(): Promise<void> {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const known = this.#session.whenKnown().then(() => 'known');
    const late = this.#environment.sleep(PATIENCE_MS).then(() => 'late');
    try {
      if ((await Promise.race([known, late])) === 'late') await this.#show(known);
    } finally {
      this.#isWatching = false;
    }
  }

  async #show(known: Promise<unknown>): Promise<void> {
    const { texts } = this.#client;
    const progress = await this.#connection.window.createWorkDoneProgress();
    progress.begin(texts.t('Reading the book'), undefined, undefined, true);
    progress.token.onCancellationRequested(() => {
      this.#session.stop();
      void this.#connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Info,
        message: texts.t(
          'The book was not read to its end. Until "Lint Book" reads it, you see only what each open chapter shows by itself.',
        ),
      });
    });
    await known;
    progress.done();
  }
}

/** Milliseconds. Reading that is over by then needs no word. */
const PATIENCE_MS = 1000;
