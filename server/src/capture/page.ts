import { createHash } from 'node:crypto';
import type { FieldError, PublishedForm, RawValues } from '../forms';
import type { FormField } from '../forms/contract';

const STYLE = `:root{color-scheme:light dark;--ink:#1f2430;--quiet:#5b6270;--paper:#fff;--line:#c9cdd6;--accent:#3b3bd6;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#eceef3;--quiet:#a9b0bf;--paper:#171a22;--line:#454b59;--accent:#9d9dff;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main{max-width:34rem;margin:12vh auto;padding:0 1.25rem}h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}
label{display:block;font-weight:600;margin:1rem 0 .25rem}input,textarea,select{width:100%;padding:.6rem .7rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:6px}
input[type=checkbox]{width:1.25rem;height:1.25rem;vertical-align:middle;margin-right:.5rem}textarea{min-height:8rem}
button{margin-top:1.25rem;padding:.7rem 1.2rem;font:inherit;font-weight:600;color:var(--paper);background:var(--accent);border:0;border-radius:6px;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}[aria-invalid=true]{border-color:var(--bad)}
.error{color:var(--bad);margin:.25rem 0 0}.quiet{color:var(--quiet)}.trap{position:absolute;left:-10000px}a{color:var(--accent)}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing but this page's own style may load, and the form may only post back here. */
export const PAGE_HEADERS = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
} as const;

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;

/** For browsers without script and forms without a thank-you address. */
export const thankYouPage = (message: string, backTo: string | null): string =>
  page('Thank you', `<h1>${escapeHtml(message)}</h1>${backTo ? `<p><a href="${escapeHtml(backTo)}">Back to the page</a></p>` : ''}`);

export const refusedPage = (title: string, message: string): string =>
  page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p><p class="quiet">Go back in your browser: your answers are still there.</p>`);

interface Correction {
  form: PublishedForm;
  action: string;
  values: RawValues;
  errors: readonly FieldError[];
}

/** The form again, with what was typed and what is wrong with it: no answer is lost to a mistake. */
export const correctionPage = ({ form, action, values, errors }: Correction): string => {
  const hidden = Object.entries(values)
    .filter(([key, value]) => key.startsWith('_') && typeof value === 'string')
    .map(([key, value]) => `<input type="hidden" name="${escapeHtml(key)}" value="${escapeHtml(value as string)}">`);
  const summary = errors.map((error) => `<li><a href="#${escapeHtml(error.field)}">${escapeHtml(error.message)}</a></li>`).join('');
  const fields = form.fields.map((field) => fieldHtml(field, textOf(values[field.name]), errors.find((error) => error.field === field.name))).join('');
  const trap = `<div class="trap" aria-hidden="true"><label>${escapeHtml(form.honeypot)}<input name="${escapeHtml(form.honeypot)}" tabindex="-1" autocomplete="off"></label></div>`;
  return page(
    `Please check your answers`,
    `<h1>Please check your answers</h1><div role="alert"><ul class="error">${summary}</ul></div><form method="post" action="${escapeHtml(action)}">${fields}${trap}${hidden.join('')}<button>Send</button></form>`,
  );
};

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '');

const fieldHtml = (field: FormField, value: string, error: FieldError | undefined): string => {
  const name = escapeHtml(field.name);
  if (field.type === 'hidden') return `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
  const label = escapeHtml(field.label);
  const common = `id="${name}" name="${name}"${field.autocomplete ? ` autocomplete="${escapeHtml(field.autocomplete)}"` : ''}${field.isRequired ? ' required' : ''}${
    error ? ` aria-invalid="true" aria-describedby="${name}-error"` : ''
  }`;
  const message = error ? `<p class="error" id="${name}-error">${escapeHtml(error.message)}</p>` : '';
  if (field.type === 'checkbox' || field.type === 'consent') return `<label><input type="checkbox" ${common}${value === 'on' || value === 'true' ? ' checked' : ''}>${label}</label>${message}`;
  return `<label for="${name}">${label}${field.isRequired ? '' : ' <span class="quiet">(optional)</span>'}</label>${controlHtml(field, common, value)}${message}`;
};

const INPUT_TYPES: Partial<Record<FormField['type'], string>> = { email: 'email', phone: 'tel', number: 'number' };

const controlHtml = (field: FormField, common: string, value: string): string => {
  if (field.type === 'textarea') return `<textarea ${common}>${escapeHtml(value)}</textarea>`;
  if (field.type !== 'select') return `<input type="${INPUT_TYPES[field.type] ?? 'text'}" ${common} value="${escapeHtml(value)}">`;
  const options = (field.options ?? []).map((option) => `<option value="${escapeHtml(option.value)}"${option.value === value ? ' selected' : ''}>${escapeHtml(option.label)}</option>`);
  return `<select ${common}><option value=""></option>${options.join('')}</select>`;
};
