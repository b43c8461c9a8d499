import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GROUP_CODES, SEGMENT_FILE_STRUCTURE, type Market, type TimeZone } from '@passant/contracts';
import { runInEngine, type Engine } from '@passant/engine';
import {
  parseCells,
  parsePlaces,
  parsePopulation,
  parseZonesGeoJson,
  planZones,
  type Parsed,
} from '@passant/geography';
import { prepareCity, type CitySummary } from '@passant/simulator';
import { HASH_KEY, settings } from '../../test/test-day';
import { toPlanZone } from '../plans/domain/to-plan-zone';
import { toDayWindow } from './domain/day-window';
import { STEP_TWO } from './domain/rules';
import { loadPlan, type PlanToTransform } from './plan-files';
import { FIGURES, findStays, segmentFileName, toParameters, type DayToTransform } from './transform-day';

const scratch = mkdtempSync(join(tmpdir(), 'anonymisation-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const SEED = 20260608;
const PEOPLE = 5_000;

function toPlan({ kit, files }: CitySummary): PlanToTransform {
  const read = <T>(file: string | null, parse: (text: string) => Parsed<T>): T => {
    const parsed = parse(readFileSync(file!, 'utf8'));
    if (parsed.kind !== 'parsed') throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
    return parsed.value;
  };
  const planned = planZones({
    market: { id: 'town', ...kit } as unknown as Market,
    cells: read(files.cells, parseCells),
    zones: read(files.zones, parseZonesGeoJson).areas,
    places: read(files.places, parsePlaces).areas,
    population: read(files.population, parsePopulation),
  });
  if (planned.kind === 'refused') throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  return { zones: planned.plan.zones.map(toPlanZone), regions: planned.plan.regions, footprints: planned.footprints };
}

/** Movement rows of whoever was in one place all day, as ingestion would write them. */
async function writeSegment(engine: Engine, { events, files, truthFile }: CitySummary): Promise<void> {
  copyFileSync(truthFile!, join(engine.directory, 'truth.csv'));
  copyFileSync(events[0]!.path, join(engine.directory, 'events.csv.gz'));
  copyFileSync(files.subscribers, join(engine.directory, 'subscribers.csv'));
  const numbers = engine.source('subscribers.csv', 'CSVWithNames', 'msisdn String');
  const truth = engine.source('truth.csv', 'CSVWithNames', 'person UInt64, latitude String, longitude String');
  const rows = engine.source('events.csv.gz', 'CSVWithNames', 'msisdn String, timestamp String, cell_id String');
  await engine.execute(
    `CREATE TABLE at_home ENGINE = Memory AS
     SELECT msisdn FROM (SELECT msisdn, rowNumberInAllBlocks() AS person FROM ${numbers})
     WHERE person IN (SELECT person FROM ${truth} GROUP BY person HAVING uniqExact(latitude, longitude) = 1)
     SETTINGS max_threads = 1`,
  );
  await engine.execute(
    `INSERT INTO FUNCTION ${engine.target(segmentFileName('movement', 0, 0), 'Native', SEGMENT_FILE_STRUCTURE)}
     SELECT sipHash128(msisdn) AS pseudonym, parseDateTimeBestEffortOrZero(timestamp, 'UTC') AS time, cell_id, ${GROUP_CODES.both}, 6, 2, ''
     FROM ${rows} WHERE msisdn IN (SELECT msisdn FROM at_home) ORDER BY pseudonym, time
     SETTINGS input_format_csv_allow_variable_number_of_columns = 1`,
  );
}

/** What flows would be were a zone drawn for each event anew: every change of it a trip, bounded as flows are. */
const TRIPS_DRAWN_PER_EVENT = `
  SELECT sum(least(length(arrayDistinct(trips)), ${STEP_TWO.mostTrips})) AS units
  FROM
  (
    SELECT
      arrayMap(event -> (bitShiftRight(event, 24), arraySort(one -> one.2, arrayMap(
        piece -> (bitShiftRight(piece, 32),
          -log((toFloat64(sipHash64(pseudonym, event, bitShiftRight(piece, 32))) + 1) / 18446744073709551616.) / bitAnd(piece, 4294967295)),
        dictGet('footprint', 'pieces', dictGet('cell', 'footprint', bitAnd(event, 16777215)))))[1].1), events) AS drawn,
      arrayFilter(trip -> trip.1 != trip.2 AND greatest(trip.1, trip.2) < {outside:UInt32}, arrayMap((left, reached) ->
        (left.2, reached.2, arrayCount(start -> left.1 >= start, {part_starts:Array(Int64)})),
        arrayPopBack(drawn), arrayPopFront(drawn))) AS trips
    FROM people
  )`;

describe('simulated people who never leave home', () => {
  const found = { people: 0, trips: 0, drawnPerEvent: 0 };

  beforeAll(async () => {
    const city = await prepareCity({
      ...{ directory: join(scratch, 'city'), truthFile: join(scratch, 'truth.csv'), progress: () => undefined },
      ...{ people: PEOPLE, consentShare: 1, days: 1, seed: SEED },
    });
    const none = Buffer.alloc(0);
    const day: DayToTransform = {
      window: toDayWindow(city.days[0]!, city.kit.timeZone as TimeZone)!,
      plan: toPlan(city),
      hashKey: HASH_KEY,
      stopped: { presence: none, movement: none, 'return-visits': none },
    };
    await runInEngine(settings(scratch), async (engine) => {
      const sum = async (statement: string): Promise<number> =>
        Number((await engine.rows<{ units: number }>(statement, toParameters(day)))[0]!.units);
      await writeSegment(engine, city);
      await loadPlan(engine, day.plan);
      await findStays(engine, 'movement', day);
      found.people = await sum('SELECT count() AS units FROM people');
      found.trips = await sum(`SELECT sum(units) AS units FROM (${FIGURES.flows('group_code')})`);
      found.drawnPerEvent = await sum(TRIPS_DRAWN_PER_EVENT);
    });
  }, 60_000);

  test('are some hundred, whom a zone drawn for each event would send on over 2.6 trips a day', () => {
    expect(found.people).toBeGreaterThan(200);
    expect(found.drawnPerEvent / found.people).toBeGreaterThan(2.6);
  });

  test('make at most 0.16 trips a day', () => {
    expect(found.trips / found.people).toBeLessThanOrEqual(0.16);
  });
});
