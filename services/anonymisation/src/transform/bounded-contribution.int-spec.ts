import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOfDay, footprintsArtefactSchema, startOfDay, type Day, type TimeZone } from '@passant/contracts';
import fc from 'fast-check';
import { TABLES } from '../policy/policy';
import { transform, transformPerPerson, type TestEvent } from '../../test/test-day';
import type { CountedFigure } from './domain/to-figures';

const scratch = mkdtempSync(join(tmpdir(), 'anonymisation-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const ZONES = 200;
/** 200 zones in a ring of cells that overlap their neighbours; every third cell lies in several zones. */
const ring = footprintsArtefactSchema.parse({
  format: 'footprints/1',
  planId: '018f0000-0000-4000-8000-000000000001',
  cells: Array.from({ length: ZONES }, (_, cell) => ({
    cellId: `c${cell}`,
    footprint: cell,
    latitude: 51 + 0.2 * Math.sin((cell / ZONES) * 2 * Math.PI),
    longitude: 12 + 0.3 * Math.cos((cell / ZONES) * 2 * Math.PI),
  })),
  footprints: Array.from({ length: ZONES }, (_, cell) =>
    cell % 3 === 0
      ? { zones: [cell, (cell + 1) % ZONES, ZONES], probabilities: [0.7, 0.2, 0.1] }
      : { zones: [cell], probabilities: [1] },
  ),
  overlaps: Array.from({ length: ZONES - 1 }, (_, cell) => [cell, cell + 1]),
});

type Trace = { kind: 'random' | 'stays' | 'sweep' | 'still'; count: number; seed: number; step: number };
const trace = fc.record<Trace>({
  kind: fc.constantFrom('random', 'stays', 'sweep', 'still'),
  count: fc.integer({ min: 1, max: 300 }),
  seed: fc.nat(1e6),
  step: fc.integer({ min: 1, max: 1800 }),
});

/** What a person who wants to count for more than allowed might do. */
function toEvents(
  person: number,
  { kind, count, seed, step }: Trace,
  day: { start: number; length: number },
): TestEvent[] {
  return Array.from({ length: count }, (_, n) => {
    const mixed = Math.imul(n + 1, 0x9e3779b1 ^ seed) >>> 0;
    const at = {
      random: { second: mixed % day.length, cell: (mixed >>> 7) % ZONES },
      stays: {
        second: (Math.floor(n / 2) * 1800 + (n % 2) * 900) % day.length,
        cell: (Math.floor(n / 2) * 7 + seed) % ZONES,
      },
      sweep: { second: (n * step) % day.length, cell: (n + seed) % ZONES },
      still: { second: Math.floor((n * (day.length - 1)) / Math.max(1, count - 1)), cell: seed % ZONES },
    }[kind];
    return { person, time: day.start + at.second, cell: `c${at.cell}` };
  });
}

const DAYS = [
  { day: '2026-10-25' as Day, timeZone: 'Europe/Berlin' as TimeZone },
  { day: '2026-03-29' as Day, timeZone: 'Europe/Berlin' as TimeZone },
  { day: '2026-03-04' as Day, timeZone: 'Asia/Kolkata' as TimeZone },
];

const secondsOf = ({ day, timeZone }: (typeof DAYS)[number]) => {
  const start = startOfDay(day, timeZone) / 1000;
  return { start, length: endOfDay(day, timeZone) / 1000 - start };
};

describe('one person', () => {
  test.each(DAYS)('never counts for more than declared, on $day in $timeZone', async (window) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(trace, { minLength: 700, maxLength: 800, size: 'max' }),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        async (traces, key0) => {
          const events = traces.flatMap((one, person) => toEvents(person, one, secondsOf(window)));
          const day = { ...window, events, plan: ring, zones: ZONES, hashKey: { key0, key1: 1n } };
          const { norms, filledSeconds } = await transformPerPerson(scratch, day);
          expect(norms.presence.length).toBeGreaterThan(0);
          for (const { squared } of norms.presence)
            expect(squared).toBeLessThanOrEqual(TABLES.presence.sensitivitySquared);
          for (const { squared } of norms.dwell) expect(squared).toBeLessThanOrEqual(TABLES.dwell.sensitivitySquared);
          const filled = new Map(filledSeconds.map(({ person, seconds }) => [person, seconds]));
          for (const { person, total } of norms.presence)
            expect(total).toBeLessThanOrEqual(filled.get(person)! / 225 + 1);
        },
      ),
      { numRuns: 2, seed: 42 },
    );
  });

  test('reaches the declared bound, so it is not declared too high', async () => {
    const window = DAYS[0]!;
    const { start, length } = secondsOf(window);
    const still = [0, 6, 12, 18, 24].map((hour) => ({ person: 1, time: start + hour * 3600, cell: 'c1' }));
    const busy = Array.from({ length: 80 }, (_, n) => ({
      person: 2,
      time: start + Math.floor(n / 2) * 1800 + (n % 2) * 900,
      cell: `c${(Math.floor(n / 2) * 7 + 1) % ZONES}`,
    })).filter(({ time }) => time < start + length);
    const { norms } = await transformPerPerson(scratch, {
      ...window,
      events: [...still, ...busy],
      plan: ring,
      zones: ZONES,
    });
    expect(norms.presence[0]).toMatchObject({ person: 1, squared: TABLES.presence.sensitivitySquared });
    expect(norms.dwell.find(({ person }) => person === 2)!.squared).toBe(TABLES.dwell.sensitivitySquared);
  });

  test('costs little with 10,000 events an hour, and is read once a minute', async () => {
    const window = DAYS[2]!;
    const { start, length } = secondsOf(window);
    const events = Array.from({ length: 10_000 * 24 }, (_, n) => ({
      person: 1,
      time: start + ((n * 9) % length),
      cell: `c${Math.floor(n / 40) % ZONES}`,
    }));
    const { norms } = await transformPerPerson(scratch, { ...window, events, plan: ring, zones: ZONES });
    for (const { squared } of norms.presence) expect(squared).toBeLessThanOrEqual(TABLES.presence.sensitivitySquared);
  }, 20_000);
});

describe('tables of people', () => {
  const toTotals = (figures: readonly CountedFigure[]): Map<string, number> =>
    figures.reduce((totals, { groupCode, zone, column, units }) => {
      const key = `${groupCode}/${zone}/${column}`;
      return totals.set(key, (totals.get(key) ?? 0) + units);
    }, new Map<string, number>());

  test('add up: T(A ∪ B) = T(A) + T(B)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(trace, { minLength: 30, maxLength: 60 }),
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        async (traces, inA) => {
          const window = DAYS[0]!;
          const events = traces.flatMap((one, person) => toEvents(person, one, secondsOf(window)));
          const run = (some: TestEvent[]) => transform(scratch, { ...window, events: some, plan: ring, zones: ZONES });
          const [all, a, b] = [
            await run(events),
            await run(events.filter(({ person }) => inA[person])),
            await run(events.filter(({ person }) => !inA[person])),
          ];
          for (const product of ['presence', 'dwell'] as const) {
            expect(new Map([...toTotals(all.counts[product])].sort())).toEqual(
              new Map([...toTotals([...a.counts[product], ...b.counts[product]])].sort()),
            );
          }
        },
      ),
      { numRuns: 4, seed: 7 },
    );
  });
});
