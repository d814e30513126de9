/** The places where a crash is most interesting. Tests arm them; nothing in the product can. */
export type FaultPoint =
  | 'after-parse'
  | 'before-commit'
  | 'after-commit-before-answer'
  | 'after-claim'
  | 'before-effect'
  | 'after-effect-before-complete';

const ARMED = Symbol.for('strapi-plugin-crm.faults');

/**
 * Does nothing unless a test preloaded a function under this symbol: no environment variable, setting or
 * request can arm a fault in production.
 */
export const faultPoint = (point: FaultPoint): void => {
  (globalThis as { [ARMED]?: (point: FaultPoint) => void })[ARMED]?.(point);
};
