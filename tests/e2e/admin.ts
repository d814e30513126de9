import { expect, test as base, type Page } from '@playwright/test';

const LOGIN = { email: 'admin@example.com', password: 'Crm-demo-2026' };

export interface Admin {
  page: Page;
  /** Opens a page of the CRM, such as `leads`. */
  open(path: string): Promise<void>;
  /** Asks the admin API as the demo user. */
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: object): Promise<T>;
}

/** Signed in as the demo's super admin. The first request makes the token, the others share it. */
export const test = base.extend<{ admin: Admin }>({
  admin: async ({ page, request, baseURL }, use) => {
    await page.goto('/admin/auth/login');
    await page.getByRole('textbox', { name: /email/i }).fill(LOGIN.email);
    await page.locator('input[name=password]').fill(LOGIN.password);
    await page.getByRole('button', { name: 'Login' }).click();
    await page.waitForURL((url) => !url.pathname.includes('/auth/'));
    // Strapi's own announcement covers the top of every page.
    await page.getByRole('button', { name: /close|dismiss/i }).first().click({ timeout: 2_000 }).catch(() => undefined);

    const answer = await request.post('/admin/login', { data: LOGIN });
    const token = ((await answer.json()) as { data: { token: string } }).data.token;
    const headers = { authorization: `Bearer ${token}` };
    await use({
      page,
      open: async (path) => void (await page.goto(`${baseURL}/admin/plugins/crm/${path}`)),
      get: async (path) => (await (await request.get(path, { headers })).json()) as never,
      post: async (path, body) => (await (await request.post(path, { headers, data: body ?? {} })).json()) as never,
    });
  },
});

export { expect };

interface FormList {
  results: { id: string; slug: string }[];
}

/** The contact form, published. Publishing what is live changes nothing. */
export const publishedForm = async (admin: Admin): Promise<string> => {
  const { results } = await admin.get<FormList>('/crm/forms');
  const form = results.find(({ slug }) => slug === 'contact-us')!;
  await admin.post(`/crm/forms/${form.id}/publish`);
  return form.id;
};
