import type { Core } from '@strapi/strapi';
import {
  articlePage,
  contactPage,
  editorialPage,
  homePage,
  journalPage,
  missingPage,
  pricingPage,
  thanksPage,
  type Visit,
} from '../site/pages';

/** The demo's public website under `/site/`. Its style sheet and script are files in `public/site`. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }): Core.MiddlewareHandler =>
  async (ctx, next) => {
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    const isSite = ctx.path === '/site' || ctx.path.startsWith('/site/');
    const isFile = /\.[a-z0-9]+$/i.test(ctx.path);
    if (!isRead || !isSite || isFile) return next();

    if (ctx.path === '/site') return ctx.redirect('/site/');

    const visit: Visit = { strapi, path: ctx.path, address: ctx.href };
    const page = await pageFor(visit);

    // Each view carries a key of its own for its form, so a stored copy would make two visitors look like one.
    ctx.set('Cache-Control', 'no-store');
    ctx.type = 'html';
    ctx.status = page ? 200 : 404;
    ctx.body = page ?? missingPage(visit);
  };

const pageFor = async (visit: Visit): Promise<string | null> => {
  const [section = '', slug, ...rest] = visit.path.slice('/site/'.length).replace(/\/$/, '').split('/');

  if (section === 'de' && slug === 'articles') return rest.length === 1 && rest[0] ? articlePage(visit, 'de', decode(rest[0])) : null;
  if (section === 'articles') return slug ? (rest.length === 0 ? articlePage(visit, 'en', decode(slug)) : null) : journalPage(visit);
  if (slug !== undefined) return null;

  switch (section) {
    case '':
      return homePage(visit);
    case 'pricing':
      return pricingPage(visit);
    case 'contact':
      return contactPage(visit);
    case 'thank-you':
      return thanksPage(visit);
    default:
      return editorialPage(visit, decode(section));
  }
};

/** A broken escape is a page that doesn't exist, not a server error. */
const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
};
