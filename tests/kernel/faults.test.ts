import { faultPoint } from '../../server/src/kernel/faults';

const ARMED = Symbol.for('strapi-plugin-crm.faults');

test('a fault point does nothing unless a test armed it from outside', () => {
  process.env.CRM_FAULT = 'before-commit:1:throw';
  expect(() => faultPoint('before-commit')).not.toThrow();
  delete process.env.CRM_FAULT;

  const reached: string[] = [];
  Object.assign(globalThis, { [ARMED]: (point: string) => reached.push(point) });
  faultPoint('before-commit');
  Reflect.deleteProperty(globalThis, ARMED);
  faultPoint('after-claim');
  expect(reached).toEqual(['before-commit']);
});
