import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CitySummary, prepareCity } from '@passant/simulator';
import { measureLocationError } from './measure-location-error';
import { toMarket } from './publish-zones';

describe('the location error of a made city', () => {
  let home = '';
  let city: CitySummary;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'passant-location-'));
    city = await prepareCity({
      ...{ directory: join(home, 'city'), truthFile: join(home, 'truth.csv') },
      ...{ people: 1_500, consentShare: 0.5, days: 1, seed: 1, progress: () => undefined },
    });
  }, 60_000);
  afterAll(() => rm(home, { recursive: true, force: true }));

  const measure = (of: CitySummary, mostPeople = 20_000) =>
    measureLocationError({ market: toMarket(of), city: of, mostPeople });

  it('is told of everybody, by zone-hours with 20 people or more', async () => {
    const { median, p90, bias, people, zoneHours } = (await measure(city))!;
    expect(median).toBeGreaterThan(0);
    expect(p90).toBeGreaterThanOrEqual(median);
    expect(p90).toBeLessThan(1);
    expect(Math.abs(bias)).toBeLessThan(0.1);
    expect(people).toBe(1_500);
    expect(zoneHours).toBeGreaterThan(20);
  }, 30_000);

  it('is told of the first people only, where they are more than wanted', async () => {
    const [few, all] = [(await measure(city, 700))!, (await measure(city))!];
    expect(few.people).toBe(700);
    expect(few.zoneHours).toBeLessThan(all.zoneHours);
  }, 30_000);

  it('is not there where no zone has 20 people, or nobody knows where they were', async () => {
    expect(await measure(city, 15)).toBeNull();
    expect(await measure({ ...city, truthFile: null })).toBeNull();
  }, 30_000);

  it('is left to the proposal where the files give no plan', async () => {
    const broken = join(home, 'cells.csv');
    await writeFile(broken, 'cell_id;site_id\n');
    expect(await measure({ ...city, files: { ...city.files, cells: broken } })).toBeNull();
  }, 30_000);
});
