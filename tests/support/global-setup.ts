import { runDirectory } from './run-directory';

/** Makes the run's folder before the workers start, so that they inherit its name. */
const setup = (): void => {
  runDirectory();
};

export default setup;
