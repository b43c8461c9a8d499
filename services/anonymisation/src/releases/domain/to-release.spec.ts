import { fromReleasedRecord, type NoisyTable } from '@passant/privacy';
import { chooseGroups } from './choose-groups';
import { toReleasedTable } from './to-release';

const size = (group: 'place-statistics' | 'both', people: number) => ({ group, size: people, sigmaSquared: 1000 });
const table = (...values: number[]) => fromReleasedRecord<NoisyTable>({ values, sigmaSquared: 1000 });
const facts = {
  leastPeople: 20,
  unitsPerPerson: 1,
  groups: ['both'] as const,
  covered: [true, false],
  columns: 2,
  residents: 10_000,
  sizes: [size('both', 1000), size('place-statistics', 500)],
};

describe('a released table', () => {
  test('releases nothing for a figure below tau, by the noisy value', () => {
    const threshold = 20 + 3.09 * Math.sqrt(1000);
    const released = toReleasedTable([table(Math.ceil(threshold), Math.floor(threshold), 0, 0)], facts);
    expect(released).toMatchObject({ tau: threshold, figures: 4, published: 1, suppressed: 1 });
  });

  test('never publishes in a zone without coverage, whatever the noise', () => {
    expect(toReleasedTable([table(0, 0, 9999, 9999)], facts)).toMatchObject({ published: 0, suppressed: 2 });
  });

  test('is the sum of its groups, with their variances', () => {
    const released = toReleasedTable([table(1, 2, 3, 4), table(10, 20, 30, 40)], {
      ...facts,
      groups: ['place-statistics', 'both'],
    });
    expect(released.table).toMatchObject({ values: [11, 22, 33, 44], sigmaSquared: 2000 });
    expect(released.tau).toBeCloseTo(20 + 3.09 * Math.sqrt(2000), 9);
    expect(released.extrapolation).toMatchObject({ factor: 10_000 / 1500 });
  });

  test('is extrapolated by the measured size of its own groups alone, or not', () => {
    expect(toReleasedTable([table(0, 0, 0, 0)], facts).extrapolation).toMatchObject({ factor: 10 });
    expect(toReleasedTable([table(0, 0, 0, 0)], { ...facts, residents: null }).extrapolation).toBeNull();
    expect(toReleasedTable([table(0, 0, 0, 0)], { ...facts, sizes: [] }).extrapolation).toBeNull();
  });
});

describe('the groups of a purpose', () => {
  test.each([
    [
      [size('place-statistics', 500), size('both', 1000)],
      ['place-statistics', 'both'],
    ],
    [[size('place-statistics', 100), size('both', 1000)], ['both']],
    [[size('both', 1000)], ['both']],
    [[], ['both']],
  ])('are chosen by measured size %#', (sizes, groups) => {
    expect(chooseGroups('place-statistics', sizes)).toEqual(groups);
  });
});
