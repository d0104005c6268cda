/**
 * Specs that touch data run once on each database; `*.unit.spec.ts` need none and run once.
 * One of them alone: `npx jest --selectProjects unit`, or `postgresql`, or `mongodb`.
 */
const common = {
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/examples'],
  transform: { '\\.([cm]?js|ts)$': '<rootDir>/spec/support/transformer.mjs' },
  transformIgnorePatterns: [],
}

const onDatabase = (engine) => ({
  ...common,
  displayName: engine,
  testMatch: ['<rootDir>/spec/**/*.spec.ts'],
  testPathIgnorePatterns: ['\\.unit\\.spec\\.ts$'],
  globals: { databaseEngine: engine },
  globalSetup: `<rootDir>/spec/support/engines/${engine}-setup.ts`,
  globalTeardown: `<rootDir>/spec/support/engines/${engine}-teardown.ts`,
})

export default {
  maxWorkers: 2,
  testTimeout: 30_000,
  globalSetup: '<rootDir>/spec/support/engines/chromium-setup.ts',
  collectCoverageFrom: ['index.ts', 'src/**/*.ts'],
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/spec/**/*.unit.spec.ts'] },
    onDatabase('postgresql'),
    onDatabase('mongodb'),
  ],
}
