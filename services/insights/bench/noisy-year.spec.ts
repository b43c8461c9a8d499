import { releaseArtefactSchema, zonePlanArtefactSchema } from '@passant/contracts';
import { makePlan, makeYear, seeded } from './noisy-year';
import { QUICK } from './settings';

describe('a year for the bench', () => {
  const size = { ...QUICK, zones: 9, regions: 3, days: 32 };

  it('is of releases and a plan as they come from other services', () => {
    expect(zonePlanArtefactSchema.safeParse(makePlan(size)).success).toBe(true);
    const releases = [...makeYear(size)];
    expect(releases).toHaveLength(32 * 5 + 2);
    for (const release of releases.slice(0, 5).concat(releases.slice(-1))) {
      expect(releaseArtefactSchema.safeParse(release).error).toBeUndefined();
      for (const { values, columns } of release.tables)
        expect(values).toHaveLength(release.zones.length * columns.length);
    }
  });

  it('is the same each time but for its ids', () => {
    const values = () =>
      [...makeYear({ ...size, days: 1 })].flatMap(({ tables }) => tables.flatMap((table) => table.values));
    expect(values()).toEqual(values());
    const [first, second] = [seeded(1), seeded(1)];
    expect([first(), first()]).toEqual([second(), second()]);
  });
});
