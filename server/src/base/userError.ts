/** Something that keeps work from being done, told to the author of the book: what is wrong, where, and what to do about it. */
export class UserError extends Error {
  /** A text of its own lines: what to do, or the place in the file. */
  readonly detail: string | undefined;

  constructor(message: string, detail?: string) {
    super(message);
    this.name = 'UserError';
    this.detail = detail;
  }
}
