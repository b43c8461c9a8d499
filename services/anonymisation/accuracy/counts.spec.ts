import { addSums, emptyCounts, toldColumn } from './counts';

const GIVEN = { nothing: 0, genderUnknown: 2, keepsProfile: 1, all: 3 };

test.each([
  ['all', false, 4],
  ['all', true, 4],
  ['keepsProfile', false, 4],
  ['keepsProfile', true, 20],
  ['genderUnknown', true, 5],
  ['genderUnknown', false, 5],
  ['nothing', true, 20],
] as const)('a visitor with %s given, reserved: %s, is counted in column %d', (given, reserved, expected) => {
  expect(toldColumn('visitors', 4, { given: GIVEN[given], reserved })).toBe(expected);
});

test('who keeps the home area is in no figure of origin, and in every other', () => {
  expect(toldColumn('origin', 7, { given: 0, reserved: true })).toBeNull();
  expect(toldColumn('origin', 7, { given: 0, reserved: false })).toBe(7);
  expect(toldColumn('dwell', 3, { given: 0, reserved: true })).toBe(3);
});

test('sums of the engine are added panel by panel, truth whoever gives what', () => {
  const counts = emptyCounts(4, 2);
  const of = { product: 'origin', columns: 2, isReserved: [false, true] } as const;
  addSums(counts, of, '1\t0\t0\t9\t8\t[1,2,3,4]\n1\t0\t1\t1\t1\t[1,1,1,1]\n');
  expect([...counts.everybody]).toEqual([0, 0, 10, 0]);
  expect([...counts.truth]).toEqual([0, 0, 9, 0]);
  expect(counts.panels.map(({ both }) => both[2])).toEqual([3, 1]);
  expect(counts.panels.map((panel) => panel['place-statistics'][2])).toEqual([2, 1]);
});
