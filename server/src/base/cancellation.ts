/** The part of LSP's cancellation token the core needs, so that it need not know LSP. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

/** Thrown by work that was asked to stop; its caller answers "cancelled", never with an empty result. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CancelledError';
  }
}

export function throwIfCancelled(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested) throw new CancelledError();
}
