import type { RawValue, RawValues } from './answers';
import type { FormField } from './contract';

/**
 * What somebody might answer to any form. The reserved domain can receive no mail; consent is given only where nothing can be
 * sent without it. `nonce` makes two of them differ, so that none looks like a double click. A pattern is met only by a default.
 */
export const plausibleAnswers = (fields: readonly FormField[], nonce: string): RawValues =>
  Object.fromEntries(
    fields.flatMap((field): [string, RawValue][] => {
      const answer = field.isLocked ? null : (field.default ?? plausible(field, nonce));
      return answer === null ? [] : [[field.name, answer]];
    }),
  );

const plausible = (field: FormField, nonce: string): RawValue => {
  const { type, min, max, earliest, latest, options = [] } = field;
  switch (type) {
    case 'email':
      return `ana.test+${nonce}@example.com`;
    case 'phone':
      return '+49 40 5550 1234';
    case 'url':
      return 'https://www.example.com';
    case 'number':
    case 'currency':
    case 'rating':
      return String(min ?? Math.min(1, max ?? 1));
    case 'date':
      return earliest ?? latest ?? '2030-01-15';
    case 'time':
      return earliest ?? latest ?? '14:30';
    case 'datetime':
      return earliest ?? latest ?? '2030-01-15T14:30';
    case 'select':
    case 'radio':
      return options[0]?.value ?? null;
    case 'multi-select':
      return options.slice(0, min ?? 1).map(({ value }) => value);
    case 'checkbox':
      return true;
    case 'consent':
      return field.isRequired ? true : null;
    case 'country':
      return 'DE';
    case 'name':
      return { firstName: 'Ana', lastName: 'Test' };
    case 'address':
      return { line1: 'Example Street 1', postalCode: '20095', city: 'Hamburg', country: 'DE' };
    case 'file':
    case 'heading':
    case 'html':
    case 'page-break':
      return null;
    default:
      return (TEXTS[field.mapTo ?? ''] ?? `Test answer ${nonce}`).padEnd(min ?? 0, '.').slice(0, max ?? 500);
  }
};

const TEXTS: Record<string, string> = {
  'contact.firstName': 'Ana',
  'contact.lastName': 'Test',
  'contact.name': 'Ana Test',
  'company.name': 'Example Ltd',
  'lead.message': 'This is a test from the CRM’s Setup page.',
};
