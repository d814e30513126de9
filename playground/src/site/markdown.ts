import { html, type Html } from './html';

/** The part of Markdown the articles use: headings, paragraphs, lists, quotes, bold and links. Anything else is text. */
export const markdown = (source: string): Html => html`${source.trim().split(/\n{2,}/).map(block)}`;

const block = (text: string): Html => {
  const lines = text.split('\n').map((line) => line.trim());

  if (text.startsWith('### ')) return html`<h3>${inline(text.slice(4))}</h3>`;
  if (text.startsWith('## ')) return html`<h2>${inline(text.slice(3))}</h2>`;
  if (lines.every((line) => line.startsWith('> ')))
    return html`<blockquote><p>${inline(lines.map((line) => line.slice(2)).join(' '))}</p></blockquote>`;
  if (lines.every((line) => line.startsWith('- '))) return html`<ul>${lines.map((line) => html`<li>${inline(line.slice(2))}</li>`)}</ul>`;
  if (lines.every((line) => /^\d+\. /.test(line)))
    return html`<ol>${lines.map((line) => html`<li>${inline(line.replace(/^\d+\. /, ''))}</li>`)}</ol>`;
  return html`<p>${inline(lines.join(' '))}</p>`;
};

const inline = (text: string): Html =>
  html`${text.split(/(\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/).map((part) => {
    if (/^\*\*[^*]+\*\*$/.test(part)) return html`<strong>${part.slice(2, -2)}</strong>`;

    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    return link?.[1] && link[2] && isSafeAddress(link[2]) ? html`<a href="${link[2]}">${link[1]}</a>` : part;
  })}`;

/** An editor may link anywhere, but never run script. */
const isSafeAddress = (address: string): boolean => /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i.test(address);
