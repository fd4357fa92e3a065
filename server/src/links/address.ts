/**
 * Tells the addresses of the public internet from those a checker must not touch on behalf of a text that anyone may
 * have written: private, loopback, link-local, shared, reserved and multicast ranges (IANA special-purpose registries),
 * and the metadata services of clouds.
 */

/** True for an IPv4 or IPv6 address (no brackets, zone ignored) of the public internet; false for anything else. */
export function isPublicAddress(address: string): boolean {
  const v4 = parseIPv4(address);
  if (v4 !== undefined) return isPublicIPv4(v4);
  const v6 = parseIPv6(address);
  return v6 !== undefined && isPublicIPv6(v6);
}

/** True for names that mean this machine or this network whatever they resolve to. */
export function isLocalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return localNames.has(name) || localSuffixes.some((suffix) => name.endsWith(suffix));
}

/** The address a URL's host is, without brackets, where it is one; decimal, octal and hex spellings count. */
export function literalAddress(host: string): string | undefined {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (parseIPv6(bare) !== undefined) return bare;
  const v4 = parseLooseIPv4(bare.replace(/\.$/, ''));
  if (v4 === undefined) return undefined;
  return [24, 16, 8, 0].map((shift) => (v4 >>> shift) & 255).join('.');
}

const localNames: ReadonlySet<string> = new Set(['localhost', 'local', 'internal', 'localdomain', 'broadcasthost']);
const localSuffixes = ['.localhost', '.local', '.internal', '.localdomain', '.home.arpa', '.onion'];

const refusedIPv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Within the global unicast range 2000::/3, outside of which nothing is public but what carries an IPv4 address. */
const refusedIPv6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
];

function isPublicIPv4(address: number): boolean {
  return !refusedIPv4.some(([range, bits]) => {
    const mask = bits === 32 ? 0xffffffff : ~(0xffffffff >>> bits);
    return ((address ^ parseIPv4(range)!) & mask) === 0;
  });
}

function isPublicIPv6(groups: readonly number[]): boolean {
  const carried = carriedIPv4(groups);
  if (carried !== undefined) return isPublicIPv4(carried);
  if ((groups[0]! & 0xe000) !== 0x2000) return false;
  return !refusedIPv6.some(([range, bits]) => hasPrefix(groups, parseIPv6(range)!, bits));
}

/** The IPv4 address inside IPv4-mapped (`::ffff:0:0/96`), NAT64 (`64:ff9b::/96`) and 6to4 (`2002::/16`) addresses. */
function carriedIPv4(groups: readonly number[]): number | undefined {
  const [a, b, c] = groups as [number, number, number];
  if (a === 0x2002) return ((b << 16) | c) >>> 0;
  const last = ((groups[6]! << 16) | groups[7]!) >>> 0;
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  const isNat64 = a === 0x64 && b === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  return isMapped || isNat64 ? last : undefined;
}

function hasPrefix(groups: readonly number[], prefix: readonly number[], bits: number): boolean {
  return groups.every((group, index) => {
    const here = Math.max(0, Math.min(16, bits - index * 16));
    const mask = here === 0 ? 0 : (0xffff << (16 - here)) & 0xffff;
    return ((group ^ prefix[index]!) & mask) === 0;
  });
}

/** The usual dotted form only; an unsigned number. */
function parseIPv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  const parts = match.slice(1).map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** One to four parts, each decimal, octal (`0177`) or hex (`0x7f`), the last filling up the rest: what inet_aton reads. */
function parseLooseIPv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length > 4) return undefined;
  const numbers = parts.map((part) => {
    if (/^0x[0-9a-f]*$/i.test(part)) return part.length === 2 ? 0 : Number.parseInt(part, 16);
    if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8);
    return /^[1-9]\d*$/.test(part) ? Number(part) : Number.NaN;
  });
  const last = numbers.pop()!;
  if (numbers.some((part) => !(part <= 255)) || !(last < 256 ** (4 - numbers.length))) return undefined;
  return numbers.reduce((sum, part, index) => sum + part * 256 ** (3 - index), last);
}

/** Eight groups of 16 bits; undefined for what is no IPv6 address. */
function parseIPv6(text: string): number[] | undefined {
  const bare = text.split('%')[0]!;
  if (!/^[0-9a-f:.]{2,45}$/i.test(bare)) return undefined;
  const halves = bare.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(parseGroups);
  if (!head || (halves.length === 2 && !tail)) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  const missing = 8 - head.length - tail!.length;
  return missing < 1 ? undefined : [...head, ...new Array<number>(missing).fill(0), ...tail!];
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 ? parseIPv4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >>> 16, v4 & 0xffff);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
