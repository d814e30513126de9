const MARKUP = Symbol('markup');

/** Markup that is safe to send. Only `html` and `trusted` make one, so a plain string can't reach a page unescaped. */
export interface Html {
  readonly [MARKUP]: string;
}

type Content = Html | string | number | null | undefined | false | readonly Content[];

/** Escapes everything put between the braces, except markup that was itself made here. Attributes need their quotes. */
export const html = (parts: TemplateStringsArray, ...contents: Content[]): Html =>
  trusted(parts.map((part, index) => part + render(contents[index])).join(''));

/** For markup that this site generates itself. Never for anything a person typed. */
export const trusted = (markup: string): Html => ({ [MARKUP]: markup });

export const markupOf = (page: Html): string => page[MARKUP];

const render = (content: Content): string => {
  if (content === null || content === undefined || content === false) return '';
  if (typeof content !== 'object') return escape(String(content));
  return MARKUP in content ? content[MARKUP] : content.map(render).join('');
};

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
