import { createLimiter } from '../../server/src/capture/limiter';

const limit = { max: 3, windowMs: 1000 };

test('lets as many through as the limit says and then tells how long to wait', () => {
  let now = 0;
  const limiter = createLimiter(() => now);
  expect([1, 2, 3].map(() => limiter.hit('a', limit))).toEqual([0, 0, 0]);
  now = 400;
  expect(limiter.hit('a', limit)).toBe(600);
  expect(limiter.hit('b', limit)).toBe(0);
  now = 1000;
  expect(limiter.hit('a', limit)).toBe(0);
});

test('forgets the oldest keys instead of growing', () => {
  const limiter = createLimiter(() => 0, 100);
  for (let index = 0; index < 10_000; index += 1) limiter.hit(`key-${index}`, limit);
  expect(limiter.size).toBe(100);
});
