export class TookTooLong extends Error {}

/**
 * What `promise` answers, or TookTooLong after `ms`. The work itself can't be stopped and may still succeed afterwards:
 * only for work that can bear to be done although its caller was told otherwise.
 */
export const within = async <T>(ms: number, promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`No answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
