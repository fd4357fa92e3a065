/** Of plain data, where what is not there is undefined. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [one, other] = [a, b] as Record<string, unknown>[];
  for (const key of Object.keys(one!)) if (!isEqual(one![key], other![key])) return false;
  for (const key of Object.keys(other!)) if (other![key] !== undefined && one![key] === undefined) return false;
  return true;
}
