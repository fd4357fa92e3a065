import type { Settings } from './protocol.ts';

export const defaultSettings: Settings = {
  lint: { scope: 'book', run: 'onType' },
  problems: { maximum: 2000 },
  codeLens: { enabled: true },
  inlayHints: { enabled: true },
  links: { network: false, allowPrivate: false },
};

/** Reads the `handbook` section as a client sends it; what is missing or makes no sense is as by default. */
export function readSettings(section: unknown): Settings {
  const lint = child(section, 'lint');
  const links = child(section, 'links');
  const maximum = child(child(section, 'problems'), 'maximum');
  return {
    lint: {
      scope: child(lint, 'scope') === 'openFiles' ? 'openFiles' : 'book',
      run: child(lint, 'run') === 'onSave' ? 'onSave' : 'onType',
    },
    problems: {
      maximum: typeof maximum === 'number' && maximum >= 0 ? Math.floor(maximum) : defaultSettings.problems.maximum,
    },
    codeLens: { enabled: child(child(section, 'codeLens'), 'enabled') !== false },
    inlayHints: { enabled: child(child(section, 'inlayHints'), 'enabled') !== false },
    links: { network: child(links, 'network') === true, allowPrivate: child(links, 'allowPrivate') === true },
  };
}

function child(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
