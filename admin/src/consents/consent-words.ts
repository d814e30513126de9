import type { Consent } from '../../../server/src/consents/contract';
import { useText, useTextIfKnown } from '../kernel/text';
import type { Tone } from '../ui/styles';

export const CONSENT_TONES = { given: 'success', pending: 'warning', withdrawn: 'neutral' } as const satisfies Record<Consent['state'], Tone>;

/** Sites make up purposes of their own: “product-news” is shown as “Product news”. */
export const usePurposeName = () => {
  const textIfKnown = useTextIfKnown();
  return (purpose: string): string => {
    const words = purpose.replaceAll('-', ' ');
    return textIfKnown(`consents.purpose.${purpose}`) ?? words.charAt(0).toUpperCase() + words.slice(1);
  };
};

/** “by a form”, or the colleague who wrote it down. */
export const useMethodWords = () => {
  const text = useText();
  return ({ method, actor }: Consent): string => text(`consents.method.${method}`, { name: actor.name ?? '' });
};
