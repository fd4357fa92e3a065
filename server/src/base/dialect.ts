/** LFM is Leanpub-flavoured Markdown, Markua's predecessor; `markdown` is GitHub's kind (MARKUA.md §1). */
export type Dialect = 'markua' | 'lfm' | 'markdown';
