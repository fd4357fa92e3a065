import { expect, it } from 'vitest';
import { proxyFor, UnsupportedProxy } from '../../../server/src/links/proxy.ts';

const url = new URL('https://docs.vendor.org/a');

it('a SOCKS proxy is refused rather than gone around, but where NO_PROXY says to', () => {
  expect(() => proxyFor(url, { ALL_PROXY: 'socks5://127.0.0.1:1080' })).toThrow(UnsupportedProxy);
  expect(proxyFor(url, { ALL_PROXY: 'socks5://127.0.0.1:1080', NO_PROXY: 'vendor.org' })).toBeUndefined();
  expect(proxyFor(url, { HTTPS_PROXY: 'proxy:8080' })).toBe('http://proxy:8080');
});
