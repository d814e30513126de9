import type { Money } from '../../../server/src/kernel/contract';

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Money as somebody would type it: “15000” or “99.50”. */
export const amountInput = ({ amount, currency }: Money): string => {
  const digits = digitsOf(currency);
  const major = amount / 10 ** digits;
  return Number.isInteger(major) ? String(major) : major.toFixed(digits);
};

/**
 * “15,000.50”, “15.000,50” and “€ 15 000” alike. The last point or comma is the decimal one, unless three digits
 * follow it. Null where it is no amount.
 */
export const parseAmount = (typed: string, currency: string): Money | null => {
  const bare = typed.replace(/[^\d.,-]/g, '');
  const digits = digitsOf(currency);
  const decimals = /[.,](\d{1,2})$/.exec(bare)?.[1] ?? '';
  const whole = bare.slice(0, decimals ? -decimals.length - 1 : undefined).replace(/[.,]/g, '');
  if (!/^\d+$/.test(whole)) return null;

  const amount = Math.round(Number(`${whole}.${decimals || '0'}`) * 10 ** digits);
  return Number.isSafeInteger(amount) ? { amount, currency } : null;
};
