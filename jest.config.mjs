/** Every spec that touches data runs on each database, one after the other; `DATABASE=mongodb` picks one. */
export default {
  testEnvironment: '<rootDir>/spec/support/environment.mjs',
  testMatch: ['<rootDir>/spec/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/examples'],
  transform: { '\\.([cm]?js|ts)$': '<rootDir>/spec/support/transformer.mjs' },
  transformIgnorePatterns: [],
  moduleNameMapper: {
    '^@node-rs/bcrypt$': '<rootDir>/spec/support/bcrypt.ts',
    '^redis$': '<rootDir>/spec/support/redis-when-used.ts',
  },
  globalSetup: '<rootDir>/spec/support/engines/set-up.ts',
  globalTeardown: '<rootDir>/spec/support/engines/tear-down.ts',
  // On two CPUs: each waits for databases, mail and hashes more than half of its time.
  maxWorkers: 4,
  // Each suite leaves some 30 MB. With gigabytes, a collection stops all for seconds, in which answers come too late.
  workerIdleMemoryLimit: '1.5GB',
  // A bound for tests that hang, on slow machines; the few that take longer say so.
  testTimeout: 120_000,
  collectCoverageFrom: ['index.ts', 'src/**/*.ts'],
}
