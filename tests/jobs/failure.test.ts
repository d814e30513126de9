import { backoffMs, maskedError } from '../../server/src/jobs/failure';
import { fastest } from '../support/fastest';

const always = (value: number) => () => value;

test('the wait doubles from five seconds and never grows beyond an hour', () => {
  expect([1, 2, 3, 10, 12, 500].map((attempt) => backoffMs(attempt, always(1)))).toEqual([5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000]);
});

test('the wait is anything between nothing and its limit, so that jobs which failed together come back apart', () => {
  expect(backoffMs(3, always(0))).toBe(0);
  expect(backoffMs(3, always(0.5))).toBe(10_000);
  const waits = new Set(Array.from({ length: 50 }, () => backoffMs(12)));
  expect(waits.size).toBeGreaterThan(40);
});

test('addresses and telephone numbers are masked, the rest of the message stays', () => {
  expect(maskedError(new TypeError('550 anna.müller+crm@example.co.uk is unknown, call +49 (30) 1234-567 before 18:00'))).toBe(
    'TypeError: 550 [e-mail] is unknown, call [number] before 18:00',
  );
});

test('a short number such as a port or a status is no telephone number', () => {
  expect(maskedError(new Error('connect ECONNREFUSED 127.0.0.1:5432 after 30000 ms'))).toContain('after 30000 ms');
});

test('a database error keeps its sentence and loses the statement with its values', () => {
  const error = Object.assign(new Error("insert into `crm_contacts` (`name`) values ('Anna - Müller') - SQLITE_CONSTRAINT: UNIQUE constraint failed: crm_contacts.key"), { code: 'SQLITE_CONSTRAINT_UNIQUE' });
  expect(maskedError(error)).toBe('Error: SQLITE_CONSTRAINT: UNIQUE constraint failed: crm_contacts.key');
  const duplicate = Object.assign(new Error("insert into `crm_contacts` (`name`) values ('Anna') - Duplicate entry 'Anna Müller' for key 'name_uq'"), { code: 'ER_DUP_ENTRY' });
  expect(maskedError(duplicate)).not.toContain('Anna');
});

test('a statement without a sentence is not stored at all', () => {
  expect(maskedError(new Error("select * from crm_contacts where name = 'Anna'"))).toBe('Error: The database refused a statement.');
});

test('a message is stored up to a thousand characters, and a hostile one costs no time', () => {
  for (const text of ['a@'.repeat(50_000), '1 '.repeat(50_000), `${'a'.repeat(100_000)}@`, 'a.'.repeat(50_000)]) {
    expect(maskedError(new Error(text)).length).toBeLessThanOrEqual(1_000);
    expect(fastest(() => maskedError(new Error(text)))).toBeLessThan(50);
  }
});

test('something thrown that is no error is masked too', () => {
  expect(maskedError('anna@example.com refused')).toBe('[e-mail] refused');
});
