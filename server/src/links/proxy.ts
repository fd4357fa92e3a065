/** The proxy the environment names for an address (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`), if any. Throws `UnsupportedProxy`. */
export function proxyFor(url: URL, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const read = (name: string) => (env[name.toLowerCase()] ?? env[name])?.trim() || undefined;
  const proxy = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY');
  if (!proxy) return undefined;
  const exceptions = (read('NO_PROXY') ?? '').split(/[\s,]+/).filter(Boolean);
  if (exceptions.some((exception) => isExcepted(url, exception.toLowerCase()))) return undefined;
  const withScheme = proxy.includes('://') ? proxy : `http://${proxy}`;
  // Who names a proxy may have no leave to go out without it.
  if (!/^https?:/i.test(withScheme) || !URL.canParse(withScheme)) throw new UnsupportedProxy();
  return withScheme;
}

/** The environment names a proxy that is neither http nor https, such as SOCKS. */
export class UnsupportedProxy extends Error {
  constructor() {
    super('the proxy of the environment is neither http nor https (SOCKS is not supported)');
  }
}

/** `example.com` and `.example.com` stand for the host and all below it, `*` for every host, `host:port` for one port. */
function isExcepted(url: URL, exception: string): boolean {
  if (exception === '*') return true;
  const [, name = '', port] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(exception) ?? [];
  if (port && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  return url.hostname === name || url.hostname.endsWith(`.${name}`);
}
