import { useCallback } from 'react';
import { useText, useTextIfKnown } from '../kernel/text';

const spaced = (id: string) => id.replace(/[.\-_]+/g, ' ');
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** A kind of work or a schedule in words. Add-ons bring kinds that no text knows. */
export const useJobName = () => {
  const text = useText();
  const textIfKnown = useTextIfKnown();
  return useCallback(
    (type: string): string => {
      const known = textIfKnown(`jobs.type.${type}`);
      if (known) return known;

      const [kind, event, feature] = type.split(':');
      if (kind === 'on' && event && feature)
        return text('jobs.type-reaction', { feature: capital(spaced(feature)), event: spaced(event) });

      const [area = '', ...work] = type.split('.');
      if (work.length === 0) return capital(spaced(type));
      return text('jobs.type-other', { feature: capital(spaced(area)), work: spaced(work.join('.')) });
    },
    [text, textIfKnown],
  );
};
