const path = require('node:path');

/**
 * `unit` is pure and takes milliseconds, `api` boots a real Strapi, `admin` renders in jsdom. These need a build:
 * `process` kills real servers, `package` checks what npm gets.
 */
const swc = (isReact) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: isReact },
      target: 'es2022',
      ...(isReact ? { transform: { react: { runtime: 'automatic' } } } : {}),
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

const base = {
  rootDir: path.dirname(__dirname),
  roots: ['<rootDir>/tests'],
  testEnvironment: 'node',
  transform: { '\\.tsx$': swc(true), '\\.ts$': swc(false) },
  modulePathIgnorePatterns: ['<rootDir>/playground/', '<rootDir>/dist/'],
};

const site = {
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
};

const BOOTED = '\\.(api|process)\\.test\\.ts$';

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/tests/**/*.test.ts'], testPathIgnorePatterns: [BOOTED, '<rootDir>/tests/package/', '<rootDir>/tests/e2e/'] },
    { ...base, ...site, displayName: 'api', testMatch: ['<rootDir>/tests/**/*.api.test.ts'], setupFilesAfterEnv: ['<rootDir>/tests/support/network-guard.setup.ts'] },
    { ...base, ...site, displayName: 'process', testMatch: ['<rootDir>/tests/**/*.process.test.ts'] },
    {
      ...base,
      displayName: 'admin',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/tests/**/*.admin.test.tsx'],
      setupFilesAfterEnv: ['<rootDir>/tests/support/browser.setup.ts'],
    },
    { ...base, displayName: 'package', testMatch: ['<rootDir>/tests/package/*.test.ts'] },
  ],
  testTimeout: 60_000,
  // Every file loads Strapi anew, and Node never gives all of that memory back.
  workerIdleMemoryLimit: '1500MB',
};
