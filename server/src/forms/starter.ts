import type { z } from 'zod';
import type { formInput } from './contract';

/** The ready form of a fresh install. It is a draft: installing opens no public door (decision 15). */
export const CONTACT_FORM: z.input<typeof formInput> = {
  name: 'Contact us',
  slug: 'contact-us',
  thankYou: 'Thank you. We have your message and will answer soon.',
  fields: [
    { name: 'firstName', type: 'text', label: 'First name', autocomplete: 'given-name', max: 120, mapTo: 'contact.firstName' },
    { name: 'lastName', type: 'text', label: 'Last name', autocomplete: 'family-name', max: 120, mapTo: 'contact.lastName' },
    { name: 'email', type: 'email', label: 'E-mail', autocomplete: 'email', isRequired: true, mapTo: 'contact.email' },
    { name: 'company', type: 'text', label: 'Company', autocomplete: 'organization', max: 200, mapTo: 'company.name' },
    { name: 'phone', type: 'phone', label: 'Phone', autocomplete: 'tel', mapTo: 'contact.phone' },
    { name: 'message', type: 'textarea', label: 'Message', max: 10_000, mapTo: 'lead.message' },
    { name: 'marketing', type: 'consent', label: 'Send me news by e-mail. I can stop this at any time.', purpose: 'marketing' },
  ],
};
