import { prepare, removeFolders } from '../test/builders';
import { type CitySummary, readPlacedDay } from './index';

afterAll(removeFolders);

/** All of the world but for what lies beyond the made city. */
const everywhere = {
  id: 'everywhere',
  geometry: { type: 'Polygon', coordinates: [[[-10, 40], [30, 40], [30, 60], [-10, 60], [-10, 40]]] }, // prettier-ignore
};

describe('a placed day', () => {
  let city: CitySummary;
  beforeAll(async () => void (city = await prepare({ people: 200, days: 2 })));
  const read = (mostPeople: number) => readPlacedDay(city, { zones: [everywhere], mostPeople });
  const sum = (rows: Iterable<Float64Array>, hour: number) =>
    [...rows].reduce((total, hours) => total + hours[hour]!, 0);

  it('has everybody of the first day in both readings', async () => {
    const { cellHours, truth, people } = (await read(1_000))!;
    expect(people).toBe(200);
    expect([...truth.values[0]!]).toEqual(Array.from({ length: 24 }, () => expect.closeTo(200)));
    // Who sends nothing for long is nowhere by the events.
    expect(sum(cellHours.values(), 12)).toBeGreaterThan(190);
    expect(sum(cellHours.values(), 12)).toBeLessThan(200 + 1e-6);
  });

  it('has the same first people in both, where not all are wanted', async () => {
    const { cellHours, truth, people } = (await read(50))!;
    expect(people).toBe(50);
    expect(truth.values[0]![12]).toBeCloseTo(50);
    expect(sum(cellHours.values(), 12)).toBeGreaterThan(45);
    expect(sum(cellHours.values(), 12)).toBeLessThan(50 + 1e-6);
    const { cellHours: all } = (await read(1_000))!;
    for (const [cell, hours] of cellHours) expect(hours[12]).toBeLessThanOrEqual(all.get(cell)![12]! + 1e-9);
  });

  it('is not there where nobody knows where people were', async () => {
    const given = { ...city, truthFile: null };
    expect(await readPlacedDay(given, { zones: [everywhere], mostPeople: 10 })).toBeUndefined();
  });
});
