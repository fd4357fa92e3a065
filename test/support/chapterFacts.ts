import type { Span } from '../../server/src/base/span.ts';
import { type Chapter, parseChapter } from '../../server/src/markdown/chapter.ts';
import type { Dialect, Facts } from '../../server/src/markdown/facts.ts';

/**
 * What a text says, one readable line a fact, the strings cut out of the text by the facts' own spans:
 * `link inline "#x" text "t"`. `what` picks the kinds of fact.
 */
export function told(text: string, what: keyof typeof tellers | 'suppressions', dialect: Dialect = 'markua'): string[] {
  const chapter = parseChapter('file:///book/chapter.md', text, dialect);
  const cut = (span: Span): string => JSON.stringify(text.slice(span.start, span.end));
  if (what === 'suppressions') return tellSuppressions(chapter, cut);
  const tell: (facts: Facts, cut: Cut, chapter: Chapter) => string[] = tellers[what];
  return tell(chapter.facts, cut, chapter);
}

type Cut = (span: Span) => string;

const tellers = {
  headings: (facts: Facts, cut: Cut) =>
    facts.headings.map((heading) => {
      const id = heading.id < 0 ? '' : ` #${facts.ids[heading.id]!.id}`;
      const flags = `${heading.part ? ' part' : ''}${heading.nested ? ' nested' : ''}`;
      return `${heading.style} ${heading.level} ${cut(heading.titleSpan)}${id}${flags}`;
    }),
  titles: (facts: Facts) => facts.headings.map((heading) => heading.title),
  lists: (facts: Facts, cut: Cut) =>
    facts.attributeLists.map((list) => {
      const problems = list.problems.map((problem) => ` !${problem.kind} ${cut(problem.span)}`).join('');
      return `${list.place}${list.target ? ` ${list.target}` : ''} ${cut(list.span)}${problems}`;
    }),
  attributes: (facts: Facts, cut: Cut) =>
    facts.attributeLists.flatMap((list) =>
      list.attributes.map(
        (attribute) =>
          `${attribute.form} ${cut(attribute.keySpan)} ${attribute.valueSpan ? cut(attribute.valueSpan) : '-'} = ${attribute.value ?? '-'}`,
      ),
    ),
  ids: (facts: Facts, cut: Cut) =>
    facts.ids.map(
      (id) =>
        `${id.origin} ${cut(id.span)}${id.heading < 0 ? '' : ` of heading ${id.heading}`}${id.lost ? ' lost' : ''}`,
    ),
  links: (facts: Facts, cut: Cut) =>
    facts.links.map((link) => {
      const label = link.labelForm ? ` ${link.labelForm} ${cut(link.destinationSpan)}` : '';
      const destination = link.labelForm ? JSON.stringify(link.destination) : cut(link.destinationSpan);
      return `${link.kind} ${destination}${label} text ${cut(link.textSpan)}${link.titleSpan ? ` title ${cut(link.titleSpan)}` : ''}`;
    }),
  resources: (facts: Facts, cut: Cut) =>
    facts.resources.map((resource) => {
      const title = resource.titleSpan ? ` title ${cut(resource.titleSpan)}` : '';
      const lists = resource.attributes.map((list) => ` ${cut(facts.attributeLists[list]!.span)}`).join('');
      return `${resource.origin} ${cut(resource.destinationSpan)} alt ${cut(resource.altSpan)}${title}${resource.alone ? ' alone' : ''}${lists}`;
    }),
  references: (facts: Facts, cut: Cut) =>
    facts.references.map((reference) => `${cut(reference.labelSpan)} -> ${cut(reference.destinationSpan)}`),
  footnotes: (facts: Facts, cut: Cut) =>
    facts.footnotes.map((note) => `${note.endnote ? 'end' : 'foot'}note ${cut(note.labelSpan)} ${cut(note.span)}`),
  footnoteUses: (facts: Facts, cut: Cut) =>
    facts.footnoteUses.map((use) => `${use.endnote ? 'end' : 'foot'}note ${cut(use.labelSpan)}`),
  blocks: (facts: Facts, cut: Cut) =>
    facts.blocks.map((block) => {
      const form = `${block.form ? ` ${block.form}` : ''}${block.info ? ` <${block.info}>` : ''}${block.closed ? '' : ' open'}`;
      return `${'  '.repeat(block.depth)}${block.kind}${form} ${cut(block.span)}`;
    }),
  kinds: (facts: Facts) =>
    facts.blocks.map((block) => `${'  '.repeat(block.depth)}${block.kind}${block.closed ? '' : ' open'}`),
  prose: (facts: Facts, cut: Cut) =>
    facts.prose.map((prose) => {
      const text = prose.pieces.map((piece) => piece.before + JSON.parse(cut(piece))).join('');
      return `${prose.kind}${prose.container === 'none' ? '' : ` in ${prose.container}`}${prose.quoted ? ' quoted' : ''}: ${text.replace(/\uFFFC/g, '◌')}`;
    }),
  directives: (facts: Facts, cut: Cut) =>
    facts.directives.map((directive) => `${directive.name} ${cut(directive.span)}`),
  comments: (facts: Facts, cut: Cut) => facts.comments.map((comment) => `${cut(comment.span)} ${cut(comment.content)}`),
  settings: (facts: Facts) => facts.settings.map((setting) => `${setting.key} = ${setting.value}`),
};

function tellSuppressions(chapter: Chapter, cut: Cut): string[] {
  return chapter.suppressions.map((suppression) => {
    const rules = suppression.rules.map((rule) => cut(rule.span)).join(' ');
    return `${suppression.kind} ${rules}${suppression.reason ? ` because ${suppression.reason}` : ''}`;
  });
}

/** Everything a chapter says, as plain data, whether it was read as a whole or is kept in parts. */
export function allFacts({ facts, suppressions }: Chapter): Record<keyof Facts | 'suppressions', unknown> {
  const { headings, attributeLists, ids, links, resources, references } = facts;
  const { footnotes, footnoteUses, blocks, prose, directives, comments, settings } = facts;
  return {
    ...{ headings, attributeLists, ids, links, resources, references, footnotes, footnoteUses },
    ...{ blocks, prose, directives, comments, settings, suppressions },
  };
}
