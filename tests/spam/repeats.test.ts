import { createRepeats } from '../../server/src/spam/repeats';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 4, 1, 10, minutes));
const nowhere = (): Promise<string[]> => Promise.resolve([]);

test('the same body from five networks within the hour is a campaign (F30)', async () => {
  const repeats = createRepeats(nowhere);
  const seen: boolean[] = [];
  for (let index = 1; index <= 6; index += 1) seen.push(await repeats.isCampaign('body', `net-${index}`, at(index)));
  expect(seen).toEqual([false, false, false, false, true, true]);
  expect(await repeats.isCampaign('another body', 'net-1', at(7))).toBe(false);
  expect(await repeats.isCampaign('body', 'net-1', at(8))).toBe(true);
});

test('one network may send the same as often as it likes, and what is older than an hour is forgotten', async () => {
  const repeats = createRepeats(nowhere);
  for (let index = 0; index < 20; index += 1) expect(await repeats.isCampaign('body', 'net-1', at(index))).toBe(false);
  for (let index = 1; index <= 10; index += 1) expect(await repeats.isCampaign('slow', `net-${index}`, at(index * 30))).toBe(false);
  expect(await repeats.isCampaign('unknown network', null, at(0))).toBe(false);
});

test('networks that other processes saw count, and are only asked for when a body comes from another network', async () => {
  const asked: string[] = [];
  const repeats = createRepeats((hash) => {
    asked.push(hash);
    return Promise.resolve(['far-1', 'far-2', 'net-1']);
  });
  for (let index = 0; index < 1_000; index += 1) await repeats.isCampaign(`body-${index}`, 'net-1', at(0));
  await repeats.isCampaign('body-1', 'net-1', at(1));
  expect(asked).toEqual([]);

  expect(await repeats.isCampaign('body-1', 'net-2', at(2))).toBe(false);
  expect(await repeats.isCampaign('body-1', 'net-2', at(3))).toBe(false);
  expect(await repeats.isCampaign('body-1', 'net-3', at(4))).toBe(true);
  expect(await repeats.isCampaign('body-1', 'net-9', at(5))).toBe(true);
  expect(asked).toEqual(['body-1', 'body-1']);
});

test('a million different bodies leave only as many in memory as are allowed', async () => {
  const repeats = createRepeats(nowhere, 1_000);
  for (let index = 0; index < 100_000; index += 1) await repeats.isCampaign(`body-${index}`, 'net-1', at(0));
  expect(repeats.size).toBe(1_000);
});
