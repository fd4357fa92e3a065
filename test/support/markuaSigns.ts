/** The signs that Markua is made of, each alone, and characters that programs stumble over. */
export const markuaSigns: readonly string[] = [
  ...['# ', 'A> ', 'W>', '> ', '- ', '3) ', '    ', '\t', '```', '```&', '`x`$', '{$$}', '{/$$}', '%% '],
  ...['[', ']', '(', ')', '](', '![', '[t][r]', '[^n]', '{', '}', '*', '**', '_', '~~', '\\', '&amp;', '<!--', '-->'],
  ...['| a | b |\n|---|---|\n', '| c\\|d ', '\n', '\n\n', '\r\n', '\r', '\0', '\uFEFF', '\uD800', '\u{1F600}'],
];
