import { basename } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Finding } from '../rules/finding.ts';

/** Under what name such findings are told; no rule of the book's bears it. */
export const CONFIGURATION = 'configuration';
/** The case of a text that is not JSON at all. */
export const NO_JSON = 'no-json';

/** The mistakes in handbook.json as findings at their places: what the command line refuses to begin with. */
export function configFindings({ config }: Handbook): Finding[] {
  const { document, problems } = config;
  if (!document) return [];
  return problems.map(({ uri, span, message, help, syntax }) => {
    const isHere = uri === document.uri;
    return {
      rule: CONFIGURATION,
      case: isHere && syntax ? NO_JSON : 'mistake',
      uri: document.uri,
      // A mistake in a file that this one extends is shown here too, where the author can see it.
      span: isHere ? span : { start: 0, end: 0 },
      severity: 'error',
      message: isHere ? message : `In ${basename(uri)}: ${message}`,
      help,
      related: [],
      fixes: [],
    };
  });
}
