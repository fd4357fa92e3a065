import type { ReferenceDefinition } from '../facts.ts';
import { normalizeLabel } from '../markdownIt.ts';

/**
 * The link references that inline content can use: `[t]` is a link only where the chapter defines it. What was asked
 * for is noted, so that after an edit only what asked for a label that is another now is read again.
 */
export class Labels {
  /** As written, not normalised; also those that nothing defines. */
  readonly asked = new Set<string>();
  /** By normalised label: the destination of the first definition. */
  readonly #destinations: ReadonlyMap<string, string>;

  constructor(destinations: ReadonlyMap<string, string>) {
    this.#destinations = destinations;
  }

  readonly isDefined = (label: string): boolean => {
    this.asked.add(label);
    return this.#destinations.size > 0 && this.#destinations.has(normalizeLabel(label));
  };

  /** '' where the chapter does not define it. */
  destination(label: string): string {
    this.asked.add(label);
    return this.#destinations.size > 0 ? (this.#destinations.get(normalizeLabel(label)) ?? '') : '';
  }
}

/** The destination of each normalised label; of a label that is defined twice the first. */
export function destinationsOf(references: Iterable<ReferenceDefinition>): Map<string, string> {
  const destinations = new Map<string, string>();
  for (const { label, destination } of references) {
    const key = normalizeLabel(label);
    if (!destinations.has(key)) destinations.set(key, destination);
  }
  return destinations;
}
