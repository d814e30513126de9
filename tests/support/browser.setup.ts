import { TextDecoder, TextEncoder } from 'node:util';

// jsdom leaves out what every browser has and the design system asks for.
Object.assign(globalThis, { TextDecoder, TextEncoder });

const observer = function (this: object): void {
  Object.assign(this, { observe: () => {}, unobserve: () => {}, disconnect: () => {} });
};
Object.assign(globalThis, { ResizeObserver: observer, IntersectionObserver: observer });

window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
})) as typeof window.matchMedia;

Element.prototype.scrollIntoView ??= () => {};
Element.prototype.hasPointerCapture ??= () => false;
