import fc from 'fast-check';
import { findQuotaExcess } from './quota';

const hard = (figuresPerMonth: number) => ({ figuresPerMonth, kind: 'hard' }) as const;

describe('a quota', () => {
  it.each([
    ['is not there', null, { sold: 1_000, published: 10 }],
    ['is enough to the last figure', hard(100), { sold: 100, published: 10 }],
    ['is soft', { figuresPerMonth: 100, kind: 'soft' } as const, { sold: 200, published: 10 }],
    ['is used up, but nothing is published', hard(100), { sold: 120, published: 0 }],
  ])('that %s lets an answer through', (_, quota, month) => {
    expect(findQuotaExcess(quota, month)).toBeNull();
  });

  it.each([
    ['lacks one figure', 100, 101, 9],
    ['was used up before', 100, 110, 0],
    ['was lowered below what is sold', 50, 110, 0],
  ])('that %s does not', (_, figuresPerMonth, sold, left) => {
    expect(findQuotaExcess(hard(figuresPerMonth), { sold, published: 10 })).toEqual({
      ...{ figuresPerMonth, left, published: 10 },
    });
  });

  it('is never exceeded by answers that were let through, in any order', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.array(fc.nat(60)), (figuresPerMonth, answers) => {
        let sold = 0;
        for (const published of answers) {
          if (findQuotaExcess(hard(figuresPerMonth), { sold: sold + published, published }) === null) sold += published;
        }
        expect(sold).toBeLessThanOrEqual(figuresPerMonth);
      }),
    );
  });
});
