import type { Core } from '@strapi/strapi';
import type { Locale } from './wording';

export interface Article {
  documentId: string;
  locale: Locale;
  title: string;
  slug: string;
  summary: string;
  body: string;
  publishedOn: string;
  category: { name: string } | null;
  author: { name: string; jobTitle: string | null; bio: string | null } | null;
}

export interface Page {
  documentId: string;
  title: string;
  slug: string;
  body: string;
}

export interface Product {
  documentId: string;
  name: string;
  sku: string;
  price: number;
  currency: string;
  billing: 'once' | 'monthly';
  isStartingPrice: boolean;
  summary: string | null;
  includes: string | null;
}

const MOST = 24;
const withNames = ['category', 'author'];

export const listArticles = async (strapi: Core.Strapi, locale: Locale, limit = MOST): Promise<Article[]> =>
  (await strapi.documents('api::article.article').findMany({
    locale,
    status: 'published',
    populate: withNames,
    sort: 'publishedOn:desc',
    limit,
  })) as unknown as Article[];

export const findArticle = async (strapi: Core.Strapi, locale: Locale, slug: string): Promise<Article | null> =>
  (await strapi.documents('api::article.article').findFirst({
    locale,
    status: 'published',
    filters: { slug },
    populate: withNames,
  })) as unknown as Article | null;

/** The same article in the other language, when somebody translated it. */
export const findTranslation = async (strapi: Core.Strapi, article: Article): Promise<Article | null> =>
  (await strapi.documents('api::article.article').findOne({
    documentId: article.documentId,
    locale: article.locale === 'en' ? 'de' : 'en',
    status: 'published',
  })) as unknown as Article | null;

export const findPage = async (strapi: Core.Strapi, slug: string): Promise<Page | null> =>
  (await strapi.documents('api::page.page').findFirst({ status: 'published', filters: { slug } })) as unknown as Page | null;

export const listProducts = async (strapi: Core.Strapi): Promise<Product[]> =>
  (await strapi.documents('api::product.product').findMany({ sort: 'position:asc', limit: MOST })) as unknown as Product[];
