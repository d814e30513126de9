import type { Core } from '@strapi/strapi';
import { artwork } from './artwork';
import { contactForm } from './contact-form';
import { findArticle, findPage, findTranslation, listArticles, listProducts, type Article, type Product } from './content';
import { html, type Html } from './html';
import { layout } from './layout';
import { markdown } from './markdown';
import { wording, type Locale } from './wording';

export interface Visit {
  strapi: Core.Strapi;
  /** `/site/…` without its query. */
  path: string;
  /** The full address as the visitor typed it. */
  address: string;
}

export const homePage = async ({ strapi, path }: Visit): Promise<string> => {
  const articles = await listArticles(strapi, 'en', 3);

  return layout({
    title: 'Websites that answer back',
    description: 'Nordlicht Studio is a small web agency in Hamburg. We build calm, fast websites and the editing tools behind them.',
    locale: 'en',
    path,
    body: html`
      <section class="hero">
        ${artwork('nordlicht-4')}
        <div class="wrap hero-text">
          <p class="eyebrow">Web agency · Hamburg Speicherstadt</p>
          <h1>Websites that answer back.</h1>
          <p class="lead">
            We are six people who design, build and look after websites for companies in the north: harbour tours, family firms, clinics,
            cooperatives. Fast pages, honest words, and an editor your team enjoys.
          </p>
          <p class="actions">
            <a class="button" href="/site/contact">Tell us about your project</a>
            <a class="button button-quiet" href="/site/pricing">See what it costs</a>
          </p>
        </div>
      </section>

      <section class="wrap band" aria-labelledby="services">
        <h2 id="services" class="band-title">What we do, in this order</h2>
        <ol class="steps">
          <li>
            <h3>Listen</h3>
            <p>Two half days with the people who answer your phone. They know what visitors ask, and what the website fails to say.</p>
          </li>
          <li>
            <h3>Write and design</h3>
            <p>Words first, then pages. You see real content in the browser from week two, on your own phone, on a bad connection.</p>
          </li>
          <li>
            <h3>Build to last</h3>
            <p>A content platform that your team edits without us, pages under 200 kB, and hosting in Germany.</p>
          </li>
          <li>
            <h3>Stay</h3>
            <p>Updates, small changes and an honest monthly look at the numbers. Cancel any month; hardly anybody does.</p>
          </li>
        </ol>
      </section>

      <section class="wrap band" aria-labelledby="journal">
        <div class="band-head">
          <h2 id="journal" class="band-title">From the journal</h2>
          <a href="/site/articles">All articles</a>
        </div>
        <div class="cards">${articles.map(articleCard)}</div>
      </section>

      <section class="wrap band quote-band">
        <figure>
          <blockquote>
            <p>Before, a booking request sat in somebody’s inbox until Monday. Now it has an owner before the visitor has closed the tab.</p>
          </blockquote>
          <figcaption>Frauke Thomsen, Elbwind Harbour Tours</figcaption>
        </figure>
      </section>
    `,
  });
};

export const journalPage = async ({ strapi, path }: Visit): Promise<string> => {
  const articles = await listArticles(strapi, 'en');

  return layout({
    title: 'Journal',
    description: 'Notes on budgets, design and performance from a small web agency in Hamburg.',
    locale: 'en',
    path,
    body: html`
      <div class="wrap page-head">
        <h1>Journal</h1>
        <p class="lead">What we learn while building websites for people who have other things to do.</p>
      </div>
      <h2 class="out-of-sight">Articles</h2>
      <div class="wrap band cards cards-wide">${articles.map(articleCard)}</div>
    `,
  });
};

export const articlePage = async ({ strapi, path, address }: Visit, locale: Locale, slug: string): Promise<string | null> => {
  const article = await findArticle(strapi, locale, slug);
  if (!article) return null;

  const translated = await findTranslation(strapi, article);
  const translation = translated && { locale: translated.locale, path: articlePath(translated) };
  const words = wording[locale].article;
  const entry = `api::article.article:${article.documentId}:${locale}`;
  const form = await contactForm({ strapi, locale, address, entry });

  return layout({
    title: article.title,
    description: article.summary,
    locale,
    path,
    translation,
    entry,
    body: html`
      <article class="article">
        <header class="wrap article-head">
          <p class="eyebrow">${article.category?.name} <span aria-hidden="true">·</span> ${day(article.publishedOn, locale)}</p>
          <h1>${article.title}</h1>
          <p class="lead">${article.summary}</p>
          <p class="byline">
            ${article.author && html`<span>${words.by} <strong>${article.author.name}</strong>${locale === 'en' && article.author.jobTitle && html`, ${article.author.jobTitle}`}</span>`}
            ${translation && html`<a href="${translation.path}" lang="${translation.locale}" hreflang="${translation.locale}">${words.readIn}</a>`}
          </p>
        </header>
        <div class="wrap article-art">${artwork(article.documentId)}</div>
        <div class="wrap prose">${markdown(article.body)}</div>
      </article>
      <section class="contact-band" aria-labelledby="contact">
        <div class="wrap contact-grid">
          <div>
            <h2 id="contact">${words.asideTitle}</h2>
            <p class="lead">${words.asideText}</p>
          </div>
          ${form}
        </div>
      </section>
    `,
  });
};

