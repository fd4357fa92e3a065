import type Token from 'markdown-it/lib/token.mjs';
import type { Span } from '../../base/span.ts';
import type { ReferenceDefinition } from '../facts.ts';
import type { BlockTokens } from '../markdownIt.ts';
import type { SourceText } from '../source.ts';
import { meta } from './reading.ts';

/** The definitions `[label]: destination`. They are read before all else: uses may stand above their definition. */
export function readReferences(source: SourceText, { tokens, lineEnds }: BlockTokens): ReferenceDefinition[] {
  const found: ReferenceDefinition[] = [];
  for (const token of tokens) if (token.type === 'markua_reference') found.push(readReference(source, token, lineEnds));
  return found;
}

function readReference(source: SourceText, token: Token, lineEnds: readonly number[]): ReferenceDefinition {
  const { start = 0, label = { start, end: start }, destination = { start, end: start } } = meta(token);
  const labelSpan = source.span(label.start, label.end);
  const destinationSpan = source.span(destination.start, destination.end);
  const slice = (span: Span): string => source.original.slice(span.start, span.end);
  return {
    label: slice(labelSpan),
    labelSpan,
    destination: slice(destinationSpan),
    destinationSpan,
    span: source.span(start, lineEnds[token.map![1] - 1]!),
  };
}
