/**
 * Regular expressions of people we don't know, matched in linear time: all ways through the pattern are followed at
 * once, character by character, so that no text can make it try again. Look-around, back references and lazy
 * repetition can't be followed that way and are refused.
 */

type Test = (character: string) => boolean;

interface State {
  test: Test | null;
  next: State[];
}

type Part = { kind: 'one'; test: Test } | { kind: 'all'; parts: Part[] } | { kind: 'any'; parts: Part[] } | { kind: 'repeat'; part: Part; min: number; max: number };

/** Says in one sentence what the pattern's author has to change. */
export class BadPattern extends Error {}

const MAX_STATES = 400;
const MAX_SOURCE = 200;

/** Matches whole texts, as the `pattern` of an HTML input does. Throws `BadPattern`. */
export const compilePattern = (source: string): ((text: string) => boolean) => {
  if (source.length > MAX_SOURCE) throw new BadPattern(`A pattern has at most ${MAX_SOURCE} characters`);
  try {
    // Browsers read the same pattern with this flag.
    new RegExp(source, 'v');
  } catch {
    throw new BadPattern('This is no regular expression that browsers understand: check brackets, and put \\ before ( ) [ ] { } / - | within [ ]');
  }
  const end: State = { test: null, next: [] };
  const start = statesOf(parse(source), end);

  return (text) => {
    let current = reachable([start]);
    for (const character of text) {
      current = reachable([...current].flatMap((state) => (state.test?.(character) ? state.next : [])));
      if (current.size === 0) return false;
    }
    return current.has(end);
  };
};

/** Every state that needs no further character to get to. */
const reachable = (states: readonly State[]): Set<State> => {
  const found = new Set<State>();
  const waiting = [...states];
  while (waiting.length > 0) {
    const state = waiting.pop()!;
    if (found.has(state)) continue;
    found.add(state);
    if (!state.test) waiting.push(...state.next);
  }
  return found;
};

const statesOf = (pattern: Part, end: State): State => {
  let count = 0;
  const state = (test: Test | null, next: State[]): State => {
    count += 1;
    if (count > MAX_STATES) throw new BadPattern('The pattern repeats too much: use smaller numbers in { }');
    return { test, next };
  };

  const before = (part: Part, next: State): State => {
    if (part.kind === 'one') return state(part.test, [next]);
    if (part.kind === 'all') return part.parts.reduceRight((after, one) => before(one, after), next);
    if (part.kind === 'any') return state(null, part.parts.map((one) => before(one, next)));

    let tail = next;
    if (part.max === Infinity) {
      tail = state(null, [next]);
      tail.next.unshift(before(part.part, tail));
    } else for (let times = part.min; times < part.max; times += 1) tail = state(null, [before(part.part, tail), next]);
    for (let times = 0; times < part.min; times += 1) tail = before(part.part, tail);
    // At least one state each, so that the count also ends repetitions of nothing.
    return state(null, [tail]);
  };
  return before(pattern, end);
};

const UNSUPPORTED = 'Look-around, back references, named groups and lazy repetition are not allowed: no text may make the check slow';

const parse = (whole: string): Part => {
  // The whole text is matched anyway.
  const source = whole.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  let at = 0;

  const take = (expression: RegExp): string | null => {
    const sticky = new RegExp(expression.source, 'uy');
    sticky.lastIndex = at;
    const [found] = sticky.exec(source) ?? [];
    if (found === undefined) return null;
    at += found.length;
    return found;
  };

  const branches = (): Part => {
    const parts = [sequence()];
    while (take(/\|/)) parts.push(sequence());
    return parts.length === 1 ? parts[0]! : { kind: 'any', parts };
  };

  const sequence = (): Part => {
    const parts: Part[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(single()));
    return { kind: 'all', parts };
  };

  const single = (): Part => {
    if (take(/\((?:\?:)?(?!\?)/)) {
      const inner = branches();
      if (!take(/\)/)) throw new BadPattern(UNSUPPORTED);
      return inner;
    }
    const character = take(/\[(?:\\[^kq]|[^\\[\]])+\]|\\[dDwWsSntrfv]|\\[pP]\{[^}]+\}|\\[^A-Za-z0-9]|[^\\^$()[\]{}*+?|]/);
    if (character === null) throw new BadPattern(UNSUPPORTED);
    const expression = new RegExp(`^${character}$`, 'v');
    return { kind: 'one', test: (one) => expression.test(one) };
  };

  const repeated = (part: Part): Part => {
    const quantifier = take(/[*+?]|\{\d{1,4}(?:,\d{0,4})?\}/);
    if (!quantifier) return part;
    if (take(/\?/)) throw new BadPattern(UNSUPPORTED);
    if (quantifier === '*') return { kind: 'repeat', part, min: 0, max: Infinity };
    if (quantifier === '+') return { kind: 'repeat', part, min: 1, max: Infinity };
    if (quantifier === '?') return { kind: 'repeat', part, min: 0, max: 1 };
    const [min = '0', max] = quantifier.slice(1, -1).split(',');
    return { kind: 'repeat', part, min: Number(min), max: max === undefined ? Number(min) : max === '' ? Infinity : Number(max) };
  };

  const pattern = branches();
  if (at < source.length) throw new BadPattern(UNSUPPORTED);
  return pattern;
};
