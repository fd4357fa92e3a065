/** A web address cut into its parts, each exactly as written: nothing is decoded, re-encoded or resolved. */
export interface UrlParts {
  /** `http` or `https`, lower case; `http` for a bare `www.…`, which is what browsers make of it. */
  readonly scheme: 'http' | 'https';
  /** Lower case, without port and credentials. */
  readonly host: string;
  /** With its colon, or ''. */
  readonly port: string;
  /** From the first `/` on; '' where there is none. */
  readonly path: string;
  /** With its `?`, or ''. */
  readonly query: string;
  /** With its `#`, or ''. */
  readonly fragment: string;
}

/** Cuts an external address (`https://…`, `//host/…`, `www.…`) into parts; undefined for anything else. */
export function splitUrl(url: string): UrlParts | undefined {
  const start = /^(?:(https?):)?\/\/|^(?=www\.)/i.exec(url);
  if (!start) return undefined;
  const rest = url.slice(start[0].length);
  const hash = rest.indexOf('#');
  const fragment = hash < 0 ? '' : rest.slice(hash);
  const beforeHash = hash < 0 ? rest : rest.slice(0, hash);
  const mark = beforeHash.indexOf('?');
  const query = mark < 0 ? '' : beforeHash.slice(mark);
  const beforeQuery = mark < 0 ? beforeHash : beforeHash.slice(0, mark);
  const slash = beforeQuery.indexOf('/');
  const path = slash < 0 ? '' : beforeQuery.slice(slash);
  const authority = slash < 0 ? beforeQuery : beforeQuery.slice(0, slash);
  const { host, port } = splitAuthority(authority.slice(authority.lastIndexOf('@') + 1));
  if (host === '') return undefined;
  return { scheme: start[1]?.toLowerCase() === 'https' ? 'https' : 'http', host, port, path, query, fragment };
}

function splitAuthority(authority: string): { host: string; port: string } {
  const bracket = authority.lastIndexOf(']');
  const colon = authority.indexOf(':', Math.max(bracket, 0));
  if (colon < 0) return { host: authority.toLowerCase(), port: '' };
  return { host: authority.slice(0, colon).toLowerCase(), port: authority.slice(colon) };
}
