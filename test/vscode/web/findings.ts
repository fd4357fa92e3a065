/** A finding as both the command line and the editor tell it; lines and columns from 1: `line:column:line:column`. */
export interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly range: string;
}
