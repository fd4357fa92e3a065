import type { Chapter } from '../markdown/chapter.ts';
import { allOf } from './factReads.ts';
import { chapterRule } from './rule.ts';

export default chapterRule({
  meta: {
    name: 'bare-url',
    summary: 'Addresses in prose that Markua does not make links',
    about: ['links'],
    reads: 'section',
    touchedBy: { facts: allOf('links') },
    group: 'links',
    severity: 'off',
    fix: 'safe',
    since: '1.0.0',
    options: {},
    cases: {
      bare: {
        message: 'This address is plain text in the book: readers cannot click it.',
        help: 'Unlike GitHub, Markua makes links only of what stands in <…> or in [text](…).',
      },
    },
  },
  *check({ chapter, book }) {
    // GitHub's Markdown makes links of them.
    if (chapter.dialect === 'markdown') return;
    for (const { kind, destination, destinationSpan } of chapter.facts.links) {
      if (kind !== 'bare' || book.excluded(chapter.uri, destinationSpan.start)) continue;
      if (isExample(destination)) continue;
      const address = /^https?:\/\//i.test(destination) ? destination : `http://${destination}`;
      yield {
        case: 'bare',
        span: destinationSpan,
        data: { url: destination },
        fixes: [
          {
            title: `Make it a link: <${address}>`,
            safety: address === destination && !runsOn(chapter, destinationSpan.end) ? 'safe' : 'unsafe',
            edits: [{ uri: chapter.uri, span: destinationSpan, text: `<${address}>` }],
          },
        ],
      };
    }
  },
});

/** Nobody is to follow these: the reader's own machine, and names kept for examples. */
function isExample(address: string): boolean {
  return /^(?:https?:\/\/)?(?:localhost|127\.\d|0\.0\.0\.0|10\.\d|192\.168\.|\[::1\]|(?:[\w-]+\.)*example\.com(?=[:/?#]|$)|[\w.-]+\.(?:test|example|invalid|local|localhost)(?=[:/?#]|$))/i.test(
    address,
  );
}

/** An address at the very end of a line may have its rest on the next: only a person can tell. */
function runsOn({ text, lines }: Chapter, end: number): boolean {
  const line = lines.lineAt(end);
  const rest = text.slice(end, lines.end(line));
  return /^[ \t\\]*$/.test(rest) && /\S/.test(text.slice(lines.start(line + 1), lines.end(line + 1)));
}
