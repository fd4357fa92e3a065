/** Why something cannot be renamed, in words for the author. */
export class RenameRefused extends Error {}
