import { createHash } from 'node:crypto';

const STYLE = `:root{color-scheme:light dark;--ink:#1f2430;--quiet:#5b6270;--paper:#fff;--line:#c9cdd6;--accent:#3b3bd6;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#eceef3;--quiet:#a9b0bf;--paper:#171a22;--line:#454b59;--accent:#9d9dff;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main{max-width:34rem;margin:12vh auto;padding:0 1.25rem}h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}
label,legend{display:block;font-weight:600;margin:1rem 0 .25rem;padding:0}fieldset{margin:0;padding:0;border:0}fieldset label{font-weight:400;margin:.5rem 0}h2,h3{font-size:1.2rem;margin:2rem 0 0}
input,textarea,select{width:100%;padding:.6rem .7rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:6px}
input[type=checkbox],input[type=radio]{width:1.5rem;height:1.5rem;vertical-align:middle;margin-right:.5rem}textarea{min-height:8rem}
button{margin-top:1.25rem;padding:.7rem 1.2rem;font:inherit;font-weight:600;color:var(--paper);background:var(--accent);border:0;border-radius:6px;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}[aria-invalid=true]{border-color:var(--bad)}
.error{color:var(--bad);margin:.25rem 0 0}.quiet{color:var(--quiet)}.trap{position:absolute;left:-10000px}a{color:var(--accent)}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing but this page's own style may load, and the form may only post back here. */
export const PAGE_HEADERS = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
} as const;

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A whole document. `title` is escaped here, `body` is HTML. */
export const htmlPage = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
