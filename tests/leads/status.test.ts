import fc from 'fast-check';
import { LEAD_STATUSES, type LeadStatus } from '../../server/src/leads/contract';
import { isAnswer, isRecycle, mayMove, needsReason, nextStatuses } from '../../server/src/leads/status';

test('a lead walks from new to qualified and back between contacted and nurture', () => {
  expect(mayMove('new', 'contacted')).toBe(true);
  expect(mayMove('contacted', 'nurture')).toBe(true);
  expect(mayMove('nurture', 'contacted')).toBe(true);
  expect(mayMove('contacted', 'qualified')).toBe(true);
});

test('converted is reached by no move and left by none', () => {
  for (const status of LEAD_STATUSES) {
    expect(mayMove(status, 'converted')).toBe(false);
    expect(mayMove('converted', status)).toBe(false);
  }
});

test('throwing away needs a reason and stops no clock; coming back counts as a recycle', () => {
  expect(LEAD_STATUSES.filter(needsReason)).toEqual(['unqualified', 'junk']);
  expect(LEAD_STATUSES.filter(isAnswer)).toEqual(['contacted', 'nurture', 'qualified']);
  expect(isRecycle('unqualified', 'new')).toBe(true);
  expect(isRecycle('contacted', 'new')).toBe(false);
});

test('whatever people click, no open lead is stuck and a thrown-away one only returns to new', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 50 }), (clicks) => {
      let status: LeadStatus = 'new';
      for (const click of clicks) {
        const next: LeadStatus[] = nextStatuses(status);
        expect(next.length).toBeGreaterThan(0);
        if (needsReason(status)) expect(next).toEqual(['new']);
        status = next[click % next.length]!;
      }
    }),
  );
});
