import type { BaseLanguageClient, LanguageClientOptions, State, WorkDoneProgress } from 'vscode-languageclient';

/** A client of a server that is not started yet, and what else is needed of the library it is made with. */
export interface Connected {
  readonly client: BaseLanguageClient;
  readonly library: {
    readonly State: typeof State;
    readonly WorkDoneProgress: typeof WorkDoneProgress;
  };
}

/**
 * Loads vscode-languageclient and makes a client. Nine tenths of the extension's code are this library: all other modules
 * import no more than its types, so that activation does not wait for it.
 */
export type Connect = (options: LanguageClientOptions) => Promise<Connected>;
