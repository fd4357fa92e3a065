import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { CancelledError } from '../base/cancellation.ts';
import { cancellable } from './cancel.ts';

/** Sees to it that every request gets an answer of the kind the protocol wants, whatever happens to the work. */
export class Gate {
  readonly #log: (error: unknown) => void;
  #isOpen = false;
  #isClosed = false;

  constructor(log: (error: unknown) => void) {
    this.#log = log;
  }

  /** At `initialize`; false where that was done before: the protocol allows it once. */
  open(): boolean {
    const isFirst = !this.#isOpen;
    this.#isOpen = true;
    return isFirst;
  }

  /** What nobody handles: everything before `initialize`, and what the server does not know. */
  refuse(method: string): ResponseError<never> {
    if (!this.#isOpen) return refusal(ErrorCodes.ServerNotInitialized, `${method} before initialize`);
    return refusal(ErrorCodes.MethodNotFound, `unknown method ${method}`);
  }

  refuseSecondStart(): ResponseError<never> {
    return refusal(ErrorCodes.InvalidRequest, 'the server is initialized already');
  }

  /** After `shutdown`: requests that wait are cancelled by the server, new ones refused. */
  close(): void {
    this.#isClosed = true;
  }

  /** A handler that answers cancelled work with the protocol's cancelled errors, never with an empty result. */
  guard<P, R, More extends unknown[] = []>(work: (params: P, token: CancellationToken, ...more: More) => Promise<R>) {
    return async (params: P, token: CancellationToken, ...more: More): Promise<R | ResponseError<never>> => {
      if (this.#isClosed) return refusal(ErrorCodes.InvalidRequest, 'the server is shutting down');
      try {
        return await cancellable(work(params, token, ...more), token);
      } catch (error) {
        // A refusal with its reason is an answer, not a failure of ours.
        if (error instanceof ResponseError) return error as ResponseError<never>;
        if (!(error instanceof CancelledError)) {
          this.#log(error);
          return refusal(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
        }
        if (token.isCancellationRequested) return refusal(LSPErrorCodes.RequestCancelled, 'cancelled by the client');
        // A book that was closed meanwhile: the client may ask again, unless the server is about to go.
        const data = { retriggerRequest: !this.#isClosed };
        return new ResponseError(
          LSPErrorCodes.ServerCancelled,
          'cancelled by the server',
          data,
        ) as ResponseError<never>;
      }
    };
  }

  unknownCommand(command: string): ResponseError<void> {
    return new ResponseError(ErrorCodes.InvalidParams, `unknown command ${command}, or its arguments are missing`);
  }
}

function refusal(code: number, message: string): ResponseError<never> {
  return new ResponseError(code, message);
}
