import fc from 'fast-check';
import { fromNoisyBytes, toNoisyBytes } from './noisy-bytes';

test('noisy figures come back from their bytes as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), (values) => {
      expect(fromNoisyBytes(toNoisyBytes(values))).toEqual(values);
    }),
  );
});

test.each([2 ** 31, -(2 ** 31) - 1, 0.5, Number.NaN])('%d is no noisy figure', (value) => {
  expect(() => toNoisyBytes([value])).toThrow(RangeError);
});
