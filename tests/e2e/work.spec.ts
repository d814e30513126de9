import { expect, publishedForm, test, type Admin } from './admin';

const submit = async (admin: Admin, answers: object): Promise<void> => {
  await publishedForm(admin);
  const response = await admin.page.request.post('/api/crm/forms/contact-us/submissions', { data: answers });
  expect(response.status()).toBe(201);
};

test('a lead is claimed, answered and noted, and its clock stops', async ({ admin }) => {
  const email = `hanne-${Date.now()}@ostsee-manufaktur.example`;
  await submit(admin, { firstName: 'Hanne', lastName: 'Sörensen', email, message: 'Please call me.' });
  await expect.poll(async () => (await admin.get<{ results: unknown[] }>(`/crm/leads?q=${email}`)).results.length).toBe(1);
  const { page } = admin;
  const { results } = await admin.get<{ results: { id: string }[] }>(`/crm/leads?q=${email}`);
  await admin.open(`leads/${results[0]!.id}`);
  await page.getByRole('button', { name: 'Claim' }).click();
  await expect(page.getByText('Lena Brandt').first()).toBeVisible();
  await page.getByRole('button', { name: /^Contacted/ }).first().click();
  await expect(page.getByText(/answered in/i).first()).toBeVisible();
  await page.getByPlaceholder(/note/i).first().fill('Called, she wants an offer until Friday.');
  await page.getByRole('button', { name: /note/i }).last().click();
  await expect(page.getByText('Called, she wants an offer until Friday.').first()).toBeVisible();
  const lead = await admin.get<{ status: string; owner: { name: string }; firstRespondedAt: string | null }>(`/crm/leads/${results[0]!.id}`);
  expect(lead).toMatchObject({ status: 'contacted', owner: { name: 'Lena Brandt' }, firstRespondedAt: expect.any(String) });
});

test('a held submission shows its reason and becomes a lead when it is released', async ({ admin }) => {
  const formId = await publishedForm(admin);
  const { honeypot } = await admin.get<{ honeypot: string }>(`/crm/forms/${formId}`);
  const email = `held-${Date.now()}@example.com`;
  await submit(admin, { email, firstName: 'Held', lastName: 'Back', [honeypot]: 'https://spam.example' });
  const { page } = admin;
  await admin.open('submissions?state=quarantined');
  await page.getByRole('link', { name: 'Held Back' }).or(page.getByText('Held Back')).first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toBeVisible();
  await drawer.getByRole('button', { name: /release|not spam/i }).click();
  await expect.poll(async () => (await admin.get<{ results: unknown[] }>(`/crm/leads?q=${email}`)).results.length).toBe(1);
});

test('a value changed in place is saved, and a form’s other value waits as a suggestion', async ({ admin }) => {
  const email = `katrin-${Date.now()}@hafenkante.example`;
  await submit(admin, { firstName: 'Katrin', lastName: 'Vogel', email });
  await expect.poll(async () => (await admin.get<{ results: unknown[] }>(`/crm/contacts?q=${email}`)).results.length).toBe(1);
  await submit(admin, { firstName: 'Catrin', lastName: 'Vogel', email, message: 'Second inquiry' });
  const { results } = await admin.get<{ results: { id: string }[] }>(`/crm/contacts?q=${email}`);
  const id = results[0]!.id;
  await expect.poll(async () => (await admin.get<{ suggestions: unknown[] }>(`/crm/contacts/${id}`)).suggestions.length).toBe(1);
  const { page } = admin;
  await admin.open(`contacts/${id}`);
  await expect(page.getByText('Catrin').first()).toBeVisible();
  await page.getByRole('button', { name: 'Accept' }).first().click();
  await expect.poll(async () => (await admin.get<{ firstName: string }>(`/crm/contacts/${id}`)).firstName).toBe('Catrin');
});

test('a person without the permission is told which one is missing', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto('/admin/auth/login');
  await page.getByRole('textbox', { name: /email/i }).fill('jonas@example.com');
  await page.locator('input[name=password]').fill('Crm-demo-2026');
  await page.getByRole('button', { name: 'Login' }).click();
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
  await page.goto('/admin/plugins/crm/jobs');
  await expect(page.getByText(/jobs\.read/).or(page.getByText(/permission/i)).first()).toBeVisible();
  await context.close();
});
