import { useCallback } from 'react';
import { useText, useTextIfKnown } from '../kernel/text';

const FORM = 'form:';

export const isFromForm = (source: string): boolean => source.startsWith(FORM);

/** `form:contact-us` in words. */
export const useSourceName = () => {
  const text = useText();
  const textIfKnown = useTextIfKnown();
  return useCallback(
    (source: string | null): string => {
      if (!source) return text('contacts.source.unknown');
      if (isFromForm(source)) return text('contacts.source.form', { form: source.slice(FORM.length) });
      return textIfKnown(`contacts.source.${source}`) ?? source;
    },
    [text, textIfKnown],
  );
};
