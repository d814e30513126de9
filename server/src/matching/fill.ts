import { isSamePhone, nameKey, phoneText, type Phone } from '../identity';
import { folded } from '../kernel/search';

/** What we know about a person, as far as a form may complete it. */
export interface Known {
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  locale: string | null;
  phones: readonly Phone[];
}

/** What the person said this time. */
export interface Offered {
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  locale: string | null;
  phone: Phone | null;
}

export interface Proposal {
  field: 'firstName' | 'lastName' | 'jobTitle' | 'phone';
  current: string | null;
  proposed: string;
}

export interface Completion {
  known: Known;
  filled: string[];
  proposals: Proposal[];
}

/**
 * Fills what is empty and overwrites nothing: whoever types somebody's address into a form could be anybody.
 * Another value than ours is only proposed. Applying the same offer twice changes nothing the second time.
 */
export const complete = (before: Known, offered: Offered): Completion => {
  const known = { ...before };
  const filled: string[] = [];
  const proposals: Proposal[] = [];

  const fill = (field: 'firstName' | 'lastName' | 'jobTitle' | 'locale'): void => {
    if (known[field] || !offered[field]) return;
    known[field] = offered[field];
    filled.push(field);
  };
  const propose = (field: 'firstName' | 'lastName' | 'jobTitle'): void => {
    const proposed = offered[field];
    if (proposed && !isSameText(known[field], proposed)) proposals.push({ field, current: known[field], proposed });
  };

  if (!isNameClash(before, offered)) {
    fill('firstName');
    fill('lastName');
  } else if (nameKey(fullName(before)) !== nameKey(fullName(offered))) {
    // Half of another name must not be mixed into ours. The same words, split or ordered in another way, say nothing new.
    propose('firstName');
    propose('lastName');
  }
  fill('jobTitle');
  propose('jobTitle');
  // A visit in another language says nothing against the one we know.
  fill('locale');

  if (offered.phone) {
    if (known.phones.length === 0) {
      known.phones = [offered.phone];
      filled.push('phone');
    } else if (!known.phones.some((phone) => isSamePhone(phone, offered.phone as Phone))) {
      const [first] = known.phones;
      proposals.push({ field: 'phone', current: first ? phoneText(first) : null, proposed: phoneText(offered.phone) });
    }
  }
  return { known, filled, proposals };
};

export const isSameText = (one: string | null, other: string | null): boolean => folded(one ?? '') === folded(other ?? '');

const isNameClash = (known: Known, offered: Offered): boolean =>
  (['firstName', 'lastName'] as const).some((field) => Boolean(known[field] && offered[field] && !isSameText(known[field], offered[field])));

const fullName = ({ firstName, lastName }: { firstName: string | null; lastName: string | null }): string => `${firstName ?? ''} ${lastName ?? ''}`;
