import { EMPTY_BENEFIT, EMPTY_REWARDS, readRewards, toMinorUnits } from './reward-draft';

test.each([
  ['0,05', 'EUR', 5],
  ['0.5', 'EUR', 50],
  ['100', 'EUR', 10_000],
  ['100.01', 'EUR', null],
  ['0', 'EUR', null],
  ['0.005', 'EUR', null],
  ['-1', 'EUR', null],
  ['5', 'JPY', 5],
  ['5.0', 'JPY', null],
  ['0,001', 'KWD', 1],
  ['much', 'EUR', null],
])('%s of %s is %s in its smallest unit', (money, currency, minorUnits) => {
  expect(toMinorUnits(money, currency)).toBe(minorUnits);
});

test('a plan is sent as it is meant, without kinds that earn nothing', () => {
  const benefit = { ...EMPTY_BENEFIT, code: 'data-2gb', nameDe: ' 2 GB mehr ', nameEn: '2 GB more' };
  const draft = { effectiveFrom: '2026-03-01', currency: 'eur', credits: { presence: '0,05', profile: ' ' } };
  expect(readRewards({ ...draft, benefits: [benefit] })).toEqual({
    kind: 'whole',
    plan: {
      ...{ effectiveFrom: '2026-03-01', currency: 'EUR' },
      credits: [{ dataKind: 'presence', minorUnitsPerDay: 5 }],
      benefits: [{ ...benefit, nameDe: '2 GB mehr' }],
    },
  });
});

test('what has to be put right is named, all of it', () => {
  expect(readRewards(EMPTY_REWARDS)).toEqual({ kind: 'wrong', problems: ['effectiveFrom', 'nothing'] });
  const wrong = { effectiveFrom: '2026-03-01', currency: 'EUR', credits: { presence: 'much' } };
  expect(readRewards({ ...wrong, benefits: [EMPTY_BENEFIT] })).toEqual({
    kind: 'wrong',
    problems: ['credits', 'benefits'],
  });
  expect(readRewards({ ...wrong, currency: 'gold', benefits: [] })).toEqual({ kind: 'wrong', problems: ['currency'] });
});
