/** @jest-environment jsdom */
import axe from 'axe-core';
import { correctionPage } from '../../server/src/capture/page';
import { checkAnswers, type PublishedForm, type RawValues } from '../../server/src/forms';
import { DEFAULT_SETTINGS, LAYOUT_TYPES, type FormField } from '../../server/src/forms/contract';
import { aField, EVERY_TYPE } from '../forms/every-type';

const aForm = (fields: FormField[]): PublishedForm => ({
  id: 1,
  documentId: 'form',
  key: 'key',
  slug: 'contact',
  name: 'Contact',
  version: 1,
  fields,
  thankYou: 'Thanks',
  redirectUrl: null,
  allowedOrigins: [],
  kind: 'web',
  settings: DEFAULT_SETTINGS,
  honeypot: 'fax_ab12',
});

const draw = (fields: FormField[], values: RawValues, errors = checkAnswers(fields, values).errors): Document => {
  document.open();
  document.write(correctionPage({ form: aForm(fields), action: '/send', values, errors }));
  document.close();
  return document;
};

const fields = EVERY_TYPE.map(({ field }) => (LAYOUT_TYPES.includes(field.type) || field.type === 'hidden' ? field : { ...field, help: `About ${field.type}`, isRequired: field.type !== 'consent' }));
const typed: RawValues = Object.fromEntries(EVERY_TYPE.filter(({ json }) => json !== null).map(({ field, json }) => [field.name, json]));

/** What a browser without script would send from this page. */
const sent = (): RawValues => {
  const values: RawValues = {};
  for (const [name, value] of new FormData(document.forms[0]!)) {
    if (typeof value !== 'string') continue;
    values[name] = name in values ? [values[name]!, value].flat() : value;
  }
  return values;
};

test('the page of corrections draws every type without script and loses no answer (F13, F23)', () => {
  draw(fields, typed, []);
  expect(document.forms[0]?.enctype).toBe('multipart/form-data');
  const files = { file1: ['cv.pdf'] };
  expect(checkAnswers(fields, sent(), { files }).payload).toEqual(checkAnswers(fields, typed, { files }).payload);
});

test('it has no fault that a program can find (F25)', async () => {
  draw(fields, {});
  // There is nothing to measure colours with here.
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('every mistake is listed with a way to its control, which names it (F25)', () => {
  draw(fields, { ...typed, email1: 'nobody', radio1: 'z', address1: {}, file1: '' });
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[role=alert] a')].map((link) => link.getAttribute('href')!.slice(1));
  expect(links).toEqual(['email1', 'radio1', 'address1', 'file1']);
  for (const name of links) {
    const control = document.getElementById(name)!;
    expect(control.matches('input, select, textarea')).toBe(true);
    expect(control.getAttribute('aria-invalid')).toBe('true');
    const described = control.getAttribute('aria-describedby') ?? control.closest('fieldset')?.getAttribute('aria-describedby');
    expect(described).toBe(`${name}-help ${name}-error`);
    expect(document.getElementById(`${name}-error`)?.textContent).toBeTruthy();
  }
});

test('a field that an answer may hide is not forced by the browser, and a locked one is not on the page (F18, F21)', () => {
  draw(
    [
      aField({ name: 'kind', type: 'text', isRequired: true }),
      aField({ name: 'size', type: 'text', isRequired: true, showWhen: { op: 'eq', field: 'kind', value: 'x' } }),
      aField({ name: 'campaign', type: 'hidden', isLocked: true, default: 'secret' }),
    ],
    {},
    [],
  );
  expect([...document.querySelectorAll('[required]')].map(({ id }) => id)).toEqual(['kind']);
  expect(document.documentElement.innerHTML).not.toContain('secret');
});

test('what was typed can’t become markup', () => {
  const evil = '"><script>alert(1)</script>';
  draw(fields, Object.fromEntries(fields.flatMap(({ name }) => [[name, evil], [`${name}.firstName`, evil], [`${name}.line1`, evil]])));
  expect(document.querySelectorAll('script')).toHaveLength(0);
});
