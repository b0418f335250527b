/*
 * Who may import whom: the rules of docs/architecture.md, checked on every `npm test`. Each rule says why it is there.
 * test/unit/architecture/boundaries.test.ts breaks every rule once and expects this check to notice.
 */

/** The rooms of the pure core; each may import only those before it. */
const coreRooms = [
  'calendar',
  'usage',
  'forecasting',
  'pricing',
  'costs',
  'standing',
  'alerts',
  'recommendations',
  'reports',
];

/** The packages that run anywhere and that `shared` may use. */
const purePackages = [
  'zod',
  'temporal-polyfill',
  'jsonc-parser',
  '@pydantic/genai-prices',
  'csv-stringify',
  'd3-scale',
  'd3-shape',
];

const doors = '^src/main/(ipc|cli|desktop)/';
const compositionRoot = '^src/main/(index|compose)\\.ts$';
const electron = '(^|/)node_modules/electron/|^electron$';
const electronUsers = [
  '^src/main/index\\.ts$',
  '^src/main/desktop/',
  '^src/main/ipc/electron-[^/]+\\.ts$',
  '^src/main/secrets/safe-storage\\.ts$',
  '^src/preload/',
];

const packages = (names) => `(^|/)node_modules/(${names.join('|')})/`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const coreOrder = coreRooms
  .slice(0, -1)
  .map((room, index) =>
    rule(
      `core-order-${room}`,
      `core/${room} comes before ${coreRooms.slice(index + 1).join(', ')} and must not know them.`,
      { path: `^src/shared/core/${room}/` },
      { path: `^src/shared/core/(${coreRooms.slice(index + 1).join('|')})/` },
    ),
  );

