import axe from 'axe-core';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { FormPage } from '../../admin/src/forms/FormPage';
import { FIELD_TYPES, formFields, type Form, type FormField } from '../../server/src/forms/contract';
import { EVERY_TYPE } from './every-type';
import { aForm } from './form-records';
import { openScreen } from './open-screen';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

/** Palette, canvas and inspector beside each other. */
beforeAll(() => {
  const { matchMedia } = window;
  window.matchMedia = (query) => Object.assign(matchMedia(query), { matches: query.includes('1280') });
});

const ROUTE = { path: '/plugins/crm/forms/:id', at: '/plugins/crm/forms/form-1' };
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const inspector = () => within(screen.getByRole('region', { name: 'Field settings' }));
const type = (label: RegExp, value: string) => fireEvent.change(inspector().getByLabelText(label), { target: { value } });

const field = (name: string, parts: Partial<FormField> & Pick<FormField, 'type'>): FormField => ({ name, label: name, isRequired: false, mapTo: null, ...parts });
const KIND = field('kind', { type: 'radio', label: 'I am a', options: [{ value: 'business', label: 'Business' }, { value: 'private', label: 'Private person' }] });
const SIZE = field('size', { type: 'text', label: 'Company size' });
const whenBusiness = { op: 'eq' as const, field: 'kind', value: 'business' };

const open = async (form: Partial<Form>) => {
  const opened = await openScreen(FormPage, {
    ...ROUTE,
    answers: { 'GET /crm/forms/form-1': aForm(form), 'PUT /crm/forms/form-1': ({ body }: { body: unknown }) => ({ ...aForm(form), ...(body as object), version: 8 }) },
  });
  await screen.findByRole('list', { name: 'Fields' });
  const saved = async (): Promise<FormField[]> => {
    press('Save');
    await waitFor(() => expect(opened.asked.some(({ method }) => method === 'PUT')).toBe(true));
    return (opened.asked.find(({ method }) => method === 'PUT')?.body as Form).fields;
  };
  return { ...opened, saved };
};

test('every type can be added, and what was added can be saved as it is (F13)', async () => {
  const { saved } = await open({ fields: [SIZE] });
  const palette = within(screen.getByRole('region', { name: 'Kinds of fields' }));
  for (const button of palette.getAllByRole('button')) fireEvent.click(button);
  const fields = await saved();
  expect(new Set(fields.map((one) => one.type))).toEqual(new Set(FIELD_TYPES));
  expect(formFields.safeParse(fields).success).toBe(true);
  expect(fields.find((one) => one.type === 'email')).toMatchObject({ mapTo: 'contact.email', autocomplete: 'email' });
}, 60_000);

