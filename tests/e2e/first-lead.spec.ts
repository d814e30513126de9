import { expect, publishedForm, test } from './admin';

test('Setup publishes the form, sends a test, and shows the lead within a second', async ({ admin }) => {
  await admin.open('setup');
  const button = admin.page.getByRole('button', { name: /publish & send test|send test|send another/i }).first();
  await button.click();
  await expect(admin.page.getByText(/received/i).first()).toBeVisible({ timeout: 3_000 });
  await expect(admin.page.getByText('Ana Test').first()).toBeVisible({ timeout: 3_000 });
  const { recent } = await admin.get<{ recent: { isTest: boolean; processingMs: number | null }[] }>('/crm/setup');
  const tested = recent.find(({ isTest }) => isTest)!;
  expect(tested.processingMs).not.toBeNull();
  expect(tested.processingMs!).toBeLessThan(1000);
});

test('the contact form of the website makes a lead with the page it came from', async ({ admin }) => {
  await publishedForm(admin);
  const email = `visitor-${Date.now()}@kielwasser.example`;
  const { page } = admin;
  await page.goto('/site/');
  await page.getByRole('link', { name: /pricing/i }).first().click();
  await page.goto('/site/contact?utm_source=newsletter&utm_campaign=spring');
  await page.getByLabel('First name').fill('Tomasz');
  await page.getByLabel('Last name').fill('Wierzbicki');
  await page.getByLabel('E-mail').first().fill('not an address');
  await page.getByLabel('Message').fill('We rent out 38 yachts and our booking pages are slow.');
  await page.getByRole('button', { name: /send/i }).click();
  await expect(page.locator('[aria-invalid=true]').first()).toBeFocused();
  await page.getByLabel('E-mail').first().fill(email);
  await page.getByRole('button', { name: /send/i }).click();
  await expect(page.getByText(/thank you/i).first()).toBeVisible();

  await admin.open('leads');
  const link = page.getByRole('link', { name: 'Tomasz Wierzbicki' }).first();
  await expect(link).toBeVisible();
  await link.click();
  await expect(page.getByRole('heading', { name: 'Tomasz Wierzbicki' })).toBeVisible();
  await expect(page.getByText('We rent out 38 yachts').first()).toBeVisible();
  await expect(page.getByText(/newsletter/).first()).toBeVisible();
});

test('without JavaScript the form still makes a lead', async ({ browser, baseURL, admin }) => {
  await publishedForm(admin);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  const email = `no-script-${Date.now()}@example.com`;
  await page.goto('/site/contact');
  await page.getByLabel('First name').fill('Plain');
  await page.getByLabel('E-mail').first().fill(email);
  await page.getByRole('button', { name: /send/i }).click();
  await expect(page.getByText(/thank you/i).first()).toBeVisible();
  await context.close();
  await expect.poll(async () => (await admin.get<{ results: unknown[] }>(`/crm/leads?q=${email}`)).results.length).toBe(1);
});
