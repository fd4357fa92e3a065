import type MarkdownIt from 'markdown-it';

/** How the tokens of the preview's own are written as HTML; the others have a tag and need nothing. */
export function renderMarkua(md: MarkdownIt): void {
  const { rules } = md.renderer;
  const escapeHtml = md.utils.escapeHtml;
  rules.markua_note_mark = (tokens, index) => {
    const { key, number } = tokens[index]!.meta as { key: string; number: number };
    return `<sup class="markua-note-mark"><a href="#${escapeHtml(`note-${key}`)}">${number}</a></sup>`;
  };
  rules.markua_answer = (tokens, index) => `<p class="markua-answer">${escapeHtml(tokens[index]!.content)}</p>\n`;
  rules.markua_caption = (tokens, index) => `<p class="markua-caption">${escapeHtml(tokens[index]!.content)}</p>\n`;
  rules.markua_pagebreak = () => '<hr class="markua-pagebreak">\n';
  rules.markua_math = (tokens, index, options, env, self) => {
    const source = tokens[index]!.content.replace(/^\s*\{\$\$\}/, '').replace(/\{\/\$\$\}\s*$/, '');
    tokens[index]!.content = source;
    return rules.math_block?.(tokens, index, options, env, self) ?? '';
  };
  rules.markua_svg = (tokens, index, _options, _env, self) => `<p><img${self.renderAttrs(tokens[index]!)}></p>\n`;
  // VS Code's own Markdown Math draws these; where it is switched off, the source is shown.
  rules.math_inline ??= (tokens, index) => `<code class="markua-math">${escapeHtml(tokens[index]!.content)}</code>`;
  rules.math_block ??= (tokens, index) =>
    `<pre class="markua-math"><code>${escapeHtml(tokens[index]!.content)}</code></pre>\n`;
  const heading = rules.heading_open;
  rules.heading_open = (tokens, index, options, env, self) => {
    const id = tokens[index]!.meta?.handbookId as string | undefined;
    if (id) tokens[index]!.attrSet('id', id);
    return heading ? heading(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
  };
}
