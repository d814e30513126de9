import { folded } from '../kernel/search';
import { plainText } from '../kernel/text';

export const UNNAMED = 'Unnamed contact';
const MAX_PART = 120;
const MAX_NAME = 255;

export interface NameParts {
  firstName: string | null;
  lastName: string | null;
}

/** Words that open a family name: "Ludwig van Beethoven", "Ana de la Cruz". */
const PARTICLES = new Set(
  'af al am an auf av bin binti bint da dal dalla de degli dei del della delle den der des di do dos du el ibn la las le lo los san santa st. ten ter till und van vande vanden vander vom von zu zum zur'.split(' '),
);
const SUFFIXES = new Set(['jr', 'jr.', 'sr', 'sr.', 'ii', 'iii', 'iv', 'phd', 'ph.d.', 'md', 'm.d.', 'msc', 'mba', 'esq.']);

/** A guess, kept simple: what is wrong is seen and corrected by a person. A single word is a first name. */
export const splitName = (full: string | null | undefined): NameParts => {
  const name = plainText(full, MAX_NAME);
  if (!name) return { firstName: null, lastName: null };

  const [family, given, ...more] = name.split(',').map((part) => part.trim());
  const isFamilyFirst = family && given && more.length === 0 && !SUFFIXES.has(given.toLowerCase());
  if (isFamilyFirst) return { firstName: part(given), lastName: part(family) };

  const words = name.replaceAll(',', ' ').split(' ').filter(Boolean);
  const start = familyNameStart(words);
  return { firstName: part(words.slice(0, start).join(' ')), lastName: part(words.slice(start).join(' ')) };
};

const familyNameStart = (words: readonly string[]): number => {
  let end = words.length;
  while (end > 2 && SUFFIXES.has(words[end - 1]?.toLowerCase() ?? '')) end -= 1;
  const particle = words.findIndex((word, index) => index > 0 && index < end - 1 && PARTICLES.has(word.toLowerCase()));
  return particle > 0 ? particle : Math.max(end - 1, 1);
};

/** What lists and headings show; never empty, so that it can be sorted and clicked. */
export const displayName = (person: NameParts & { email?: string | null; phone?: string | null }): string =>
  plainText([person.firstName, person.lastName].filter(Boolean).join(' '), MAX_NAME) ??
  plainText(person.email, MAX_NAME) ??
  plainText(person.phone, MAX_NAME) ??
  UNNAMED;

/** Equal for names that differ only in case, accents, punctuation or order. */
export const nameKey = (name: string): string =>
  folded(name)
    .replace(/[^\p{L}\p{N}\s]+/gu, '')
    .split(' ')
    .filter(Boolean)
    .sort()
    .join(' ');

const part = (text: string): string | null => plainText(text, MAX_PART);
