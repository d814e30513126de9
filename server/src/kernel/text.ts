/** One line without control or direction marks, cut to whole characters. Blank becomes null. */
export const plainText = (text: string | null | undefined, max: number): string | null => {
  const cleaned = (text ?? '')
    .slice(0, max * 4)
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...cleaned].slice(0, max).join('').trim() || null;
};

export const distinctTags = (tags: readonly string[]): string[] => [...new Set(tags.map((tag) => plainText(tag, 60)).filter((tag) => tag !== null))];
