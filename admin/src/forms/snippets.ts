import type { Form, FormField } from '../../../server/src/forms/contract';
import { visibleFields } from '../../../server/src/forms/logic';
import { isLayout, isTick, takesPrefill } from './field-kinds';
import { fieldMarkup, type PageWords } from './field-markup';
import { toHtml, toJsx, type AttributeValue, type Markup } from './markup';

export const LANGUAGES = ['html', 'react', 'next', 'curl'] as const;
export type Language = (typeof LANGUAGES)[number];

export type SnippetForm = Pick<Form, 'slug' | 'fields' | 'submitUrl' | 'honeypot' | 'allowedOrigins' | 'publishedVersion' | 'hasUnpublishedChanges'>;

interface Words extends PageWords {
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

/** People never see it and never fill it; a program that fills everything gives itself away. */
const trapMarkup = (honeypot: string, style: AttributeValue): Markup => ({
  tag: 'div',
  attributes: { 'aria-hidden': 'true', style },
  children: [{ tag: 'input', attributes: { name: honeypot, tabindex: -1, autocomplete: 'off' } }],
});

const hiddenMarkup = (name: string, value: AttributeValue): Markup => ({ tag: 'input', attributes: { type: 'hidden', name, value } });

/** The fields here are those of the draft, which the next publish makes this version. */
const versionOf = ({ publishedVersion, hasUnpublishedChanges }: SnippetForm): number =>
  publishedVersion === null ? 1 : publishedVersion + (hasUnpublishedChanges ? 1 : 0);

const encodingOf = (fields: readonly FormField[]): Record<string, AttributeValue> =>
  fields.some(({ type }) => type === 'file') ? { enctype: 'multipart/form-data' } : {};

const prefilledNames = (fields: readonly FormField[]): string[] =>
  fields.filter((field) => field.isPrefillable && takesPrefill(field) && !isTick(field.type)).map(({ name }) => name);

const htmlSnippet = (form: SnippetForm, words: Words): string => {
  const { fields, submitUrl, honeypot } = form;
  const prefilled = prefilledNames(fields);
  const markup = toHtml({
    tag: 'form',
    attributes: { action: absoluteUrl(submitUrl), method: 'post', ...encodingOf(fields) },
    children: [
      hiddenMarkup('_crm_version', versionOf(form)),
      ...fields.flatMap((field) => fieldMarkup(field, words)),
      trapMarkup(honeypot, 'position:absolute;left:-10000px'),
      { tag: 'button', children: [words.send] },
    ],
  });
  if (prefilled.length === 0) return markup;
  return [
    markup,
    '<script>',
    '  const query = new URLSearchParams(location.search);',
    '  const { elements } = document.currentScript.previousElementSibling;',
    `  for (const name of ${JSON.stringify(prefilled)}) if (query.has(name)) elements.namedItem(name).value = query.get(name);`,
    '</script>',
  ].join('\n');
};

const componentName = (slug: string): string => {
  const words = slug.split('-').filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return `${/^[A-Z]/.test(name) ? name : `Crm${name}`}Form`;
};

const prefillLines = (names: readonly string[], isNext: boolean): string[] => [
  '',
  '  useEffect(() => {',
  '    const query = new URLSearchParams(window.location.search);',
  `    for (const name of ${JSON.stringify(names)}) {`,
  `      const field = form.current?.elements.namedItem(name)${isNext ? ' as HTMLInputElement | null' : ''};`,
  "      if (field && query.has(name)) field.value = query.get(name) ?? '';",
  '    }',
  '  }, []);',
];

/** The same form again with an `onSubmit`, so that it still posts by itself before or without JavaScript. */
const componentSnippet = (form: SnippetForm, words: Words, isNext: boolean): string => {
  const { slug, fields, submitUrl, honeypot } = form;
  const prefilled = prefilledNames(fields);
  const markup = toJsx(
    {
      tag: 'form',
      attributes: {
        ...(prefilled.length > 0 && { ref: { code: 'form' } }),
        action: { code: 'ADDRESS' },
        method: 'post',
        ...encodingOf(fields),
        onSubmit: { code: 'send' },
      },
      children: [
        hiddenMarkup('_crm_version', versionOf(form)),
        hiddenMarkup('_crm_token', { code: 'token' }),
        ...fields.flatMap((field) => fieldMarkup(field, words)),
        trapMarkup(honeypot, { code: "{ position: 'absolute', left: '-10000px' }" }),
        { tag: 'button', children: [words.send] },
      ],
    },
    2,
  );
  const lastLine = markup.lastIndexOf('\n');
  const withStatus = `${markup.slice(0, lastLine)}\n      <p role="status">{message}</p>${markup.slice(lastLine)}`;
  const imports = ['useEffect', ...(prefilled.length > 0 ? ['useRef'] : []), 'useState', ...(isNext ? ['type FormEvent'] : [])];
  const lines = [
    ...(isNext ? ["'use client';", ''] : []),
    `import { ${imports.join(', ')} } from 'react';`,
    '',
    `const ADDRESS = ${JSON.stringify(absoluteUrl(submitUrl))};`,
    '',
    `export function ${componentName(slug)}() {`,
    "  const [message, setMessage] = useState('');",
    "  const [token, setToken] = useState('');",
    ...(prefilled.length > 0 ? [`  const form = useRef${isNext ? '<HTMLFormElement>' : ''}(null);`] : []),
    '',
    '  // Shows that the page is fresh; the form works without it.',
    '  useEffect(() => {',
    "    fetch(ADDRESS.replace(/\\/submissions$/, ''))",
    '      .then((response) => response.json())',
    "      .then((shown) => setToken(shown.token ?? ''))",
    '      .catch(() => undefined);',
    '  }, []);',
    ...(prefilled.length > 0 ? prefillLines(prefilled, isNext) : []),
    '',
    `  async function send(event${isNext ? ': FormEvent<HTMLFormElement>' : ''}) {`,
    '    event.preventDefault();',
    '    const sent = event.currentTarget;',
    '    const answers = new FormData(sent);',
    "    answers.set('_crm_page', window.location.href);",
    '    try {',
    "      const response = await fetch(ADDRESS, { method: 'POST', body: answers });",
    '      const answer = await response.json();',
    '      if (response.ok && answer.redirect) return window.location.assign(answer.redirect);',
    '      if (response.ok) sent.reset();',
    `      setMessage(response.ok ? answer.message : answer.errors.map((error${isNext ? ': { message: string }' : ''}) => error.message).join(' '));`,
    '    } catch {',
    `      setMessage(${JSON.stringify(words.failed)});`,
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

const exampleOf = (field: FormField): unknown => {
  const { type, min, max, earliest, latest, options } = field;
  if (field.default !== undefined) return field.default;
  if (isTick(type)) return true;
  if (type === 'number' || type === 'rating' || type === 'currency') return min ?? max ?? 1;
  if (type === 'select' || type === 'radio') return options?.[0]?.value ?? '';
  if (type === 'multi-select') return (options ?? []).slice(0, min ?? 1).map(({ value }) => value);
  if (type === 'email') return 'ana@example.com';
  if (type === 'phone') return '+49 40 5550 1234';
  if (type === 'url') return 'https://www.example.com';
  if (type === 'date') return earliest ?? latest ?? '2030-01-15';
  if (type === 'time') return earliest ?? latest ?? '14:30';
  if (type === 'datetime') return earliest ?? latest ?? '2030-01-15T14:30';
  if (type === 'country') return 'DE';
  if (type === 'name') return { firstName: 'Ana', lastName: 'Silva' };
  if (type === 'address') return { line1: 'Example Street 1', postalCode: '20095', city: 'Hamburg', country: 'DE' };
  return EXAMPLES[field.mapTo ?? ''] ?? 'Example';
};

const quoted = (words: string): string => `'${words.replaceAll("'", "'\\''")}'`;

/** `name=value` for each value, as a browser sends them. */
const partsOf = (name: string, value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap((one) => partsOf(name, one));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([part, one]) => partsOf(`${name}.${part}`, one));
  return [`${name}=${String(value)}`];
};

/** Files can't travel in JSON: a form that asks for some is sent in parts. */
const curlSnippet = ({ fields, submitUrl, allowedOrigins }: SnippetForm): string => {
  const asked = fields.filter(({ type, isLocked }) => !isLayout(type) && !isLocked);
  const examples = Object.fromEntries(asked.filter(({ type }) => type !== 'file').map((field) => [field.name, exampleOf(field)]));
  const answered = visibleFields(fields, examples).filter((field) => asked.includes(field));
  const files = answered.filter(({ type }) => type === 'file');
  const answers = answered.filter(({ type }) => type !== 'file').map(({ name }) => [name, examples[name]] as const);
  const [site] = allowedOrigins;
  return [
    `curl ${quoted(absoluteUrl(submitUrl))}`,
    // A form with a list of sites holds what names no site.
    ...(site ? [`  -H ${quoted(`Origin: ${site}`)}`] : []),
    ...(files.length === 0
      ? [`  -H ${quoted('Content-Type: application/json')}`, `  -d ${quoted(JSON.stringify(Object.fromEntries(answers), null, 2))}`]
      : [
          ...answers.flatMap(([name, value]) => partsOf(name, value)).map((part) => `  -F ${quoted(part)}`),
          ...files.map(({ name, accept }) => `  -F ${quoted(`${name}=@example.${accept?.[0] ?? 'pdf'}`)}`),
        ]),
  ].join(' \\\n');
};
