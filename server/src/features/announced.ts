/**
 * What is announced of the features in the answer to `initialize`. It stands apart from them so that the answer need not
 * wait until they are loaded.
 */

/** Kind of the code action that applies every safe fix of a chapter. */
export const FIX_ALL = 'source.fixAll.handbook';

/** The legend, in the order the server announces (`textDocument/semanticTokens`): LSP's own kinds, so that themes know them. */
export const tokenTypes = ['property', 'string', 'variable', 'keyword'] as const;
export const tokenModifiers = ['declaration', 'deprecated'] as const;

/** The characters after which a completion list is worth asking for. */
export const completionTriggers = ['#', '(', '/', '{', ':', '^', '[', ' ', '"'];
