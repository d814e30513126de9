import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** One folder for everything that one run of the tests writes; all its processes share it. */
export const runDirectory = (): string => {
  const known = process.env.CRM_TEST_RUN;
  if (known && existsSync(known)) return known;
  const made = mkdtempSync(path.join(os.tmpdir(), 'crm-test-'));
  process.env.CRM_TEST_RUN = made;
  return made;
};
