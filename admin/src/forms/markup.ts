export type AttributeValue = string | number | true | { code: string };

export interface Markup {
  tag: string;
  attributes?: Readonly<Record<string, AttributeValue>>;
  children?: readonly (Markup | string)[];
}

interface Dialect {
  attribute: (name: string, value: AttributeValue) => string;
  words: (words: string) => string;
  /** `<input />` and `<textarea />` instead of `<input>` and `<textarea></textarea>`. */
  closesItself: boolean;
}

const VOID_TAGS = ['input', 'br'];
const BLOCK_TAGS = ['form', 'select', 'div', 'p'];

const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const HTML: Dialect = {
  attribute: (name, value) => {
    if (value === true) return name;
    return `${name}="${typeof value === 'object' ? '' : escaped(String(value))}"`;
  },
  words: escaped,
  closesItself: false,
};

const JSX_NAMES: Record<string, string> = {
  autocomplete: 'autoComplete',
  maxlength: 'maxLength',
  minlength: 'minLength',
  tabindex: 'tabIndex',
};

const JSX: Dialect = {
  attribute: (name, value) => {
    const known = JSX_NAMES[name] ?? name;
    if (value === true) return known;
    if (typeof value === 'object') return `${known}={${value.code}}`;
    if (typeof value === 'number') return `${known}={${value}}`;
    return /["\\&\n]/.test(value) ? `${known}={${JSON.stringify(value)}}` : `${known}="${value}"`;
  },
  words: (words) => (/[{}<>&]/.test(words) ? `{${JSON.stringify(words)}}` : words),
  closesItself: true,
};

const isInline = (node: Markup | string): boolean =>
  typeof node === 'string' || (!BLOCK_TAGS.includes(node.tag) && (node.children ?? []).every(isInline));

const write = (node: Markup | string, dialect: Dialect, depth: number): string => {
  const pad = '  '.repeat(depth);
  if (typeof node === 'string') return pad + dialect.words(node.trim());

  const { tag, attributes = {}, children = [] } = node;
  const open = [`<${tag}`, ...Object.entries(attributes).map(([name, value]) => dialect.attribute(name, value))].join(' ');
  if (VOID_TAGS.includes(tag) || (dialect.closesItself && children.length === 0)) return `${pad}${open}${dialect.closesItself ? ' />' : '>'}`;

  const isOneLine = children.every(isInline) && (tag !== 'form' && tag !== 'select');
  if (isOneLine) {
    const inner = children.map((child) => (typeof child === 'string' ? dialect.words(child) : write(child, dialect, 0)));
    return `${pad}${open}>${inner.join('')}</${tag}>`;
  }
  return [`${pad}${open}>`, ...children.map((child) => write(child, dialect, depth + 1)), `${pad}</${tag}>`].join('\n');
};

export const toHtml = (node: Markup, depth = 0): string => write(node, HTML, depth);

export const toJsx = (node: Markup, depth = 0): string => write(node, JSX, depth);
