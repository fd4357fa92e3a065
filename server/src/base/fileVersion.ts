/** What tells one state of a file from another. */
export interface FileVersion {
  /** Bytes. */
  readonly size: number;
  /** The time of its last change, in milliseconds since the epoch. */
  readonly mtime: number;
}

export function isSameVersion(a: FileVersion | undefined, b: FileVersion | undefined): boolean {
  return a?.size === b?.size && a?.mtime === b?.mtime;
}
