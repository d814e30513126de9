import { stepsOf, type PublishedForm, type RawValues } from '../forms';
import { escapeHtml, htmlPage as page } from '../kernel/page';
import { fieldHtml } from './page-fields';
import type { AnswerError } from './receive';

export { PAGE_HEADERS } from '../kernel/page';

/** For browsers without script and forms without a thank-you address. */
export const thankYouPage = (message: string, backTo: string | null): string =>
  page('Thank you', `<h1>${escapeHtml(message)}</h1>${backTo ? `<p><a href="${escapeHtml(backTo)}">Back to the page</a></p>` : ''}`);

export const refusedPage = (title: string, message: string): string =>
  page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p><p class="quiet">Go back in your browser: your answers are still there.</p>`);

interface Correction {
  form: PublishedForm;
  action: string;
  values: RawValues;
  errors: readonly AnswerError[];
}

/** The whole form again, its steps below each other, with what was typed and what is wrong with it: no answer is lost to a mistake. */
export const correctionPage = ({ form, action, values, errors }: Correction): string => {
  const hidden = Object.entries(values)
    .filter(([key, value]) => key.startsWith('_') && typeof value === 'string')
    .map(([key, value]) => `<input type="hidden" name="${escapeHtml(key)}" value="${escapeHtml(value as string)}">`);
  const summary = errors.map((error) => `<li><a href="#${escapeHtml(error.field)}">${escapeHtml(error.message)}</a></li>`).join('');
  const steps = stepsOf(form.fields).map(({ title, fields }) => {
    const inside = fields.map((field) => fieldHtml(field, values, errors.find((error) => error.field === field.name)?.message)).join('');
    return title === null ? inside : `<section><h2>${escapeHtml(title)}</h2>${inside}</section>`;
  });
  const encoding = form.fields.some(({ type }) => type === 'file') ? ' enctype="multipart/form-data"' : '';
  const trap = `<div class="trap" aria-hidden="true"><label>${escapeHtml(form.honeypot)}<input name="${escapeHtml(form.honeypot)}" tabindex="-1" autocomplete="off"></label></div>`;
  return page(
    `Please check your answers`,
    `<h1>Please check your answers</h1><div role="alert"><ul class="error">${summary}</ul></div><form method="post" action="${escapeHtml(action)}"${encoding}>${steps.join('')}${trap}${hidden.join('')}<button>Send</button></form>`,
  );
};
