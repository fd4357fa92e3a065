import { isLocalName, isPublicAddress, literalAddress } from './address.ts';

/** Hosts made for examples (RFC 2606, RFC 6761), which no checker has to bother. */
export function isExampleHost(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid)$/.test(host);
}

/** True for addresses that name this machine or a private network without any need to resolve a name. */
export function isPrivateHost(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  const address = literalAddress(hostname);
  return address === undefined ? isLocalName(hostname) || !hostname.includes('.') : !isPublicAddress(address);
}
