import type { FormField } from '../../../server/src/forms/contract';
import type { useText } from '../kernel/text';

type Words = ReturnType<typeof useText>;

/** The fields of the ready form “Contact us”, in the words of the admin. */
export const starterFields = (text: Words): FormField[] => [
  { name: 'firstName', type: 'text', label: text('forms.starter.first-name'), autocomplete: 'given-name', max: 120, isRequired: false, mapTo: 'contact.firstName' },
  { name: 'lastName', type: 'text', label: text('forms.starter.last-name'), autocomplete: 'family-name', max: 120, isRequired: false, mapTo: 'contact.lastName' },
  { name: 'email', type: 'email', label: text('forms.starter.email'), autocomplete: 'email', isRequired: true, mapTo: 'contact.email' },
  { name: 'company', type: 'text', label: text('forms.starter.company'), autocomplete: 'organization', max: 200, isRequired: false, mapTo: 'company.name' },
  { name: 'phone', type: 'phone', label: text('forms.starter.phone'), autocomplete: 'tel', isRequired: false, mapTo: 'contact.phone' },
  { name: 'message', type: 'textarea', label: text('forms.starter.message'), max: 10_000, isRequired: false, mapTo: 'lead.message' },
  { name: 'marketing', type: 'consent', label: text('forms.starter.marketing'), purpose: 'marketing', isRequired: false, mapTo: null },
];

/** “Demo request!” becomes `demo-request`. */
export const slugFromName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
