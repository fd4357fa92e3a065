import { CancelledError } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';

/** Thrown where a chapter is read for the second time and is another: no rule may take that for its own fault. */
export class ChangedMeanwhile extends CancelledError {
  readonly uri: Uri;

  constructor(uri: Uri) {
    super();
    this.uri = uri;
  }
}
