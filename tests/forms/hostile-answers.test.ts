import { checkAnswers } from '../../server/src/forms';
import { LAYOUT_TYPES } from '../../server/src/forms/contract';
import { EVERY_TYPE } from './every-type';

const HOSTILE: Record<string, (length: number) => string> = {
  'a.': (length) => 'a.'.repeat(length / 2),
  'a-…@': (length) => `${'a-'.repeat(length / 2)}@`,
  '(': (length) => '('.repeat(length),
  '<': (length) => '<'.repeat(length),
  spaces: (length) => ' '.repeat(length),
  '1,': (length) => '1,'.repeat(length / 2),
  'x + spaces': (length) => `x${' '.repeat(length)}x`,
};

const fastest = (work: () => void): number =>
  Math.min(
    ...Array.from({ length: 3 }, () => {
      const startedAt = performance.now();
      work();
      return performance.now() - startedAt;
    }),
  );

const asked = EVERY_TYPE.filter(({ field }) => !LAYOUT_TYPES.includes(field.type));

test.each(asked.map(({ field }) => [field.type, field] as const))('no text makes a check of type %s slow: time grows with its length only (X17)', (_type, field) => {
  for (const write of Object.values(HOSTILE)) {
    for (const wrap of [(text: string) => text, (text: string) => [text], (text: string) => ({ firstName: text, line1: text })]) {
      const millisecondsFor = (length: number): number => fastest(() => checkAnswers([field, { ...field, name: 'g', showWhen: { op: 'contains', field: field.name, value: 'aa' } }], { [field.name]: wrap(write(length)) }));
      const few = millisecondsFor(10_000);
      expect(millisecondsFor(100_000)).toBeLessThan(20 * few + 50);
    }
  }
});
