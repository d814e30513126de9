import type { Form, FormField } from '../../../server/src/forms/contract';
import { toHtml, toJsx, type AttributeValue, type Markup } from './markup';

export const LANGUAGES = ['html', 'react', 'next', 'curl'] as const;
export type Language = (typeof LANGUAGES)[number];

export type SnippetForm = Pick<Form, 'slug' | 'fields' | 'submitUrl' | 'honeypot' | 'allowedOrigins'>;

interface Words {
  send: string;
  failed: string;
}

/** The server's own address may be configured; if not, the form lives where this admin was loaded from. */
export const absoluteUrl = (submitUrl: string): string => new URL(submitUrl, window.location.origin).toString();

/** Code for a site, made of the form's real fields. */
export const snippetOf = (language: Language, form: SnippetForm, words: Words): string => {
  if (language === 'html') return htmlSnippet(form, words);
  if (language === 'curl') return curlSnippet(form);
  return componentSnippet(form, words, language === 'next');
};

const INPUT_TYPES: Partial<Record<FormField['type'], string>> = { email: 'email', phone: 'tel', number: 'number', hidden: 'hidden' };

const attributesOf = (field: FormField): Record<string, AttributeValue> => {
  const isNumber = field.type === 'number';
  const hasLength = field.type === 'text' || field.type === 'textarea';
  const type = INPUT_TYPES[field.type];
  return {
    ...(type && { type }),
    name: field.name,
    ...(field.autocomplete && { autocomplete: field.autocomplete }),
    ...(field.placeholder && { placeholder: field.placeholder }),
    ...(isNumber && { step: 'any' }),
    ...(field.min !== undefined && (isNumber || hasLength) && { [isNumber ? 'min' : 'minlength']: field.min }),
    ...(field.max !== undefined && (isNumber || hasLength) && { [isNumber ? 'max' : 'maxlength']: field.max }),
    ...(field.isRequired && { required: true }),
  };
};

const fieldMarkup = (field: FormField): Markup => {
  const attributes = attributesOf(field);
  const help: readonly (Markup | string)[] = field.help ? [' ', { tag: 'small', children: [field.help] }] : [];
  if (field.type === 'hidden') return { tag: 'input', attributes: { ...attributes, value: '' } };
  if (field.type === 'checkbox' || field.type === 'consent')
    return { tag: 'label', children: [{ tag: 'input', attributes: { type: 'checkbox', ...attributes } }, ` ${field.label}`, ...help] };
  return { tag: 'label', children: [`${field.label} `, controlMarkup(field, attributes), ...help] };
};

const controlMarkup = (field: FormField, attributes: Record<string, AttributeValue>): Markup => {
  if (field.type === 'textarea') return { tag: 'textarea', attributes };
  if (field.type !== 'select') return { tag: 'input', attributes };
  const options = (field.options ?? []).map(({ value, label }): Markup => ({ tag: 'option', attributes: { value }, children: [label] }));
  return { tag: 'select', attributes, children: [{ tag: 'option', attributes: { value: '' } }, ...options] };
};

/** People never see it and never fill it; a program that fills everything gives itself away. */
const trapMarkup = (honeypot: string, style: AttributeValue): Markup => ({
  tag: 'div',
  attributes: { 'aria-hidden': 'true', style },
  children: [{ tag: 'input', attributes: { name: honeypot, tabindex: -1, autocomplete: 'off' } }],
});

const htmlSnippet = ({ fields, submitUrl, honeypot }: SnippetForm, { send }: Words): string =>
  toHtml({
    tag: 'form',
    attributes: { action: absoluteUrl(submitUrl), method: 'post' },
    children: [...fields.map(fieldMarkup), trapMarkup(honeypot, 'position:absolute;left:-10000px'), { tag: 'button', children: [send] }],
  });

const componentName = (slug: string): string => {
  const words = slug.split('-').filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return `${/^[A-Z]/.test(name) ? name : `Crm${name}`}Form`;
};

/** The same form again with an `onSubmit`, so that it still posts by itself before or without JavaScript. */
const componentSnippet = ({ slug, fields, submitUrl, honeypot }: SnippetForm, { send, failed }: Words, isNext: boolean): string => {
  const markup = toJsx(
    {
      tag: 'form',
      attributes: { action: { code: 'ADDRESS' }, method: 'post', onSubmit: { code: 'send' } },
      children: [
        ...fields.map(fieldMarkup),
        trapMarkup(honeypot, { code: "{ position: 'absolute', left: '-10000px' }" }),
        { tag: 'button', children: [send] },
      ],
    },
    2,
  );
  const lastLine = markup.lastIndexOf('\n');
  const withStatus = `${markup.slice(0, lastLine)}\n      <p role="status">{message}</p>${markup.slice(lastLine)}`;
  const lines = [
    ...(isNext ? ["'use client';", ''] : []),
    isNext ? "import { useState, type FormEvent } from 'react';" : "import { useState } from 'react';",
    '',
    `const ADDRESS = ${JSON.stringify(absoluteUrl(submitUrl))};`,
    '',
    `export function ${componentName(slug)}() {`,
    "  const [message, setMessage] = useState('');",
    '',
    `  async function send(event${isNext ? ': FormEvent<HTMLFormElement>' : ''}) {`,
    '    event.preventDefault();',
    '    const form = event.currentTarget;',
    '    const answers = new FormData(form);',
    "    answers.set('_crm_page', window.location.href);",
    '    try {',
    "      const response = await fetch(ADDRESS, { method: 'POST', body: answers });",
    '      const answer = await response.json();',
    '      if (response.ok && answer.redirect) return window.location.assign(answer.redirect);',
    '      if (response.ok) form.reset();',
    `      setMessage(response.ok ? answer.message : answer.errors.map((error${isNext ? ': { message: string }' : ''}) => error.message).join(' '));`,
    '    } catch {',
    `      setMessage(${JSON.stringify(failed)});`,
    '    }',
    '  }',
    '',
    '  return (',
    withStatus,
    '  );',
    '}',
  ];
  return lines.join('\n');
};

const EXAMPLES: Record<string, string> = {
  'contact.firstName': 'Ana',
  'contact.lastName': 'Silva',
  'contact.name': 'Ana Silva',
  'contact.phone': '+49 40 5550 1234',
  'contact.jobTitle': 'Head of Sales',
  'company.name': 'Example Ltd',
  'lead.message': 'Please call me back.',
};

const exampleOf = (field: FormField): string | number | boolean => {
  if (field.type === 'checkbox' || field.type === 'consent') return true;
  if (field.type === 'number') return field.min ?? field.max ?? 1;
  if (field.type === 'select') return field.options?.[0]?.value ?? '';
  if (field.type === 'email') return 'ana@example.com';
  if (field.type === 'phone') return '+49 40 5550 1234';
  return EXAMPLES[field.mapTo ?? ''] ?? 'Example';
};

const quoted = (words: string): string => `'${words.replaceAll("'", "'\\''")}'`;

const curlSnippet = ({ fields, submitUrl, allowedOrigins }: SnippetForm): string => {
  const answers = Object.fromEntries(fields.map((field) => [field.name, exampleOf(field)]));
  const [site] = allowedOrigins;
  return [
    `curl ${quoted(absoluteUrl(submitUrl))}`,
    `  -H ${quoted('Content-Type: application/json')}`,
    // A form with a list of sites holds what names no site.
    ...(site ? [`  -H ${quoted(`Origin: ${site}`)}`] : []),
    `  -d ${quoted(JSON.stringify(answers, null, 2))}`,
  ].join(' \\\n');
};
