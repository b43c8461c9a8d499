import {
  DATA_KIND_OF,
  GROUP_CODES,
  SEGMENT_FILE_STRUCTURE,
  type DAILY_PRODUCTS,
  type PanelDataKind,
} from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tablesOf } from '../../src/step-three/table-domain';
import { toDayWindow, type DayWindow } from '../../src/transform/domain/day-window';
import type { CountedFigure } from '../../src/transform/domain/to-figures';
import { loadPlan } from '../../src/transform/plan-files';
import {
  FIGURES,
  findStays,
  forgetStays,
  segmentFileName,
  toParameters,
  transformDay,
  type DayToTransform,
} from '../../src/transform/transform-day';
import type { City, PanelMember, Trace } from './city';
import type { CountedOfPerson } from './cube';

export interface StepTwoInput {
  readonly city: Pick<City, 'plan' | 'footprints'>;
  readonly window: DayWindow;
  readonly members: readonly PanelMember[];
  /** By member. */
  readonly traces: readonly Trace[];
  /** What pseudonyms and the sampling's key are made from: the same salt, the same choices. */
  readonly salt: string;
}

type DailyProduct = (typeof DAILY_PRODUCTS)[number];
const ROW_KINDS = ['presence', 'movement'] as const satisfies readonly PanelDataKind[];
const PRODUCTS: readonly DailyProduct[] = ['presence', 'visitors', 'dwell', 'origin', 'flows'];
const MEGABYTES = { maxMemoryMegabytes: 2000, scratchMegabytes: 400 };

/**
 * The real statements of step 2 over a day, the real last group-by kept per person: counts by member, in the order of members. By
 * additivity (a mechanism test) the table of any set of people is the sum of their counts.
 */
export function countByPerson(input: StepTwoInput, scratchDirectory: string): Promise<CountedOfPerson[][]> {
  return runInEngine({ scratchDirectory, threads: 2, ...MEGABYTES }, async (engine) => {
    const day = toDay(input);
    const counted: CountedOfPerson[][] = input.members.map(() => []);
    await loadPlan(engine, day.plan);
    const measured = PRODUCTS.filter(
      (product) => tablesOf(product, { plan: input.city.plan, hours: input.window.hours }).length > 0,
    );
    for (const dataKind of ROW_KINDS) {
      const memberOf = await writeSegment(engine, dataKind, input);
      await findStays(engine, dataKind, day);
      for (const product of measured.filter((one) => DATA_KIND_OF[one] === dataKind)) {
        await readFigures(engine, { product, day }, (pseudonym, figure) =>
          counted[memberOf.get(pseudonym)!]!.push(figure),
        );
      }
      await forgetStays(engine, dataKind);
    }
    return counted;
  });
}

/** Writes the rows of a data kind as ingestion does: sorted by pseudonym, then time; attributes in presence rows only. */
export async function writeSegment(
  engine: Engine,
  dataKind: PanelDataKind,
  {
    members,
    traces,
    salt,
    pseudonyms,
  }: Pick<StepTwoInput, 'members' | 'traces' | 'salt'> & {
    /** By member, as hex; made from the salt where they are not given. */
    readonly pseudonyms?: readonly string[];
  },
): Promise<ReadonlyMap<string, number>> {
  const lines: string[] = [];
  const memberOf = new Map<string, number>();
  const attributed = dataKind === 'presence';
  for (const [index, { group, age, gender, homeArea }] of members.entries()) {
    const { seconds, cells } = traces[index]!;
    const pseudonym = pseudonyms?.[index] ?? pseudonymOf(index, `${salt} ${dataKind}`);
    memberOf.set(pseudonym, index);
    const rest = `${GROUP_CODES[group]}\t${attributed ? age : 6}\t${attributed ? gender : 2}\t${attributed ? homeArea : ''}`;
    for (const [event, cell] of cells.entries()) lines.push(`${pseudonym}\t${seconds[event]!}\t${cell}\t${rest}\n`);
  }
  const name = `rows-${dataKind}.tsv`;
  await writeFile(join(engine.directory, name), lines.join(''), { mode: 0o600 });
  const rows = engine.source(
    name,
    'TSV',
    'hex String, time UInt32, cell_id String, group_code UInt8, age_code UInt8, gender_code UInt8, home_area String',
  );
  await engine.execute(
    `INSERT INTO FUNCTION ${engine.target(segmentFileName(dataKind, 0, 0), 'Native', SEGMENT_FILE_STRUCTURE)}
     SELECT toFixedString(unhex(hex), 16), toDateTime(time, 'UTC'), cell_id, group_code, age_code, gender_code, home_area
     FROM ${rows} ORDER BY hex, time`,
  );
  return memberOf;
}

/** 128 bits that say nothing of the person, as hex. */
export const pseudonymOf = (person: number, salt: string): string =>
  createHash('sha256').update(`${salt} ${person}`).digest('hex').slice(0, 32);

export function toDay({ city, window, salt }: Pick<StepTwoInput, 'city' | 'window' | 'salt'>): DayToTransform {
  const key = createHash('sha256').update(`sampling ${salt}`).digest();
  const none = Buffer.alloc(0);
  return {
    window,
    plan: { regions: city.plan.regions, zones: city.plan.zones, footprints: city.footprints },
    hashKey: { key0: key.readBigUInt64LE(0), key1: key.readBigUInt64LE(8) },
    stopped: { presence: none, movement: none, 'return-visits': none },
  };
}

async function readFigures(
  engine: Engine,
  { product, day }: { product: DailyProduct; day: DayToTransform },
  visit: (pseudonym: string, figure: CountedOfPerson) => void,
): Promise<void> {
  const name = `people-${product}.tsv`;
  const target = engine.target(name, 'TSV', 'person String, row UInt32, column UInt32, units Int64');
  await engine.execute(
    `INSERT INTO FUNCTION ${target}
     SELECT lower(hex(pseudonym)), row, column, units FROM (${FIGURES[product]('pseudonym, group_code')})`,
    toParameters(day),
  );
  for (const line of (await readFile(join(engine.directory, name), 'utf8')).split('\n')) {
    if (line === '') continue;
    const [pseudonym, row, column, units] = line.split('\t');
    visit(pseudonym!, { product, row: Number(row), column: Number(column), units: Number(units) });
  }
}

/** What step 2 leaves behind of a day, row by row as its files lie there. */
export interface OrderedCounts {
  readonly figures: readonly (CountedFigure & { readonly product: DailyProduct })[];
  /** Group code of each member. */
  readonly groupOf: readonly number[];
}

/** The service's own `transformDay` over a day of the city (same salt as `buildWorld`), and nothing else. */
export function countAsReleased(city: City, day: number, scratchDirectory: string): Promise<OrderedCounts> {
  const { members, days, market } = city;
  const input = {
    city,
    members,
    traces: days[day]!.traces,
    window: toDayWindow(days[day]!.day, market.timeZone)!,
    salt: saltOf(day),
  };
  return runInEngine({ scratchDirectory, threads: 2, ...MEGABYTES }, async (engine) => {
    for (const dataKind of ROW_KINDS) await writeSegment(engine, dataKind, input);
    const { counts } = await transformDay(engine, toDay(input));
    const figures = PRODUCTS.flatMap((product) => counts[product].map((figure) => ({ ...figure, product })));
    return { figures, groupOf: members.map(({ group }) => GROUP_CODES[group]) };
  });
}

/** Pseudonyms and sampling of a day of the city. */
export const saltOf = (day: number): string => `day ${day}`;
