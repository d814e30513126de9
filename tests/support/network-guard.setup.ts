import { raiseNetworkGuard } from './network-guard';

// The modules of node outlive a test file, so the guard must come down with it.
let lower: (() => void) | undefined;

beforeAll(() => {
  lower = raiseNetworkGuard();
});
afterAll(() => lower?.());
