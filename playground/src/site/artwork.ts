import { trusted, type Html } from './html';

const WIDTH = 800;
const HEIGHT = 500;

/**
 * Northern lights drawn from a name, so every article has a picture of its own that never changes and needs no file.
 * The colours are classes of the style sheet and follow light and dark.
 */
export const artwork = (name: string): Html => {
  const random = randomFrom(name);
  const id = `art-${name.replace(/[^a-z0-9]/gi, '')}`;
  const shift = Math.floor(random() * 3);
  const isMirrored = random() < 0.5;

  const ribbons = [0, 1, 2].map((index) => {
    const height = 60 + index * 80 + random() * 90;
    const sway = 50 + random() * 150;
    const depth = 190 + random() * 150;
    const points = [height, height - sway, height + sway * 0.7, height - sway * 0.35].map(Math.round);
    const top = `M-20 ${points[0]} C 190 ${points[1]}, 330 ${points[2]}, 500 ${points[0]} S 720 ${points[3]}, 830 ${points[1]}`;
    const bottom = `L 830 ${Math.round((points[1] ?? 0) + depth)} C 690 ${Math.round((points[2] ?? 0) + depth)}, 520 ${Math.round((points[0] ?? 0) + depth * 0.6)}, 330 ${Math.round((points[2] ?? 0) + depth)} S 90 ${Math.round((points[1] ?? 0) + depth)}, -20 ${Math.round((points[0] ?? 0) + depth)} Z`;
    return `<path d="${top} ${bottom}" fill="url(#${id}-${(index + shift) % 3})"/>`;
  });

  const stars = Array.from({ length: 26 }, () => {
    const radius = (0.6 + random() * 1.3).toFixed(1);
    return `<circle cx="${Math.round(random() * WIDTH)}" cy="${Math.round(random() * HEIGHT * 0.6)}" r="${radius}"/>`;
  });

  const gradients = [0, 1, 2].map(
    (index) =>
      `<linearGradient id="${id}-${index}" x1="0" y1="0" x2="0.15" y2="1"><stop class="art-ribbon-${index}" offset="0"/><stop class="art-ribbon-${index} art-fade" offset="1"/></linearGradient>`
  );

  return trusted(
    `<svg class="art" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false"><defs>${gradients.join('')}</defs><rect class="art-sky" width="${WIDTH}" height="${HEIGHT}"/><g class="art-stars">${stars.join('')}</g><g${isMirrored ? ` transform="translate(${WIDTH} 0) scale(-1 1)"` : ''}>${ribbons.join('')}</g><path class="art-shore" d="M-5 ${HEIGHT} V 452 L 60 440 96 452 150 428 180 440 236 440 244 398 252 440 330 446 372 430 430 448 520 436 560 446 618 424 660 444 730 436 805 450 V ${HEIGHT} Z"/></svg>`
  );
};

/** mulberry32 over a string hash: small, and the same on every machine. */
const randomFrom = (name: string): (() => number) => {
  let state = [...name].reduce((hash, character) => Math.imul(hash ^ character.charCodeAt(0), 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};
