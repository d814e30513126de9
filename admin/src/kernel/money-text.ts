import type { Money } from '../../../server/src/kernel/contract';

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** As it is typed: `1200000 EUR`, `99.90 EUR`. */
export const typedMoney = ({ amount, currency }: Money): string => {
  const digits = digitsOf(currency);
  const whole = amount / 10 ** digits;
  return `${Number.isInteger(whole) ? whole : whole.toFixed(digits)} ${currency}`;
};

/** Undefined where nobody can tell which amount is meant: a comma is a thousand here and a fraction there. */
export const readMoney = (typed: string, otherwise: string): Money | undefined => {
  const [, digits, code = otherwise] = typed.replace(/\s/g, '').match(/^(\d+(?:\.\d+)?)([A-Za-z]{3})?$/) ?? [];
  if (digits === undefined) return undefined;
  const currency = code.toUpperCase();
  const amount = Math.round(Number(digits) * 10 ** digitsOf(currency));
  return Number.isSafeInteger(amount) ? { amount, currency } : undefined;
};
