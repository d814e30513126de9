import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { html, type Html } from './html';
import { germanLabels, wording, type Locale } from './wording';

/** The form that the CRM brings along and this site shows. */
const CONTACT_FORM = 'contact-us';

/** What this site reads of the CRM's public form; the CRM may answer more. */
interface PublicForm {
  key: string;
  slug: string;
  fields: FormField[];
  honeypot: string;
}

interface FormField {
  name: string;
  type: 'text' | 'textarea' | 'email' | 'phone' | 'number' | 'select' | 'checkbox' | 'consent' | 'hidden';
  label: string;
  help?: string;
  placeholder?: string;
  isRequired?: boolean;
  min?: number;
  max?: number;
  options?: { value: string; label: string }[];
  autocomplete?: string;
}

interface CaptureService {
  publicForm(keyOrSlug: string): Promise<PublicForm | null>;
}

export interface FormPlace {
  strapi: Core.Strapi;
  locale: Locale;
  /** Full address of the page the form is on, with its query. */
  address: string;
  /** The content the visitor was reading, as `uid:documentId:locale`. */
  entry: string | null;
}

/** The contact form, or a plain note while it isn't published or the CRM is switched off. */
export const contactForm = async ({ strapi, locale, address, entry }: FormPlace): Promise<Html> => {
  const words = wording[locale].form;
  const form = await loadForm(strapi);

  if (!form)
    return html`<div class="note" role="note">
      <h3>${words.unpublishedTitle}</h3>
      <p>${words.unpublished}</p>
    </div>`;

  return html`<div class="form-shell" data-form-shell>
    <form
      class="form"
      method="post"
      action="/api/crm/forms/${encodeURIComponent(form.slug)}/submissions"
      accept-charset="utf-8"
      data-crm-form
      data-words-summary="${words.summary}"
      data-words-sending="${words.sending}"
      data-words-thanks="${words.thanks}"
      data-words-another="${words.another}"
      data-words-busy="${words.busy}"
      data-words-offline="${words.offline}"
      data-words-refused="${words.refused}"
      data-words-retry="${words.retry}"
    >
      <p class="form-hint">${words.required}</p>
      <div class="form-problem" data-form-problem hidden></div>
      <div class="form-grid">${form.fields.map((field) => control(field, locale))}</div>
      <div class="form-extra" aria-hidden="true">
        <label for="crm-${form.honeypot}">${words.trap}</label>
        <input id="crm-${form.honeypot}" name="${form.honeypot}" type="text" tabindex="-1" autocomplete="off" />
      </div>
      <input type="hidden" name="_crm_key" value="${randomUUID()}" />
      <input type="hidden" name="_crm_page" value="${address}" />
      <input type="hidden" name="_crm_referrer" value="" />
      ${entry && html`<input type="hidden" name="_crm_entry" value="${entry}" />`}
      <div class="form-foot">
        <button class="button" type="submit" data-form-submit>${words.submit}</button>
        <p class="form-privacy">${words.privacy} <a href="/site/privacy">${words.privacyLink}</a>.</p>
      </div>
      <p class="form-status" role="status" data-form-status></p>
    </form>
  </div>`;
};

const loadForm = async (strapi: Core.Strapi): Promise<PublicForm | null> => {
  // The plugin is undefined when it is switched off, whatever the types of Strapi say.
  const crm = strapi.plugin('crm') as { service(name: 'capture'): CaptureService | undefined } | undefined;
  return (await crm?.service('capture')?.publicForm(CONTACT_FORM)) ?? null;
};

const HALF_WIDTH = new Set(['firstName', 'lastName', 'company', 'phone']);
/** Tokens for a form whose owner left them empty. */
const AUTOCOMPLETE: Record<string, string> = {
  firstName: 'given-name',
  lastName: 'family-name',
  email: 'email',
  company: 'organization',
  phone: 'tel',
};

const control = (field: FormField, locale: Locale): Html => {
  const id = `crm-${field.name}`;
  const words = wording[locale].form;
  const label = (locale === 'de' && germanLabels[field.name]) || field.label;
  const required = field.isRequired ? html` required aria-required="true"` : null;
  const describedBy = html` aria-describedby="${field.help ? `${id}-help ` : ''}${id}-error"`;
  const error = html`<p class="field-error" id="${id}-error" data-error-for="${field.name}" hidden></p>`;
  const help = field.help && html`<p class="field-help" id="${id}-help">${field.help}</p>`;

  if (field.type === 'hidden') return html`<input type="hidden" name="${field.name}" value="" />`;

  if (field.type === 'checkbox' || field.type === 'consent')
    return html`<div class="field field-check" data-field="${field.name}">
      <input id="${id}" name="${field.name}" type="checkbox" value="true"${required}${describedBy} />
      <label for="${id}">${label}</label>
      ${help}${error}
    </div>`;

  return html`<div class="field${HALF_WIDTH.has(field.name) ? ' field-half' : ''}" data-field="${field.name}">
    <label for="${id}">${label}${!field.isRequired && html` <span class="field-optional">${words.optional}</span>`}</label>
    ${help} ${input({ field, id, words, attributes: html`${required}${describedBy}` })} ${error}
  </div>`;
};

interface InputParts {
  field: FormField;
  id: string;
  words: { choose: string };
  attributes: Html;
}

const input = ({ field, id, words, attributes }: InputParts): Html => {
  const autocomplete = field.autocomplete ?? AUTOCOMPLETE[field.name];
  const autofill = autocomplete ? html` autocomplete="${autocomplete}"` : null;
  const placeholder = field.placeholder ? html` placeholder="${field.placeholder}"` : null;

  if (field.type === 'textarea')
    return html`<textarea id="${id}" name="${field.name}" rows="6"${attributes}${autofill}${placeholder}${field.max && html` maxlength="${field.max}"`}></textarea>`;

  if (field.type === 'select')
    return html`<select id="${id}" name="${field.name}"${attributes}${autofill}>
      <option value="">${words.choose}</option>
      ${(field.options ?? []).map((option) => html`<option value="${option.value}">${option.label}</option>`)}
    </select>`;

  if (field.type === 'number')
    return html`<input id="${id}" name="${field.name}" type="number"${attributes}${placeholder}${field.min !== undefined && html` min="${field.min}"`}${field.max !== undefined && html` max="${field.max}"`} />`;

  const type = field.type === 'phone' ? 'tel' : field.type;
  return html`<input id="${id}" name="${field.name}" type="${type}"${attributes}${autofill}${placeholder}${field.type === 'email' && html` inputmode="email" spellcheck="false" autocapitalize="none"`}${field.type === 'text' && field.max && html` maxlength="${field.max}"`} />`;
};
