import { useCallback } from 'react';
import { address } from '../../../server/src/contacts/contract';
import { money, reference } from '../../../server/src/kernel/contract';
import { useFormat } from '../kernel/format';
import { useTextIfKnown } from '../kernel/text';
import { addressLine } from './address-line';

const pointValue = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string' ? value.value : undefined;

/** Any value of a record in words, for a sentence about it. Empty where there is none. */
export const useValueText = () => {
  const format = useFormat();
  const textIfKnown = useTextIfKnown();
  return useCallback(
    (field: string, value: unknown): string => {
      const inWords = (one: unknown): string => {
        if (one === null || one === undefined) return '';
        if (typeof one === 'number') return format.number(one);
        if (typeof one === 'string') return textIfKnown(`contacts.${field === 'lifecycleStage' ? 'lifecycle' : field}.${one}`) ?? one;
        if (typeof one === 'boolean') return textIfKnown(`contacts.${field}.${one ? 'yes' : 'no'}`) ?? String(one);
        if (Array.isArray(one)) return one.map(inWords).filter(Boolean).join(', ');
        const amount = money.safeParse(one).data;
        if (amount) return format.money(amount);
        const place = field === 'addresses' ? address.safeParse(one).data : undefined;
        return reference.safeParse(one).data?.name ?? pointValue(one) ?? (place && addressLine(place)) ?? '';
      };
      return inWords(value);
    },
    [format, textIfKnown],
  );
};
