import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_PARTS, SEGMENT_FILE_STRUCTURE, startOfDay, type Day, type TimeZone } from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import { TABLE_BOUNDS } from '@passant/privacy';
import { seeded } from '../../test/adversaries';
import { PERSON, prepare, settings, type PersonFigure, type TestEvent } from '../../test/test-day';
import { aWideLine, WIDE_ZONES, ZONES_A_REGION } from '../../test/wide-line';
import { tableDomain } from '../step-three/table-domain';
import type { CountedFigure } from './domain/to-figures';
import { loadPlan } from './plan-files';
import {
  countDay,
  FIGURES,
  findStays,
  forgetStays,
  segmentFileName,
  toParameters,
  type DayToTransform,
} from './transform-day';

const scratch = mkdtempSync(join(tmpdir(), 'anonymisation-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const DAY = '2026-03-04' as Day;
const MIDNIGHT = startOfDay(DAY, 'Europe/Berlin' as TimeZone) / 1000;
const plan = aWideLine();
const { rows } = tableDomain('flows', { plan: { ...plan, residents: null }, hours: [] })!;
const NEAR_ROWS = rows.findIndex((row) => row.startsWith('R'));

/** Half an hour at each cell, one an hour. */
const tour = (person: number, fromHour: number, cells: readonly number[]): TestEvent[] =>
  cells.flatMap((cell, stop) =>
    [0, 1800].map((second) => ({ person, time: MIDNIGHT + (fromHour + stop) * 3600 + second, cell: `c${cell}` })),
  );
const name = ({ row, column }: Pick<PersonFigure, 'row' | 'column'>): string => `${rows[row]} ${DAY_PARTS[column]}`;

const CASES: { readonly what: string; readonly events: TestEvent[]; readonly expected: string[] }[] = [
  { what: 'a near trip between its zones', events: tour(0, 10, [10, 20]), expected: ['Z10/Z20 10-14'] },
  { what: 'a near trip between zones of two regions', events: tour(1, 10, [40, 60]), expected: ['Z40/Z60 10-14'] },
  { what: 'a trip of just 50 km', events: tour(2, 10, [90, 40]), expected: ['Z90/Z40 10-14'] },
  { what: 'a trip of 51 km between the regions', events: tour(3, 10, [90, 39]), expected: ['R1/R0 10-14'] },
  {
    what: 'far trips between the same regions once, whatever their zones',
    events: tour(4, 10, [0, 60, 1, 61]),
    expected: ['R0/R1 10-14', 'R1/R0 10-14'],
  },
  {
    what: 'near and far trips beside each other, each by the part of the day',
    events: tour(5, 12, [0, 60, 70, 140]),
    expected: ['R0/R1 10-14', 'R1/R2 14-18', 'Z60/Z70 10-14'],
  },
  { what: 'nothing of who stays', events: tour(6, 10, [5, 5]), expected: [] },
];

/** Every hour somewhere else, up to 95 km away, all day: 23 trips, near and far (seed 20261129). */
const WALKERS = 1_000;
const FIRST_WALKER = 1_000;
const random = seeded(20261129);
const walk = (person: number): TestEvent[] => {
  const cells = [random() % WIDE_ZONES];
  while (cells.length < 24) {
    const next = cells.at(-1)! + (random() % 191) - 95;
    cells.push(Math.min(WIDE_ZONES - 1, Math.max(0, next)));
  }
  return tour(person, 0, cells);
};
/** Of them the first few, for many runs. */
const FEW = 200;

let day: DayToTransform;
let found: PersonFigure[];
let whole: readonly CountedFigure[];
const halves: (readonly CountedFigure[])[][] = [];
const without: { readonly person: number; readonly counts: readonly CountedFigure[] }[] = [];

beforeAll(async () => {
  const walkers = Array.from({ length: WALKERS }, (_, index) => walk(FIRST_WALKER + index)).flat();
  const events = [...CASES.flatMap((one) => one.events), ...walkers];
  await runInEngine(settings(scratch), async (engine) => {
    day = await prepare(engine, { day: DAY, timeZone: 'Europe/Berlin' as TimeZone, events, plan, kinds: ['movement'] });
    const everybody = engine.target('everybody.native', 'Native', SEGMENT_FILE_STRUCTURE);
    const segment = engine.source(segmentFileName('movement', 0, 0), 'Native', SEGMENT_FILE_STRUCTURE);
    await engine.execute(`INSERT INTO FUNCTION ${everybody} SELECT * FROM ${segment}`);
    await loadPlan(engine, plan);
    await findStays(engine, 'movement', day);
    found = await engine.rows<PersonFigure>(
      `SELECT ${PERSON}, row, column, units FROM (${FIGURES.flows('pseudonym, group_code')}) ORDER BY person, row, column`,
      toParameters(day),
    );
    await forgetStays(engine, 'movement');
    const isFew = `${PERSON.replace(' AS person', '')} < ${FIRST_WALKER + FEW}`;
    whole = await countOnly(engine, isFew);
    for (let split = 0; split < 4; split += 1) {
      const inA = `cityHash64(pseudonym, ${split}) % 2 = 0`;
      halves.push([await countOnly(engine, `${isFew} AND ${inA}`), await countOnly(engine, `${isFew} AND NOT ${inA}`)]);
    }
    for (let person = FIRST_WALKER; person < FIRST_WALKER + 10; person += 1) {
      const counts = await countOnly(engine, `${isFew} AND ${PERSON.replace(' AS person', '')} != ${person}`);
      without.push({ person, counts });
    }
  });
}, 240_000);

/** The day's flows of those who meet a condition, through the real statements. */
async function countOnly(engine: Engine, condition: string): Promise<readonly CountedFigure[]> {
  const segment = engine.target(segmentFileName('movement', 0, 0), 'Native', SEGMENT_FILE_STRUCTURE);
  const everybody = engine.source('everybody.native', 'Native', SEGMENT_FILE_STRUCTURE);
  await engine.execute(`INSERT INTO FUNCTION ${segment} SELECT * FROM ${everybody} WHERE ${condition}`);
  return (await countDay(engine, day)).counts.flows;
}

const toUnits = (...counts: (readonly Pick<CountedFigure, 'row' | 'column' | 'units'>[])[]): Map<string, number> => {
  const units = new Map<string, number>();
  for (const one of counts.flat()) units.set(name(one), (units.get(name(one)) ?? 0) + one.units);
  return new Map([...units].sort(([one], [other]) => (one < other ? -1 : 1)));
};

describe('flows by pairs', () => {
  test.each(CASES.map((one, person) => ({ ...one, person })))('count $what', ({ person, expected }) => {
    expect(
      found
        .filter((figure) => figure.person === person)
        .map(name)
        .sort(),
    ).toEqual(expected);
  });

  test('of one person are at most eight distinct figures, near and far, each once: Δ² = 8', () => {
    const squared = new Map<number, number>();
    for (const { person, units } of found) squared.set(person, (squared.get(person) ?? 0) + units ** 2);
    expect(Math.max(...squared.values())).toBe(TABLE_BOUNDS.flows.sensitivitySquared);
    // Nearly everybody is cut to a sample, of both kinds.
    const walkers = found.filter(({ person }) => person >= FIRST_WALKER);
    expect([...squared.values()].filter((one) => one === 8).length).toBeGreaterThan(0.99 * WALKERS);
    const far = walkers.filter(({ row }) => row >= NEAR_ROWS).length / walkers.length;
    expect(far).toBeGreaterThan(0.3);
    expect(far).toBeLessThan(0.7);
    for (const { row, column } of found) expect(row < rows.length && column < DAY_PARTS.length).toBe(true);
  });

  test('lie where the list of pairs says: near ones by zone, far ones by region', () => {
    const numberOf = (id: string): number => Number(id.slice(1));
    const regions = new Set(found.filter(({ row }) => row >= NEAR_ROWS).map(({ row }) => rows[row]!));
    for (const { row } of found.filter((figure) => figure.row < NEAR_ROWS)) {
      const [from, to] = rows[row]!.split('/').map(numberOf);
      expect(Math.abs(from! - to!)).toBeLessThanOrEqual(50);
    }
    // Hops of up to 95 km lead to the next region, or the one after.
    const apart = [...regions].map((row) => row.split('/').map(numberOf)).map(([from, to]) => Math.abs(from! - to!));
    expect(new Set(apart)).toEqual(new Set([1, 2]));
    expect(WIDE_ZONES / ZONES_A_REGION).toBe(12);
  });

  test('of random splits add up: T(A ∪ B) = T(A) + T(B), end to end', () => {
    for (const [a, b] of halves) expect(toUnits(a!, b!)).toEqual(toUnits(whole));
    expect(whole.length).toBeGreaterThan(1000);
  });

  test('of neighbours differ by the increments of that person, and by nothing else', () => {
    for (const { person, counts } of without) {
      const own = found.filter((figure) => figure.person === person);
      expect(own).toHaveLength(8);
      expect(toUnits(counts, own)).toEqual(toUnits(whole));
    }
  });
});
