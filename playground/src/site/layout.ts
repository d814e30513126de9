import { html, markupOf, type Html } from './html';
import { wording, type Locale } from './wording';

export interface Document {
  title: string;
  description: string;
  locale: Locale;
  /** Path of the page, for the current mark in the menu. */
  path: string;
  body: Html;
  /** The same page in the other language. */
  translation?: { locale: Locale; path: string } | null;
  /** The content the page shows, as `uid:documentId:locale`. */
  entry?: string | null;
}

export const layout = ({ title, description, locale, path, body, translation, entry }: Document): string => {
  const words = wording[locale];
  const menu = [
    { href: '/site/articles', label: words.nav.journal },
    { href: '/site/pricing', label: words.nav.pricing },
    { href: '/site/studio', label: words.nav.studio },
  ];

  return `<!doctype html>${markupOf(html`
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content="#f7f5ef" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#0c1522" media="(prefers-color-scheme: dark)" />
    <title>${title} · Nordlicht Studio</title>
    <meta name="description" content="${description}" />
    ${translation && html`<link rel="alternate" hreflang="${translation.locale}" href="${translation.path}" />`}
    <link rel="icon" href="/favicon.ico" type="image/png" />
    <link rel="stylesheet" href="/site/site.css" />
    ${entry && html`<meta name="crm-entry" content="${entry}" />`}
    <script src="/site/form.js" defer></script>
    <script src="/api/crm/visits.js" defer></script>
    <script src="/site/consent.js" defer></script>
  </head>
  <body>
    <a class="skip" href="#content">${words.skip}</a>
    <header class="masthead">
      <div class="wrap masthead-row">
        <a class="brand" href="/site/">${mark}<span>Nordlicht <em>Studio</em></span></a>
        <nav aria-label="${words.nav.menu}">
          <ul>
            ${menu.map(
              ({ href, label }) =>
                html`<li><a href="${href}"${path.startsWith(href) && html` aria-current="page"`}>${label}</a></li>`
            )}
            <li><a class="button button-small" href="/site/contact"${path === '/site/contact' && html` aria-current="page"`}>${words.nav.contact}</a></li>
          </ul>
        </nav>
      </div>
    </header>
    <main id="content" tabindex="-1">${body}</main>
    <footer class="footer">
      <div class="wrap footer-row">
        <div>
          <p class="brand">${mark}<span>Nordlicht <em>Studio</em></span></p>
          <p>${words.footer.claim}</p>
        </div>
        <address>
          Nordlicht Studio GmbH<br />
          Kehrwieder 8, 20457 Hamburg<br />
          <a href="tel:+49405550170">+49 40 555 01 70</a><br />
          <a href="mailto:moin@nordlicht.example">moin@nordlicht.example</a>
        </address>
        <ul>
          <li><a href="/site/imprint">${words.footer.imprint}</a></li>
          <li><a href="/site/privacy">${words.footer.privacy}</a></li>
          <li><button class="link-button" type="button" data-consent-again hidden>${words.consent.again}</button></li>
        </ul>
      </div>
    </footer>
    <section class="consent" aria-label="${words.consent.again}" data-consent hidden>
      <p>${words.consent.question} <a href="/site/privacy">${words.footer.privacy}</a></p>
      <p class="consent-answers">
        <button class="button button-small" type="button" data-consent-answer="yes">${words.consent.yes}</button>
        <button class="button button-small" type="button" data-consent-answer="no">${words.consent.no}</button>
      </p>
    </section>
  </body>
</html>`)}`;
};

const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path class="mark-back" d="M3 27C9 25 7 8 14 5c4-2 5 3 3 8-2 6-6 12-14 14Z" /><path class="mark-front" d="M12 28c7-2 7-14 12-18 4-3 7 1 5 6-3 7-9 11-17 12Z" /></svg>`;
