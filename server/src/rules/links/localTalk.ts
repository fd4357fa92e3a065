import { lastStarting } from '../../base/span.ts';
import type { Chapter } from '../../markdown/chapter.ts';

/**
 * Tells of a place whether its readers run a server of their own: a title above says so ("Local setup"), or the chapter
 * shows such an address elsewhere, in code or prose. Works it out, and asks for the whole chapter, when first asked.
 */
export function localTalk(whole: () => Chapter): (offset: number) => boolean {
  let shows: boolean | undefined;
  let sections: readonly { readonly start: number; readonly isLocal: boolean }[] | undefined;
  return (offset) => {
    shows ??= showsLocalAddress(whole());
    sections ??= localSections(whole());
    return shows || (lastStarting(sections, offset, ({ start }) => start)?.isLocal ?? false);
  };
}

function localSections({ facts }: Chapter) {
  let level = 7;
  return facts.headings.map((heading) => {
    if (heading.level <= level) level = localTitle.test(heading.title) ? heading.level : 7;
    return { start: heading.span.start, isLocal: level < 7 };
  });
}

/** More such addresses than links to them. */
function showsLocalAddress({ text, facts }: Chapter): boolean {
  const shown = text.match(new RegExp(localHost, 'gi'))?.length ?? 0;
  const linked = [...facts.links, ...facts.references].filter(
    ({ destination, destinationSpan: { start, end } }) => end > start && localHost.test(destination),
  );
  return shown > linked.length;
}

const localHost = /localhost|127\.0\.0\.1|0\.0\.0\.0/i;
const localTitle = /\blocal(?:ly|e|es|ement|mente|host)?\b|\blokal|ローカル|本地|本机|本機/iu;
