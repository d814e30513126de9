export type AttributeValue = string | number | true | { code: string };

/** `initial` is what a control starts with; each language says it in its own way. */
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

const VOID_TAGS = ['input', 'br', 'hr'];
const BLOCK_TAGS = ['form', 'fieldset', 'select', 'div', 'p', 'ul', 'ol', 'blockquote', 'h2', 'h3', 'h4', 'legend'];
/** Their children stand below each other. */
const OPEN_TAGS = ['form', 'fieldset', 'select', 'ul', 'ol'];

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

export const REACT_NAMES: Record<string, string> = {
  autocomplete: 'autoComplete',
  checked: 'defaultChecked',
  enctype: 'encType',
  initial: 'defaultValue',
  inputmode: 'inputMode',
  maxlength: 'maxLength',
  minlength: 'minLength',
  tabindex: 'tabIndex',
};

const JSX: Dialect = {
  attribute: (name, value) => {
    const known = REACT_NAMES[name] ?? name;
    if (value === true) return known;
    if (typeof value === 'object') return `${known}={${value.code}}`;
    if (typeof value === 'number') return `${known}={${value}}`;
    return /["\\&\n]/.test(value) ? `${known}={${JSON.stringify(value)}}` : `${known}="${value}"`;
  },
  words: (words) => (/[{}<>&]/.test(words) ? `{${JSON.stringify(words)}}` : words),
  closesItself: true,
};

/** HTML has no attribute for what a textarea or a select starts with. */
const inHtml = (node: Markup | string): Markup | string => {
  if (typeof node === 'string') return node;
  const { initial, ...attributes } = node.attributes ?? {};
  const children = (node.children ?? []).map(inHtml);
  if (initial === undefined) return { ...node, children };
  if (node.tag === 'textarea') return { ...node, attributes, children: [String(initial)] };
  if (node.tag === 'input') return { ...node, attributes: { ...attributes, value: initial } };
  const isChosen = (child: Markup | string): child is Markup => typeof child !== 'string' && child.attributes?.value === initial;
  return { ...node, attributes, children: children.map((child) => (isChosen(child) ? { ...child, attributes: { ...child.attributes, selected: true } } : child)) };
};

const isInline = (node: Markup | string): boolean =>
  typeof node === 'string' || (!BLOCK_TAGS.includes(node.tag) && (node.children ?? []).every(isInline));

const write = (node: Markup | string, dialect: Dialect, depth: number): string => {
  const pad = '  '.repeat(depth);
  if (typeof node === 'string') return pad + dialect.words(node.trim());

  const { tag, attributes = {}, children = [] } = node;
  const open = [`<${tag}`, ...Object.entries(attributes).map(([name, value]) => dialect.attribute(name, value))].join(' ');
  if (VOID_TAGS.includes(tag) || (dialect.closesItself && children.length === 0)) return `${pad}${open}${dialect.closesItself ? ' />' : '>'}`;

  if (children.every(isInline) && !OPEN_TAGS.includes(tag)) {
    const inner = children.map((child) => (typeof child === 'string' ? dialect.words(child) : write(child, dialect, 0)));
    return `${pad}${open}>${inner.join('')}</${tag}>`;
  }
  const lines = children.filter((child) => typeof child !== 'string' || child.trim() !== '').map((child) => write(child, dialect, depth + 1));
  return [`${pad}${open}>`, ...lines, `${pad}</${tag}>`].join('\n');
};

export const toHtml = (node: Markup, depth = 0): string => write(inHtml(node), HTML, depth);

export const toJsx = (node: Markup, depth = 0): string => write(node, JSX, depth);
