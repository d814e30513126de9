/** The full size takes a minute; every run takes a part. */
export const MUTATIONS = process.env.CRM_TEST_SIZE === 'full' ? 100_000 : 5_000;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ "{}:,\u0000é';

/** One to three characters changed, added or taken away: never the same text. */
export const mutated = (text: string, random: () => number): string => {
  const characters = [...text];
  const pick = (length: number): number => Math.floor(random() * length);
  for (let change = 0; change <= pick(3); change += 1) {
    const at = pick(characters.length);
    const letter = ALPHABET[pick(ALPHABET.length)]!;
    const kind = pick(3);
    if (kind === 0) characters[at] = letter;
    else if (kind === 1) characters.splice(at, 0, letter);
    else characters.splice(at, 1);
  }
  const result = characters.join('');
  return result === text ? mutated(text, random) : result;
};