export const pricingPage = async ({ strapi, path }: Visit): Promise<string> => {
  const products = await listProducts(strapi);

  return layout({
    title: 'Pricing',
    description: 'Four fixed offers with the price on the page: a check, a starter site, a content platform and a care plan.',
    locale: 'en',
    path,
    body: html`
      <div class="wrap page-head">
        <h1>Four offers, prices on the page</h1>
        <p class="lead">If your project fits none of them, we say so in the first call. All prices are net of 19 % VAT.</p>
      </div>
      <div class="wrap band offers">${products.map(offer)}</div>
      <p class="wrap after-offers">Not sure which one? <a href="/site/contact">Describe your situation in three sentences</a>; we answer with one recommendation.</p>
    `,
  });
};

export const contactPage = async ({ strapi, path, address }: Visit): Promise<string> => {
  const form = await contactForm({ strapi, locale: 'en', address, entry: null });

  return layout({
    title: 'Contact',
    description: 'Write to Nordlicht Studio in Hamburg. We answer within one working day.',
    locale: 'en',
    path,
    body: html`
      <div class="wrap contact-grid contact-page">
        <div>
          <h1>Moin. What can we do for you?</h1>
          <p class="lead">Three sentences are enough. Lena or Jonas reads every message and answers within one working day.</p>
          <dl class="facts">
            <div><dt>Call</dt><dd><a href="tel:+49405550170">+49 40 555 01 70</a><br />Monday to Friday, 9 am to 5 pm</dd></div>
            <div><dt>Visit</dt><dd>Kehrwieder 8, third floor<br />20457 Hamburg, U3 Baumwall</dd></div>
            <div><dt>New projects</dt><dd>Next free start: mid-February</dd></div>
          </dl>
        </div>
        ${form}
      </div>
    `,
  });
};

/** Where a form may send a browser without script after a successful submission. */
export const thanksPage = ({ path }: Visit): string =>
  layout({
    title: 'Thank you',
    description: 'Your message has arrived.',
    locale: 'en',
    path,
    body: html`
      <div class="wrap page-head">
        <h1>Thank you, your message is here.</h1>
        <p class="lead">Lena or Jonas reads it today and answers within one working day.</p>
        <p class="actions"><a class="button" href="/site/articles">Read the journal meanwhile</a></p>
      </div>
    `,
  });

export const editorialPage = async ({ strapi, path }: Visit, slug: string): Promise<string | null> => {
  const page = await findPage(strapi, slug);
  if (!page) return null;

  return layout({
    title: page.title,
    description: `${page.title}, Nordlicht Studio in Hamburg.`,
    locale: 'en',
    path,
    entry: `api::page.page:${page.documentId}`,
    body: html`
      <div class="wrap page-head"><h1>${page.title}</h1></div>
      <div class="wrap prose">${markdown(page.body)}</div>
    `,
  });
};

export const missingPage = ({ path }: Visit): string =>
  layout({
    title: 'Page not found',
    description: 'This page does not exist.',
    locale: 'en',
    path,
    body: html`
      <div class="wrap page-head">
        <p class="eyebrow">404</p>
        <h1>This page has sailed.</h1>
        <p class="lead">The address may be mistyped, or we moved the page and forgot a sign.</p>
        <p class="actions"><a class="button" href="/site/">Back to the start</a></p>
      </div>
    `,
  });

const articlePath = ({ locale, slug }: Pick<Article, 'locale' | 'slug'>): string =>
  `/site/${locale === 'en' ? '' : `${locale}/`}articles/${encodeURIComponent(slug)}`;

const articleCard = (article: Article): Html => html`
  <article class="card">
    <div class="card-art">${artwork(article.documentId)}</div>
    <p class="eyebrow">${article.category?.name} <span aria-hidden="true">·</span> ${day(article.publishedOn, article.locale)}</p>
    <h3><a href="${articlePath(article)}">${article.title}</a></h3>
    <p>${article.summary}</p>
  </article>
`;

const offer = (product: Product): Html => html`
  <section class="offer">
    <h2>${product.name}</h2>
    <p>${product.summary}</p>
    <p class="price">
      ${product.isStartingPrice && html`<span>from </span>`}<strong>${money(product.price, product.currency)}</strong>
      <span>${product.billing === 'monthly' ? 'a month' : 'once'}</span>
    </p>
    <ul>${(product.includes ?? '').split('\n').filter(Boolean).map((line) => html`<li>${line}</li>`)}</ul>
    <a class="button button-quiet" href="/site/contact?offer=${encodeURIComponent(product.sku)}">Ask about this<span class="out-of-sight">: ${product.name}</span></a>
  </section>
`;

const day = (date: string, locale: Locale): Html => {
  const text = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
  return html`<time datetime="${date}">${text}</time>`;
};

const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