test('a form with every type is accessible (F25)', async () => {
  await open({ fields: EVERY_TYPE.map((one) => one.field) });
  fireEvent.click(screen.getByRole('button', { name: 'Edit select' }));
  inspector().getByRole('heading', { name: 'select' });
  // jsdom paints nothing, so colours are looked at in the browser.
  const off = { enabled: false };
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': off, 'label-content-name-mismatch': off, region: off } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}, 60_000);

test('the palette finds a type by a part of its name, and Enter adds it', async () => {
  const { saved } = await open({ fields: [SIZE] });
  const find = screen.getByRole('textbox', { name: 'Find a field' });
  fireEvent.change(find, { target: { value: 'rat' } });
  fireEvent.submit(find);
  expect((await saved()).map((one) => one.type)).toEqual(['text', 'rating']);
});

test('questions are typed one after the other', async () => {
  const { saved } = await open({ fields: [SIZE] });
  const line = screen.getByRole('textbox', { name: 'Type a question' });
  for (const label of ['Where do you work?', 'Since when?']) {
    fireEvent.change(line, { target: { value: label } });
    fireEvent.submit(line);
  }
  expect((await saved()).map(({ name }) => name)).toEqual(['size', 'whereDoYouWork', 'sinceWhen']);
});

test('a condition is read as a sentence and built by choosing (F18)', async () => {
  const { saved } = await open({ fields: [KIND, SIZE] });
  press('Edit Company size');
  fireEvent.click(inspector().getByRole('button', { name: 'Add condition' }));
  expect(screen.getByRole('list', { name: 'Fields' }).textContent).toContain('Shown when I am a is Business');
  expect(inspector().getByText(/^Show/, { selector: 'p' }).textContent).toBe('Show Company size when I am a is Business');
  expect((await saved())[1]?.showWhen).toEqual(whenBusiness);
});

test('a condition follows the new name of its field and the new words of an option', async () => {
  const { saved } = await open({ fields: [{ ...KIND, options: [{ value: 'Business', label: 'Business' }] }, { ...SIZE, showWhen: { ...whenBusiness, value: 'Business' } }] });
  press('Edit I am a');
  type(/^Name/, 'role');
  fireEvent.blur(inspector().getByLabelText(/^Name/));
  fireEvent.change(inspector().getByRole('textbox', { name: 'Option 1' }), { target: { value: 'Company' } });
  expect((await saved())[1]?.showWhen).toEqual({ op: 'eq', field: 'role', value: 'Company' });
});

test('a condition whose field is gone is flagged where it stands and stops the save', async () => {
  const { asked } = await open({ fields: [KIND, { ...SIZE, showWhen: whenBusiness }] });
  press('Delete I am a');
  screen.getByRole('link', { name: 'Company size: The condition asks for “kind”, but no field has this name' });
  expect(screen.getByRole('list', { name: 'Fields' }).textContent).toContain('Shown when a field that is gone (kind) is business');
  press('Save');
  expect(asked.some(({ method }) => method === 'PUT')).toBe(false);
  press('Undo');
  await waitFor(() => expect(screen.queryByRole('link', { name: /no field has this name/ })).toBeNull());
});

test('conditions that wait for each other are flagged by their labels', async () => {
  await open({ fields: [{ ...KIND, showWhen: { op: 'empty', field: 'size' } }, { ...SIZE, showWhen: whenBusiness }] });
  screen.getByRole('link', { name: 'I am a: These fields wait for each other in a circle: I am a → Company size → I am a' });
});

test('a condition that is too deep for the editor is read out and kept', async () => {
  const deep = { op: 'not' as const, condition: { op: 'and' as const, conditions: [{ op: 'or' as const, conditions: [whenBusiness, { op: 'empty' as const, field: 'kind' }] }] } };
  const { saved } = await open({ fields: [KIND, { ...SIZE, showWhen: deep }] });
  press('Edit Company size');
  inspector().getByText(/made by code/);
  expect(inspector().getByText(/^Show/, { selector: 'p' }).textContent).toBe('Show Company size when not ((I am a is Business or I am a is empty))');
  type(/^Help text/, 'Roughly');
  expect((await saved())[1]?.showWhen).toEqual(deep);
});

test('marketing consent is required only with a written reason', async () => {
  const { saved } = await open({ fields: [field('news', { type: 'consent', label: 'Send me news', purpose: 'marketing' })] });
  press('Edit Send me news');
  fireEvent.click(inspector().getByRole('switch', { name: 'Required' }));
  expect(screen.getAllByText(/Consent must be a free choice/).length).toBeGreaterThan(0);
  type(/^Why it is required/, 'Members agreed to it in the contract');
  expect(screen.queryByText(/Consent must be a free choice/)).toBeNull();
  expect((await saved())[0]).toMatchObject({ isRequired: true, overrideReason: 'Members agreed to it in the contract' });
});

test('page breaks are steps in the canvas, and the preview follows steps and conditions live (F18, F19)', async () => {
  await open({ fields: [KIND, { ...SIZE, showWhen: whenBusiness }, field('project', { type: 'page-break', label: 'Your project' }), field('budget', { type: 'number', label: 'Budget' })] });
  screen.getByText('Step 2 of 2');
  press('Preview');
  const preview = within(screen.getByRole('dialog', { name: 'Preview' }));
  expect(preview.getByLabelText(/Company size/).closest('[hidden]')).not.toBeNull();
  fireEvent.click(preview.getByRole('radio', { name: 'Business' }));
  expect(preview.getByLabelText(/Company size/).closest('[hidden]')).toBeNull();
  fireEvent.click(preview.getByRole('button', { name: 'Next' }));
  preview.getByRole('heading', { name: 'Your project' });
  fireEvent.click(preview.getByRole('button', { name: 'Send' }));
  preview.getByText('Thank you.');
});

test('what a field starts with counts in the preview before anybody types (F18)', async () => {
  await open({ fields: [{ ...KIND, default: 'business' }, { ...SIZE, showWhen: whenBusiness }] });
  press('Preview');
  expect(within(screen.getByRole('dialog', { name: 'Preview' })).getByLabelText(/Company size/).closest('[hidden]')).toBeNull();
});

test('Escape leaves the inspector, and the keyboard goes back to the field', async () => {
  const { router } = await open({ fields: [KIND, SIZE] });
  press('Edit Company size');
  await waitFor(() => expect(document.activeElement).toBe(inspector().getByLabelText(/^Label/)));
  fireEvent.keyDown(inspector().getByLabelText(/^Label/), { key: 'Escape' });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit Company size' })));
  expect(router.state.location.search).toBe('');
});
