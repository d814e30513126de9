import { useCallback } from 'react';
import { address, money, reference } from '../../../server/src/kernel/contract';
import { addressLine } from './address-line';
import { useFormat } from './format';
import { useTextIfKnown } from './text';

const pointValue = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string' ? value.value : undefined;

/** Any value of a record in words, for a sentence about it. Empty where there is none. `folder` has the words of its enums. */
export const useValueText = (folder: string) => {
  const format = useFormat();
  const textIfKnown = useTextIfKnown();
  return useCallback(
    (field: string, value: unknown): string => {
      const inWords = (one: unknown): string => {
        if (one === null || one === undefined) return '';
        if (typeof one === 'number') return format.number(one);
        if (typeof one === 'string') return textIfKnown(`${folder}.${field}.${one}`) ?? one;
        if (typeof one === 'boolean') return textIfKnown(`${folder}.${field}.${one ? 'yes' : 'no'}`) ?? String(one);
        if (Array.isArray(one)) return one.map(inWords).filter(Boolean).join(', ');
        const amount = money.safeParse(one).data;
        if (amount) return format.money(amount);
        const place = field === 'addresses' ? address.safeParse(one).data : undefined;
        return reference.safeParse(one).data?.name ?? pointValue(one) ?? (place && addressLine(place)) ?? '';
      };
      return inWords(value);
    },
    [folder, format, textIfKnown],
  );
};
