import { rm } from 'node:fs/promises';
import { dropAllOfThisRun } from './databases';
import { runDirectory } from './run-directory';

const teardown = async (): Promise<void> => {
  await dropAllOfThisRun();
  await rm(runDirectory(), { recursive: true, force: true });
  delete process.env.CRM_TEST_RUN;
};

export default teardown;
