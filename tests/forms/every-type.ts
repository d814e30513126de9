import { formField, type FormField } from '../../server/src/forms/contract';

type Input = Parameters<(typeof formField)['parse']>[0] & object;

export const aField = (input: Partial<FormField> & Pick<FormField, 'type'>): FormField => formField.parse({ name: 'f', label: 'Field', ...input } satisfies Input);

const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
  { value: 'c', label: 'C' },
];

/** Tests of the admin use it too, so it knows nothing of the server but the contract. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

interface Example {
  field: FormField;
  /** As a browser sends it: pairs of names and texts. */
  pairs: [string, string][];
  /** As a script sends it. */
  json: Json;
  /** What both become. */
  kept: Json;
}

const example = (type: FormField['type'], pairs: (string | [string, string])[], json: Json, kept: Example['kept'], more: Partial<FormField> = {}): Example => {
  const name = type.replace('-', '_');
  return { field: aField({ name: `${name}1`, type, label: type, ...more }), pairs: pairs.map((pair) => (typeof pair === 'string' ? [`${name}1`, pair] : [`${name}1${pair[0]}`, pair[1]])), json, kept };
};

/** One answered field of each type. */
export const EVERY_TYPE: readonly Example[] = [
  example('text', ['  Ana  Ruiz '], '  Ana  Ruiz ', 'Ana Ruiz', { min: 2, max: 100 }),
  example('textarea', ['One\r\ntwo'], 'One\ntwo', 'One\ntwo'),
  example('email', ['Ana@Acme.IO'], 'Ana@Acme.IO', 'Ana@acme.io'),
  example('phone', ['+49 40 5550117'], '+49 40 5550117', '+49 40 5550117'),
  example('url', ['acme.io/about'], 'acme.io/about', 'https://acme.io/about'),
  example('number', ['1,5'], 1.5, 1.5, { min: 0, max: 10 }),
  example('currency', ['1.250,50'], 1250.5, { amount: 125_050, currency: 'EUR' }, { currency: 'EUR' }),
  example('date', ['2026-11-20'], '2026-11-20', '2026-11-20', { earliest: '2026-01-01', latest: '2026-12-31' }),
  example('time', ['14:30'], '14:30:00', '14:30'),
  example('datetime', ['2026-11-20T14:30'], '2026-11-20T14:30', '2026-11-20T14:30'),
  example('select', ['b'], 'b', 'b', { options }),
  example('multi-select', ['c', 'a'], ['c', 'a'], ['a', 'c'], { options }),
  example('radio', ['a'], 'a', 'a', { options }),
  example('checkbox', ['on'], true, true),
  example('consent', ['on'], true, true, { purpose: 'marketing' }),
  example('rating', ['9'], 9, 9, { min: 0, max: 10 }),
  example('country', ['de'], 'DE', 'DE'),
  example('name', [['.firstName', 'Ana'], ['.lastName', 'Ruiz']], { firstName: 'Ana', lastName: 'Ruiz' }, { firstName: 'Ana', lastName: 'Ruiz' }, { mapTo: 'contact.name' }),
  example('address', [['[line1]', 'Weg 1'], ['[city]', 'Ulm'], ['[country]', 'de']], { line1: 'Weg 1', city: 'Ulm', country: 'DE' }, { line1: 'Weg 1', city: 'Ulm', country: 'DE' }),
  example('file', [], null, ['cv.pdf'], { accept: ['pdf'] }),
  example('hidden', ['spring'], 'spring', 'spring'),
  example('heading', [], null, null),
  example('html', [], null, null, { html: '<p>Read this</p>' }),
  example('page-break', [], null, null),
];
