import { useText, useTextIfKnown } from '../kernel/text';

interface Area {
  name: string;
  /** “see, add, change” */
  words: string;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** What a list of actions such as `leads.read.own` allows, by area. Add-ons bring areas that no text knows. */
export const usePermissionWords = () => {
  const text = useText();
  const textIfKnown = useTextIfKnown();

  const wordsOf = ([verb = '', width]: string[]): string => {
    const known = textIfKnown(`settings.verb.${verb}`) ?? verb;
    if (width === 'own' || width === 'team') return text(`settings.verb.${width}`, { verb: known });
    return known;
  };

  return (actions: readonly string[]): Area[] => {
    const areas = new Map<string, string[]>();
    actions.forEach((action) => {
      const [area = '', ...rest] = action.split('.');
      areas.set(area, [...(areas.get(area) ?? []), wordsOf(rest)]);
    });
    return [...areas].map(([area, words]) => ({ name: textIfKnown(`settings.area.${area}`) ?? capital(area), words: words.join(', ') }));
  };
};
