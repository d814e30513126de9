import { endsByConfirmation, isBlocked, type MailPurpose } from '../../server/src/mail/suppressions';
import { SUPPRESSION_REASONS, SUPPRESSION_SCOPES } from '../../server/src/mail/contract';

const cleared = new Date();
const CASES = SUPPRESSION_REASONS.flatMap((reason) => SUPPRESSION_SCOPES.flatMap((scope) => [null, cleared].map((clearedAt) => ({ reason, scope, clearedAt, isCleared: clearedAt !== null }))));

describe.each(CASES)('$reason, scope $scope, cleared by staff: $isCleared (M23, M24)', (row) => {
  const { reason, scope, isCleared } = row;
  const blocks = (purpose: MailPurpose): boolean => isBlocked([row], purpose);

  test('marketing waits for the person in any case', () => expect(blocks('marketing')).toBe(true));
  test('only the scope “all” stops transactional mail, until staff clears it', () => expect(blocks('transactional')).toBe(scope === 'all' && !isCleared));
  test('a confirmation is asked for unless staff must clear first', () => expect(blocks('opt-in')).toBe(reason !== 'unsubscribed' && !isCleared));
  test('the person’s confirmation ends it unless staff must clear first', () => expect(endsByConfirmation(row)).toBe(reason === 'unsubscribed' || isCleared));
});

test('an address that is on no list gets everything', () => {
  expect((['transactional', 'marketing', 'opt-in'] as const).map((purpose) => isBlocked([], purpose))).toEqual([false, false, false]);
});
