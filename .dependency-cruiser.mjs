/** The layers of docs/architecture: what may import what. */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-imports-the-wiring',
      comment: 'src/accounts.ts knows every part; parts get what they need as arguments.',
      severity: 'error',
      from: { path: '^src/(?!accounts\\.ts)' },
      to: { path: '^(src/accounts|index)\\.ts' },
    },
    {
      name: 'product-stands-alone',
      comment: 'The published code needs nothing of the demo, the specs or the benchmarks.',
      severity: 'error',
      from: { path: '^(src|index)' },
      to: { path: '^(dev|spec|bench)/' },
    },
    {
      name: 'one-door-to-parse-server',
      comment: 'Only src/parse/internals.ts reaches into parse-server.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/server/internals\\.ts' },
      to: { path: 'node_modules/parse-server' },
    },
    {
      name: 'pages-and-options-are-leaves',
      severity: 'error',
      from: { path: '^src/(pages|errors|options)' },
      to: { path: '^src/(server|auth|adapters|cloud)' },
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
