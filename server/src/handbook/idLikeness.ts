/**
 * An id without what authors mix up: capitals, separators, the two ways Unicode has of writing an accent. Ids of one
 * skeleton and the same numbers are one id written in two ways.
 */
export function idSkeleton(id: string): string {
  return id
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.+:-]+/g, '');
}

/** The numbers in an id: `step-1` and `step-2` are two things, however alike. */
export function idNumbers(id: string): string {
  return id.replace(/\D+/g, ' ').trim();
}

/**
 * Two keys to file an id under, so that ids one slip of the pen away are found without looking at all: a slip spoils
 * either the first half of a word or the second, and the other half is still a key.
 */
export function likenessKeys(id: string): readonly [string, string] {
  const skeleton = idSkeleton(id);
  const numbers = idNumbers(id);
  return [firstHalf(skeleton, skeleton.length, numbers), secondHalf(skeleton, skeleton.length, numbers)];
}

/** The keys under which ids are filed that are this one, or one letter longer, shorter or other than it. */
export function likenessQueries(id: string): string[] {
  const skeleton = idSkeleton(id);
  const numbers = idNumbers(id);
  const lengths = [skeleton.length, skeleton.length - 1, skeleton.length + 1].filter((length) => length > 0);
  return lengths.flatMap((length) => [firstHalf(skeleton, length, numbers), secondHalf(skeleton, length, numbers)]);
}

/** Of ids so many letters long. A swap of two letters in the middle spoils one on either side, so both halves leave it out. */
function firstHalf(skeleton: string, length: number, numbers: string): string {
  return `${numbers}|${length}<${skeleton.slice(0, (length - 1) >> 1)}`;
}

function secondHalf(skeleton: string, length: number, numbers: string): string {
  return `${numbers}|${length}>${skeleton.slice(skeleton.length - ((length - 1) >> 1))}`;
}
