import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

// The file is read once more by every worker, so what must be the same for all travels in the environment.
const port = (process.env.E2E_PORT ??= '1399');
const database = (process.env.E2E_DATABASE ??= path.join(mkdtempSync(path.join(os.tmpdir(), 'crm-e2e-')), 'data.db'));

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // All journeys share one site: they run one after the other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [{ name: 'desktop', use: { viewport: { width: 1440, height: 900 } } }],
  // The production build, as `npm start` makes it, on a database of its own.
  webServer: {
    command: 'node playground/scripts/start.mjs',
    cwd: path.resolve(__dirname, '../..'),
    url: `http://127.0.0.1:${port}/_health`,
    timeout: 600_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: { HOST: '127.0.0.1', PORT: port, DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: database, ADMIN_RATE_LIMIT: 'off' },
    stdout: 'pipe',
  },
});
