import { cronWords } from '../../admin/src/jobs/cron-words';

test.each([
  ['* * * * *', { id: 'jobs.cron.minute' }],
  ['*/5 * * * *', { id: 'jobs.cron.minutes', values: { count: 5 } }],
  ['0 * * * *', { id: 'jobs.cron.hour' }],
  ['17 * * * *', { id: 'jobs.cron.hour-at', values: { minute: 17 } }],
  ['0 */6 * * *', { id: 'jobs.cron.hours', values: { count: 6 } }],
  ['30 3 * * *', { id: 'jobs.cron.day', values: { time: '03:30' } }],
  ['0 9 * * 1', { id: 'jobs.cron.week', values: { day: '1', time: '09:00' } }],
  ['0 9 * * 1-5', { id: 'jobs.cron.workdays', values: { time: '09:00' } }],
  ['0 3 1 * *', { id: 'jobs.cron.month', values: { day: 1, time: '03:00' } }],
])('“%s” is said in words', (cron, words) => {
  expect(cronWords(cron)).toEqual(words);
});

test.each(['*/7 * * * *', '0 9 1 * 1', '0 9 * 3 *', '61 * * * *', '*/5 * * * * *', '5,35 * * * *', ''])('“%s” is left as it is', (cron) => {
  expect(cronWords(cron)).toBeNull();
});
