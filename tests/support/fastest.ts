const ROUNDS = 5;

/** Milliseconds of the fastest of five runs: what the code itself costs, on a machine that also does other things. */
export const fastest = (work: () => unknown): number =>
  Math.min(
    ...Array.from({ length: ROUNDS }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    }),
  );
