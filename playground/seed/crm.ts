import type { Core } from '@strapi/strapi';
import type { CrmServices } from '../../server/src/services';
import { aSubmission, colleague } from '../../tests/support/factories';
import { aBusiness, aPerson, type Person } from '../../tests/support/people';
import { moveClock } from './clock';

const CONTACTS = 40;
const COMPANIES = 12;
const SERVICES = ['settings', 'jobs', 'companies', 'contacts', 'matching', 'timeline', 'forms', 'submissions', 'capture', 'leads'] as const;
const CAMPAIGNS: Record<string, string>[] = [{}, { utm_source: 'newsletter', utm_medium: 'email', utm_campaign: 'spring-relaunch' }, { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'headless' }, {}, { utm_source: 'linkedin', utm_medium: 'social' }];

/**
 * Demo records from the tests' factories, each flagged as sample, spread over the last four weeks. Publishes the
 * contact form, so that the line `npm start` prints makes a lead. Runs once, after the site’s own content.
 */
export async function seedCrm(strapi: Core.Strapi): Promise<void> {
  const plugin = strapi.plugin('crm');
  const crm = Object.fromEntries(SERVICES.map((name) => [name, plugin.service(name)])) as unknown as CrmServices;

  const { results: forms } = await crm.forms.list({ sort: 'name', limit: 10, q: undefined, cursor: undefined, filters: undefined });
  const starter = forms.find(({ slug }) => slug === 'contact-us');
  if (!starter) throw new Error('The plugin made no contact form.');
  const form = await crm.forms.publish(starter.id);
  const entries = await articles(strapi);

  const [latest, ...others] = people().reverse();
  for (const [index, person] of others.reverse().entries()) {
    moveClock(hoursAgo(index));
    const entry = index % 3 === 2 ? null : (entries[index % entries.length] ?? null);
    await aSubmission(crm, form, {
      person,
      isSample: true,
      entry: entry && { uid: 'api::article.article', documentId: entry.documentId, locale: 'en' },
      page: `http://localhost:1337/site/${entry ? `articles/${entry.slug}` : 'contact'}`,
      utm: CAMPAIGNS[index % CAMPAIGNS.length],
      origin: 'http://localhost:1337',
    });
    await crm.jobs.drain();
  }
  await otherStates(crm, form, latest!);
  await workOnLeads(strapi, crm);
  moveClock(0);
  await giveRoles(strapi, crm);
}

/** Jonas sells and Mira looks on, so that one can sign in with few rights. */
const giveRoles = async (strapi: Core.Strapi, crm: CrmServices): Promise<void> => {
  for (const [email, preset] of [['jonas@example.com', 'sales'], ['mira@example.com', 'read-only']] as const) {
    const { roleId } = await crm.settings.createPreset(preset);
    const user = await strapi.db.query('admin::user').findOne({ where: { email }, populate: ['roles'] });
    await strapi.service('admin::user').updateById(user.id, { roles: [...user.roles.map(({ id }: { id: number }) => id), roleId] });
  }
};

/** A dozen employers among forty people, so that companies have more than one contact. */
const people = (): Person[] => {
  const businesses = Array.from({ length: COMPANIES }, (_, index) => withPlainDomain(aBusiness(`company-${index}`)));
  return Array.from({ length: CONTACTS }, (_, index) => {
    const person = aPerson(`person-${index}`);
    const company = businesses[index % COMPANIES]!;
    // The factory numbers its addresses so that tests never meet by chance; people on a screen have plain ones.
    const email = `${person.email.replace(/\d*@.*/, '')}@${company.domain}`;
    return { ...person, company, email, message: person.message.replaceAll(person.company.name, company.name) };
  });
};

const withPlainDomain = (business: ReturnType<typeof aBusiness>): ReturnType<typeof aBusiness> => ({ ...business, domain: business.domain.replace(/-\d+(?=\.)/, '') });

/** The oldest first; the newest a few minutes ago. */
const hoursAgo = (index: number): number => ((CONTACTS - 1 - index) / (CONTACTS - 1)) ** 2 * 28 * 24 + 0.2;

/** What a list of submissions also holds: held ones, a double click, one that failed. */
const otherStates = async (crm: CrmServices, form: { key: string }, twice: Person): Promise<void> => {
  const spam = { ...aPerson('spam'), message: 'Best prices for links, see our offer.' };
  moveClock(30);
  await aSubmission(crm, form, { person: spam, isSample: true, reasons: [{ reason: 'honeypot', points: 100 }], isQuarantined: true });
  moveClock(6);
  await aSubmission(crm, form, { seed: 'elsewhere', isSample: true, origin: 'https://unknown-site.example', reasons: [{ reason: 'origin', points: 60 }], isQuarantined: true });
  moveClock(5);
  await aSubmission(crm, form, { person: twice, isSample: true });
  await aSubmission(crm, form, { person: twice, isSample: true });
  moveClock(3);
  const { submissionId } = await aSubmission(crm, form, { seed: 'failed', isSample: true });
  await crm.submissions.markFailed([submissionId], 'The database was read-only for a moment.');
  await crm.jobs.drain();
};

/** Some leads are answered, qualified or thrown away by the demo's team; the newest still wait. */
const workOnLeads = async (strapi: Core.Strapi, crm: CrmServices): Promise<void> => {
  const staff = await strapi.db.query('admin::user').findMany({ limit: 3, orderBy: { id: 'asc' } });
  const team = staff.map((user: Parameters<typeof colleague>[0]) => colleague(user));
  const { results } = await crm.leads.list({ sort: 'createdAt', limit: 100, q: undefined, cursor: undefined, filters: undefined }, team[0]!);

  for (const [index, row] of results.slice(0, -5).entries()) {
    const by = team[index % team.length]!;
    const answeredHoursAgo = (Date.now() - new Date(row.createdAt).getTime()) / 3_600_000 - 0.2 - (index % 7) * 0.15;
    moveClock(Math.max(answeredHoursAgo, 0));
    const { version } = await crm.leads.get(row.id, by);
    await crm.leads.update(row.id, { version, ownerId: by.documentId }, by);
    const outcome = (['contacted', 'qualified', 'contacted', 'nurture', 'unqualified', 'contacted', 'junk'] as const)[index % 7]!;
    const reason = outcome === 'unqualified' ? 'No budget this year' : outcome === 'junk' ? 'Sells links' : undefined;
    await crm.leads.changeStatus({ id: row.id, status: outcome, reason, by });
    if (outcome === 'qualified') await crm.leads.note(row.id, 'Called: wants a first version before the trade fair in May.', by);
  }
  await crm.jobs.drain();
};

const articles = async (strapi: Core.Strapi): Promise<{ documentId: string; slug: string }[]> =>
  (await strapi.documents('api::article.article').findMany({ locale: 'en', status: 'published', fields: ['slug'], limit: 10 })) as unknown as { documentId: string; slug: string }[];
