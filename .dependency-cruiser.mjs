/** The layers of CONTRIBUTING, "The house": what may import what. */
const order = [
  ['api', 'errors.ts', 'option-kinds'],
  ['parse'],
  ['part'],
  ['adapters', 'guards', 'pages'],
  ['auth', 'server'],
  ['cloud'],
  ['options.ts'],
  ['accounts', 'cli'],
  ['testing'],
]
const pattern = (rooms) => `^src/(${rooms.map((room) => room.replace('.', '\\.')).join('|')})`

/** Nothing imports what stands above it. */
const layers = order.slice(0, -1).map((rooms, index) => ({
  name: `layer-${index}-${rooms.join('-')}`,
  severity: 'error',
  from: { path: pattern(rooms) },
  to: { path: pattern(order.slice(index + 1).flat()) },
}))

/** Rooms on one floor that must not know each other. */
const apart = [
  ['auth', 'server'],
  ['server', 'auth'],
  ['guards', 'adapters'],
].map(([from, to]) => ({
  name: `${from}-without-${to}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: `^src/${to}/` },
}))

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...layers,
    ...apart,
    {
      name: 'no-circles-of-folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src' },
      to: { circular: true },
    },
    {
      name: 'product-stands-alone',
      comment: 'The published code needs nothing of the demo, the specs or the benchmarks.',
      severity: 'error',
      from: { path: '^(src|index|testing)' },
      to: { path: '^(dev|spec|bench)/' },
    },
    {
      name: 'product-without-test-kit',
      comment: 'Production loads no mailbox, no issuer and no database of its own.',
      severity: 'error',
      from: { path: '^index' },
      to: { path: '^(testing|src/testing)' },
    },
    {
      name: 'one-door-to-parse-server',
      comment: 'Only src/parse/internals.ts reaches into parse-server.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/parse/internals\\.ts' },
      to: { path: 'node_modules/parse-server' },
    },
    {
      name: 'one-async-context',
      comment:
        'On Node 20 and 22, each AsyncLocalStorage costs at every promise: src/parse/request/scope.ts has the one.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/parse/request/scope\\.ts' },
      to: { path: '^(node:)?async_hooks$' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: 'node_modules/(?!parse-server)' },
  },
}
