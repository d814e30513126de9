import fc from 'fast-check';
import { takePlaces } from '../../server/src/mail/quotas';

const HOUR = 3_600_000;
const hourly = (max: number) => [{ max, windowMs: HOUR }];

test('a wish without room in one quota takes no place in the others', () => {
  const times = new Map([['address', [1_000]]]);
  const both = [
    { key: 'form', limits: hourly(5) },
    { key: 'address', limits: hourly(1) },
  ];
  expect(takePlaces([both, [both[0]!]], times, 2_000)).toEqual([false, true]);
  expect(times.get('form')).toEqual([2_000]);
});

test('in no stretch of time are more places taken than the limit says, whenever they were asked for', () => {
  const steps = fc.array(fc.integer({ min: 0, max: HOUR }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (waits, max) => {
      const times = new Map<string, number[]>();
      const taken: number[] = [];
      let now = 0;
      for (const wait of waits) {
        now += wait;
        if (takePlaces([[{ key: 'k', limits: hourly(max) }]], times, now)[0]) taken.push(now);
      }
      for (const end of taken) expect(taken.filter((time) => time <= end && time > end - HOUR).length).toBeLessThanOrEqual(max);
    }),
  );
});
