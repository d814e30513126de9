import type { Core, UID } from '@strapi/strapi';
import { articles, authors, categories, pages, products } from './site-content';

export const DEMO_PASSWORD = 'Crm-demo-2026';

/** The first is the login that `npm start` prints; the others own demo records and show what a plain role sees. */
export const staff = [
  { firstname: 'Lena', lastname: 'Brandt', email: 'admin@example.com', role: 'strapi-super-admin' },
  { firstname: 'Jonas', lastname: 'Petersen', email: 'jonas@example.com', role: 'strapi-editor' },
  { firstname: 'Mira', lastname: 'Osterloh', email: 'mira@example.com', role: 'strapi-editor' },
] as const;

/** The website’s content and its staff. Safe to run again: what exists, by its natural key, is left as people made it. */
export async function seedSite(strapi: Core.Strapi): Promise<void> {
  await seedStaff(strapi);
  await ensureGerman(strapi);

  const authorIds = new Map<string, string>();
  for (const author of authors) authorIds.set(author.email, await ensure(strapi, 'api::author.author', { email: author.email }, author));

  const categoryIds = new Map<string, string>();
  for (const category of categories)
    categoryIds.set(category.slug, await ensure(strapi, 'api::category.category', { slug: category.slug }, category));

  for (const product of products) await ensure(strapi, 'api::product.product', { sku: product.sku }, product);
  for (const page of pages) await ensure(strapi, 'api::page.page', { slug: page.slug }, page);

  for (const { en, de, author, category, publishedOn } of articles) {
    const shared = { publishedOn, author: authorIds.get(author), category: categoryIds.get(category) };
    const documentId = await ensure(strapi, 'api::article.article', { slug: en.slug }, { ...en, ...shared }, 'en');
    if (de) await ensureTranslation(strapi, documentId, { ...de, ...shared });
  }
}

type Values = Record<string, unknown>;

const ensure = async (strapi: Core.Strapi, uid: UID.ContentType, key: Record<string, string>, values: Values, locale?: string): Promise<string> => {
  const documents = strapi.documents(uid);
  const inLocale = locale ? { locale } : {};
  const existing = await documents.findFirst({ filters: key, ...inLocale });
  if (existing) return existing.documentId;

  const publish = strapi.contentType(uid).options?.draftAndPublish ? { status: 'published' as const } : {};
  const created = await documents.create({ data: values, ...inLocale, ...publish });
  return created.documentId;
};

const ensureTranslation = async (strapi: Core.Strapi, documentId: string, values: Values): Promise<void> => {
  const documents = strapi.documents('api::article.article');
  if (await documents.findOne({ documentId, locale: 'de' })) return;
  await documents.update({ documentId, locale: 'de', data: values, status: 'published' });
};

const ensureGerman = async (strapi: Core.Strapi): Promise<void> => {
  const locales = strapi.plugin('i18n').service('locales');
  if (!(await locales.findByCode('de'))) await locales.create({ code: 'de', name: 'German (de)' });
};

const seedStaff = async (strapi: Core.Strapi): Promise<void> => {
  for (const { role, ...person } of staff) {
    const users = strapi.service('admin::user');
    if (await users.exists({ email: person.email })) continue;

    const adminRole = await strapi.service('admin::role').findOne({ code: role });
    if (!adminRole) throw new Error(`The admin role ${role} is missing, so ${person.email} could not be created.`);
    await users.create({ ...person, password: DEMO_PASSWORD, isActive: true, registrationToken: null, roles: [adminRole.id] });
  }
};
