/** What an autoresponder may say about the visitor: a name and nothing else (F58). */
type MergeTag = 'firstName' | 'lastName' | 'name';

const TAG = /( ?)\{\{\s{0,3}([A-Za-z]{1,20})\s{0,3}\}\}/g;

/**
 * Puts names into a text: `Hello {{firstName}},`. No logic, one pass, linear time; what a name contains is never read
 * as a tag. A name that is missing leaves no gap (`Hello,`), and an unknown tag stays as it is.
 */
export const merged = (template: string, values: Record<MergeTag, string | null>): string =>
  template.replace(TAG, (whole, space: string, tag: string) => {
    if (!Object.hasOwn(values, tag)) return whole;
    const value = values[tag as MergeTag];
    return value === null ? '' : `${space}${value}`;
  });