module.exports = {
  forbidden: [
    rule('no-cycles', 'A cycle makes two rooms one.', {}, { circular: true }),
    rule('resolvable', 'An import that leads nowhere hides from every other rule.', {}, { couldNotResolve: true }),

    rule(
      'shared-knows-only-itself',
      'shared runs in every process: it knows itself and pure packages.',
      { path: '^src/shared/' },
      { pathNot: ['^src/shared/', packages(purePackages)] },
    ),
    rule(
      'domain-is-the-ground',
      'The nouns are what everything else is made of; they know neither functions nor channels.',
      { path: '^src/shared/domain/' },
      { path: '^src/shared/(core|ipc|format|words)/' },
    ),
    rule(
      'words-are-made-when-read',
      'Rows hold codes and figures; sentences about them are made by those who show them.',
      { path: '^src/shared/(core|domain|format)/', pathNot: '^src/shared/core/reports/' },
      { path: '^src/shared/words/' },
    ),
    rule(
      'core-without-ipc',
      'Decisions do not know who asks.',
      { path: '^src/shared/core/' },
      { path: '^src/shared/ipc/' },
    ),
    ...coreOrder,

    rule(
      'renderer-knows-shared',
      'The window asks main over the contract and has no Node.',
      { path: '^src/renderer/' },
      { path: ['^src/(main|preload)/', '^test/'] },
    ),
    rule(
      'renderer-without-node',
      'The window is sandboxed: no Node, no Electron, no package that needs them.',
      { path: '^src/renderer/' },
      {
        path: [
          electron,
          packages(['@redis/client', 'better-sqlite3', 'commander', 'drizzle-orm', 'got', 'keytar', 'pg', 'pino']),
        ],
      },
    ),
    rule(
      'renderer-without-builtins',
      'The window is sandboxed: Node has no built-in modules there.',
      { path: '^src/renderer/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'renderer-without-price-data',
      'Resolved prices come over IPC; the price list would weigh down the window.',
      { path: '^src/renderer/' },
      { path: '^src/shared/core/pricing/data/', reachable: true },
    ),
    rule(
      'preload-is-thin',
      'The bridge imports Electron, and of ours only types.',
      { path: '^src/preload/' },
      { path: '^src/', pathNot: '^src/preload/' },
    ),
    rule(
      'preload-only-electron',
      'A sandboxed preload script can load Electron and nothing else.',
      { path: '^src/preload/' },
      { pathNot: ['^src/', electron] },
    ),

    rule(
      'electron-in-few-places',
      'All else in main runs in plain Node: terminal, tests, benchmark.',
      { path: '^src/', pathNot: electronUsers },
      { path: electron },
    ),
    rule(
      'main-without-window',
      'Main and the window speak over the contract.',
      { path: '^src/main/' },
      { path: '^src/(renderer|preload)/' },
    ),
    rule(
      'doors-ask-and-act',
      'ipc, cli and desktop call queries, actions and the façade, never what lies behind them.',
      { path: doors },
      { path: '^src/main/(store|providers)/' },
    ),
    rule(
      'doors-hold-no-parts',
      'What queries and actions work with, the store in it, stays in the account: a door asks and acts.',
      { path: doors },
      {
        path: '^src/main/(queries/read-parts|actions/decision-parts|collection/(cycle|monitoring)-parts|session/open-data)\\.ts$',
      },
    ),
    rule(
      'doors-are-outermost',
      'Only the composition root knows the doors.',
      { path: '^src/main/', pathNot: [doors, compositionRoot] },
      { path: doors },
    ),
    rule(
      'library-is-outermost',
      'What other programs import is made of the rooms behind it; nothing here imports it.',
      { path: '^src/main/', pathNot: '^src/main/library/' },
      { path: '^src/main/library/' },
    ),
    rule(
      'cycles-through-the-facade',
      'InfrastructureMonitoringService is what everybody runs: window, terminal, sample and library alike.',
      { path: '^src/main/', pathNot: '^src/main/collection/' },
      { path: '^src/main/collection/(run-cycle|collect-connection|keep-answer)\\.ts$' },
    ),
    rule(
      'actions-without-collection',
      'Collection calls actions (evaluate after a cycle), never the other way round.',
      { path: '^src/main/actions/' },
      { path: '^src/main/collection/' },
    ),
    rule(
      'queries-only-read',
      'A question changes nothing and starts nothing.',
      { path: '^src/main/queries/' },
      { path: '^src/main/(actions|collection|delivery|session)/' },
    ),
    rule(
      'queries-get-a-read-store',
      'The store as a question sees it has no method that writes; its other files have.',
      { path: '^src/main/queries/' },
      { path: '^src/main/store/', pathNot: '^src/main/store/read-store\\.ts$' },
    ),
    rule(
      'quantities-before-standings',
      'What is used, and what it costs, does not hang on how it stands against a limit.',
      { path: '^src/main/queries/(bill/|usage/metric-[^/]+\\.ts$)' },
      { path: '^src/main/queries/standings/' },
    ),
    rule(
      'providers-apart',
      'A provider is one folder and knows no other.',
      { path: '^src/main/providers/([^/]+)/' },
      { path: '^src/main/providers/[^/]+/', pathNot: '^src/main/providers/$1/' },
    ),
    rule(
      'providers-never-write',
      'Monitors return samples and outcomes; others keep them.',
      { path: '^src/main/providers/' },
      { path: '^src/main/(store|collection|actions|queries|delivery|worker)/' },
    ),
    rule(
      'sql-in-store',
      'Only store/ speaks SQL or Drizzle; the rest speaks in domain types.',
      { path: '^src/', pathNot: '^src/main/store/' },
      { path: packages(['drizzle-orm', 'better-sqlite3', '@types/better-sqlite3']) },
    ),
    rule(
      'worker-is-store-and-core',
      'The heavy work has its own connection, asks questions of it, and changes nothing.',
      { path: '^src/main/worker/', pathNot: '^src/main/worker/[^/]*simulator[^/]*\\.ts$' },
      { path: '^src/main/', pathNot: '^src/main/(worker|store|queries|forecast-model)/|^src/main/clock\\.ts$' },
    ),
    rule(
      'shipped-packages',
      'What main and shared load at run time must be installed with the app.',
      { path: '^src/(main|shared)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg'], pathNot: electron },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    babelConfig: { fileName: require.resolve('./scripts/architecture/imports-only.cjs') },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
