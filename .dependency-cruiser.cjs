/** Which room may import from which: the table of server/ARCHITECTURE.md. `test/boundaries.ts` proves that it bites. */
const rooms = {
  base: [],
  host: ['base'],
  markdown: ['base'],
  config: ['base', 'host'],
  links: ['base', 'host', 'config'],
  handbook: ['base', 'host', 'markdown', 'config', 'links'],
  rules: ['base', 'markdown', 'config', 'handbook', 'links'],
  report: ['base', 'host', 'markdown', 'config', 'handbook', 'links', 'rules'],
  features: ['base', 'host', 'markdown', 'config', 'links', 'handbook', 'rules', 'report'],
  lsp: ['base', 'host', 'markdown', 'config', 'links', 'handbook', 'rules', 'report', 'features'],
  cli: ['base', 'host', 'markdown', 'config', 'links', 'handbook', 'rules', 'report'],
};

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports-only-its-own`,
  severity: 'error',
  from: { path: `^server/src/${room}/` },
  to: { path: '^(server|client)/', pathNot: `^server/(src/(${[room, ...allowed].join('|')})|schema)/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'only-lsp-speaks-lsp',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/(lsp/|browserMain\\.ts$)' },
      to: { path: 'node_modules/vscode-(languageserver|languageserver-protocol|jsonrpc)/' },
    },
    {
      name: 'only-features-and-lsp-know-its-types',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/(lsp|features)/' },
      to: { path: 'node_modules/vscode-languageserver-types/' },
    },
    {
      name: 'core-has-no-node',
      comment: 'These rooms run in a web worker too.',
      severity: 'error',
      from: {
        path: '^server/src/(base|markdown|config|handbook|rules|report|features)/|^server/src/(browserMain\\.ts|lsp/(?!(?:main|serveHere)\\.ts)|host/(?!nodeHost|gitHistory|decodeText|writeFile)|links/(?!lockFile)(lock|page|classify|helpCentres|migrations))',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-the-fetcher-knows-http',
      comment: 'The web build leaves it out, and a server that never asks the network does not load it.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/links/fetcher\\.ts$' },
      to: { path: 'node_modules/undici/' },
    },
    {
      name: 'the-server-loads-the-network-when-it-needs-it',
      severity: 'error',
      from: { path: '^server/src/(lsp|features|rules|handbook)/' },
      to: {
        path: '^server/src/links/(checkRun|fetcher|lockFile|nodeNetwork)\\.ts$',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'client-is-thin',
      severity: 'error',
      from: { path: '^client/src/' },
      to: { path: '^server/', pathNot: '^server/src/(lsp/protocol\\.ts|markdown/)' },
    },
    {
      name: 'only-what-starts-the-server-loads-the-library',
      comment: 'All else of the client is loaded when the extension is activated, and imports types of it only.',
      severity: 'error',
      from: { path: '^client/src/', pathNot: '^client/src/server(Process|Worker)\\.ts$' },
      to: { path: 'node_modules/vscode-languageclient/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'what-starts-the-server-is-loaded-late',
      severity: 'error',
      from: { path: '^client/src/' },
      to: { path: '^client/src/server(Process|Worker)\\.ts$', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'client-has-no-node',
      severity: 'error',
      from: { path: '^client/src/', pathNot: '^client/src/extension(\\.web)?\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^(client|server)/src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    // Two names are of types only: the editor's own module, and a standard's.
    {
      name: 'no-orphan-packages',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(vscode|sarif)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'browser', 'default', 'types'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
    },
  },
};
