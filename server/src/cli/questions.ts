import { createHash } from 'node:crypto';
import type { Uri } from '../base/uri.ts';
import type { BookDocument, Handbook, IdStyle } from '../handbook/handbook.ts';

/** A question a rule asked the book: the member's name, its arguments, and the digest of the answer. */
export type Question = readonly [member: keyof Handbook, args: readonly unknown[], answer: string];

/**
 * The book as a chapter's rules see it, which notes every question and the digest of its answer. Findings are a
 * function of the chapter, the rules' settings and these answers: nothing else can be asked.
 */
export function questioned(
  book: Handbook,
  self: Uri,
  known: WeakMap<object, string>,
): { readonly book: Handbook; readonly asked: () => Question[] } {
  const asked = new Map<string, Question>();
  const note = (member: keyof Handbook, args: readonly unknown[], answer: unknown) => {
    const key = `${member} ${args.join('\0')}`;
    if (!asked.has(key)) asked.set(key, [member, args, digestAnswer(member, answer, known)]);
    return answer;
  };
  const seen = new Proxy(book, {
    get(target, name) {
      const member = name as keyof Handbook;
      const value = target[member];
      if (typeof value !== 'function') return member === 'revision' ? value : note(member, [], value);
      return (...given: readonly unknown[]) => {
        // As JSON keeps them: what is left out at the end would come back as null.
        const args = given.slice(0, given.findLastIndex((arg) => arg !== undefined) + 1);
        const answer = Reflect.apply(value, target, args);
        // A chapter's own text is what its result is kept under.
        return (member === 'chapter' || member === 'document') && args[0] === self
          ? answer
          : note(member, args, answer);
      };
    },
  });
  return { book: seen, asked: () => [...asked.values()] };
}

/** Whether the book answers every question as it did. */
export function stillAnswered(book: Handbook, asked: readonly Question[], known: WeakMap<object, string>): boolean {
  return asked.every(([member, args, before]) => {
    const value = book[member];
    const answer = typeof value === 'function' ? Reflect.apply(value, book, args) : value;
    return digestAnswer(member, answer, known) === before;
  });
}

/** `known` keeps the digests of answers that are objects: the same answer is often given to many chapters. */
function digestAnswer(member: keyof Handbook, answer: unknown, known: WeakMap<object, string>): string {
  if (typeof answer !== 'object' || answer === null) return String(answer);
  const before = known.get(answer);
  if (before !== undefined) return before;
  const digest = createHash('sha256')
    .update(JSON.stringify(plainAnswer(member, answer)))
    .digest('base64url')
    .slice(0, 22);
  known.set(answer, digest);
  return digest;
}

/** The answer as JSON can hold it: documents by their text, styles by what they say, maps by their entries. */
function plainAnswer(member: keyof Handbook, answer: object): unknown {
  if (member === 'idStyle') {
    const { prefix, ...style } = answer as IdStyle;
    return { ...style, prefixes: [1, 2, 3, 4, 5, 6].map(prefix) };
  }
  if (member === 'chapter' || member === 'document' || member === 'links') return textOf(answer as BookDocument);
  return toPlain(answer);
}

function textOf({ uri, text }: BookDocument): unknown {
  return [uri, text];
}

function toPlain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([key, one]) => [key, toPlain(one)]);
  if (value instanceof Set) return [...value];
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  // Where lines begin follows from the text beside it.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'lines')
      .map(([name, one]) => [name, toPlain(one)]),
  );
}
