import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, publishedForm, test } from './admin';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const IMAGES = process.env.E2E_SCREENSHOTS;

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

const record = async (get: (path: string) => Promise<unknown>, list: string): Promise<string> => ((await get(list)) as { results: { id: string }[] }).results[0]!.id;

for (const theme of ['light', 'dark'] as const) {
  for (const [device, viewport] of [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
    test(`every page is whole and accessible in ${theme} on a ${device}`, async ({ admin }) => {
      test.setTimeout(240_000);
      const { page } = admin;
      const form = await publishedForm(admin);
      const pages = [
        'setup',
        'leads',
        `leads/${await record(admin.get, '/crm/leads?sort=createdAt')}`,
        'contacts',
        `contacts/${await record(admin.get, '/crm/contacts')}`,
        'companies',
        `companies/${await record(admin.get, '/crm/companies')}`,
        'forms',
        `forms/${form}`,
        `forms/${form}?tab=settings`,
        'submissions',
        `submissions?filter.state=quarantined`,
        'sources',
        'sources?peek=new',
        'capture-health',
        'jobs',
        '../../settings/crm/general',
        '../../settings/crm/teams',
        '../../settings/crm/mail',
        '../../settings/crm/spam',
      ];
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
      await page.evaluate((name) => localStorage.setItem('STRAPI_THEME', name), theme);
      await page.setViewportSize(viewport);
      if (IMAGES) mkdirSync(IMAGES, { recursive: true });

      for (const name of pages) {
        await admin.open(name);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        // Live pages poll, so the network is never idle for long: wait for the skeletons to go instead.
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        await page.evaluate(AXE);
        const { violations } = (await page.evaluate('axe.run("main", { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })')) as { violations: Violation[] };
        problems.push(...violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(', ')} – ${nodes[0]?.failureSummary ?? ''}`));
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 0) problems.push(`${name}: ${overflow} px wider than the ${device}`);
        if (IMAGES) await page.screenshot({ path: path.join(IMAGES, `${name.replace(/^\.\.\/\.\.\//, '').replace(/\/[a-z0-9]{24}/, '-record').replace(/[/?=.]+/g, '-')}-${device}-${theme}.png`) });
      }
      expect(problems).toEqual([]);
    });
  }
}
