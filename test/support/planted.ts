/** One row of the sample book's expected.json. Lines count from 1. */
export interface Planted {
  readonly file: string;
  readonly rule: string;
  readonly case?: string;
  readonly line: number;
  readonly endLine?: number;
  /** The document's text under the diagnostic, where it is exact. */
  readonly text?: string;
}
