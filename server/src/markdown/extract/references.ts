import type Token from 'markdown-it/lib/token.mjs';
import { normalizeLabel } from '../markdownIt.ts';
import { meta, type Reading } from './reading.ts';

/** Adds `[label]: destination`; the first of a label is the one its uses get. */
export function addReference(reading: Reading, token: Token): void {
  const { start = 0, label = { start, end: start }, destination = { start, end: start } } = meta(token);
  const draft = reading.draft;
  const labelSpan = draft.span(label.start, label.end);
  const destinationSpan = draft.span(destination.start, destination.end);
  const slice = (span: { start: number; end: number }): string => draft.source.original.slice(span.start, span.end);
  const reference = {
    label: slice(labelSpan),
    labelSpan,
    destination: slice(destinationSpan),
    destinationSpan,
    span: draft.span(start, draft.lineEnd(token.map![1] - 1)),
  };
  draft.references.push(reference);
  const key = normalizeLabel(reference.label);
  if (!draft.destinations.has(key)) draft.destinations.set(key, reference.destination);
}
