import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocalName, isPublicAddress, literalAddress } from '../../../server/src/links/address.ts';

describe('isPublicAddress', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.255.255',
    '169.253.1.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001::200e',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::1',
  ])('lets %s pass', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    '0.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '127.255.255.254',
    '169.254.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.168.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:a00:1::',
    '3fff::1',
    '4000::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1%eth0',
    'ff02::1',
    '',
    'example.com',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    ':::',
    '1::2::3',
    '12345::',
  ])('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it('refuses every private IPv4 address in every dress', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const privateAddress = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    );
    fc.assert(
      fc.property(privateAddress, (parts) => {
        const [a, b, c, d] = parts;
        const hex = (high: number, low: number) => ((high << 8) | low).toString(16);
        const dresses = [
          parts.join('.'),
          `::ffff:${parts.join('.')}`,
          `::ffff:${hex(a, b)}:${hex(c, d)}`,
          `64:ff9b::${hex(a, b)}:${hex(c, d)}`,
          `2002:${hex(a, b)}:${hex(c, d)}::1`,
        ];
        for (const dress of dresses) expect(isPublicAddress(dress)).toBe(false);
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const spellings = [
          String(number),
          `0x${number.toString(16)}`,
          `0${number.toString(8)}`,
          parts.map((part) => `0${part.toString(8)}`).join('.'),
          parts.map((part) => `0x${part.toString(16)}`).join('.'),
        ];
        for (const spelling of spellings) expect(literalAddress(spelling)).toBe(parts.join('.'));
      }),
    );
  });
});

describe('literalAddress', () => {
  it('reads what a URL parser reads as an address, and nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-fx.]{1,18}$/), (host) => {
        if (!URL.canParse(`http://${host}/`)) return;
        const parsed = new URL(`http://${host}/`).hostname;
        if (/^\d+\.\d+\.\d+\.\d+$/.test(parsed)) expect(literalAddress(host)).toBe(parsed);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['example.com', '1.2.3.4.5', 'beef', '1.2.3.256', ''])('%s is none', (host) =>
    expect(literalAddress(host)).toBeUndefined(),
  );
});

describe('isLocalName', () => {
  it.each(['localhost', 'LOCALHOST.', 'x.localhost', 'printer.local', 'metadata.google.internal', 'router.home.arpa'])(
    '%s',
    (name) => expect(isLocalName(name)).toBe(true),
  );
  it.each(['example.com', 'localhost.example.com', 'internal.example.com', 'mylocal'])('not %s', (name) =>
    expect(isLocalName(name)).toBe(false),
  );
});
