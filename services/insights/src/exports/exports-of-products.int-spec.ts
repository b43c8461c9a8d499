import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, type FlowPair } from '@passant/contracts';
import { runInEngine } from '@passant/engine';
import { anonymous, testStack, waitFor } from '@passant/testing';
import { flowsArtefact } from '../../test/artefacts';
import { Insights, PUBLIC_URL } from '../../test/insights';
import { ACTION, cityOrigin, cityVisitors, FIRST, ORIGIN, plannedCity, ZONES } from '../../test/planned-city';
import { COLUMNS, type ExportedProduct } from './domain/columns';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;
let buyer: Awaited<ReturnType<Insights['signUp']>>;
/** A day on which trips over 50 km are told between regions; the city is one, and 84 km long. */
const PAIRED = addDays(ORIGIN, 1);
const PAIRS = ['z00/z00', 'z00/z01', 'R-centre/R-centre'] as FlowPair[];
const scratch = mkdtempSync(join(tmpdir(), 'passant-exports-'));

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(plannedCity());
  for (let day = 0; day < 49; day += 1) await insights.publish(cityVisitors(day));
  await insights.publish(cityOrigin());
  // From z00 many trips to z00 and z01 in the morning; nobody to be told of the others.
  const noisy = (zone: string, column: number) => (zone === 'z00' && column < 12 ? 900 - column : 2);
  await insights.publish(flowsArtefact({ zones: ZONES, period: ORIGIN, noisy }));
  const trips = (pair: string) => ({ [PAIRS[0]!]: 900, [PAIRS[2]!]: 800 })[pair] ?? 0;
  await insights.publish(flowsArtefact({ zones: PAIRS, period: PAIRED, noisy: trips }));
  const products = ['visitors', 'flows', 'affinity', 'campaign', 'leaflets', 'forecast'];
  buyer = await insights.signUp({ products, zoneIds: null, from: FIRST });
}, 120_000);
afterAll(async () => {
  await insights.app.close();
  rmSync(scratch, { recursive: true, force: true });
});

const REQUEST = `mutation ($input: ExportInput!, $key: String!) {
  requestExport(input: $input, idempotencyKey: $key) { id } }`;
const LOOK = `query ($id: ID!) { export(id: $id) { id state failure { code } published suppressed noData
  files { name url } } }`;
interface Exported {
  readonly id: string;
  readonly state: string;
  readonly failure: { code: string } | null;
  readonly published: number;
  readonly suppressed: number;
  readonly noData: number;
  readonly files: readonly { name: string; url: string }[];
}

const ask = <Of>(query: string) =>
  insights.ask<{ answer: Of }>(buyer.actor, `{ answer: ${query} }`).then(({ answer }) => answer);
async function write(input: object): Promise<Exported> {
  const given = { input, key: randomUUID() };
  const { requestExport } = await insights.ask<{ requestExport: Exported }>(buyer.actor, REQUEST, given);
  return waitFor(
    async () => {
      const { id } = requestExport;
      const { export: found } = await insights.ask<{ export: Exported }>(buyer.actor, LOOK, { id });
      return ['FINISHED', 'FAILED'].includes(found.state) ? found : null;
    },
    { timeoutMs: 25_000 },
  );
}
async function fetchFile({ files }: Exported, name: string): Promise<Buffer> {
  const url = files.find((file) => file.name.startsWith(name))!.url.replace(PUBLIC_URL, '');
  return (await insights.client.request(anonymous, { method: 'GET', url })).rawPayload;
}
const sheetOf = async (exported: Exported) => JSON.parse((await fetchFile(exported, 'method')).toString());
async function readCsv(exported: Exported): Promise<Record<string, string>[]> {
  const [header, ...records] = (await fetchFile(exported, 'data')).toString().trimEnd().split('\r\n');
  const names = header!.split(',');
  return records.map((record) => Object.fromEntries(record.split(',').map((cell, index) => [names[index]!, cell])));
}
async function readGeojson(exported: Exported) {
  const { features } = JSON.parse((await fetchFile(exported, 'data')).toString()) as {
    features: {
      geometry: { type: string; coordinates: number[][]; geometries: object[] } | null;
      properties: Record<string, unknown>;
    }[];
  };
  return features;
}
const numbers = (rows: readonly Record<string, string>[], name: string) =>
  rows.map((row) => (row[name] === '' ? null : Number(row[name])));

const flows = { product: 'flows', from: ORIGIN, to: ORIGIN, grain: 'DAY' };
const affinity = { product: 'affinity', zoneIds: ['z00', 'z01'], from: FIRST, to: addDays(FIRST, 6) };
const rank = { product: 'rank', figure: 'visitors', from: FIRST, to: addDays(FIRST, 6) };
const comparison = { ...rank, product: 'comparison', zoneIds: ['z00', 'z01'], against: addDays(FIRST, 42) };
const campaign = { product: 'campaign', zoneIds: ['z00'], ...ACTION, weeksBefore: 6 };
const leaflets = { product: 'leaflets', zoneIds: ['z05'], from: ORIGIN, to: ORIGIN, leaflets: 2000 };
const forecast = { product: 'forecast', zoneIds: ['z05', 'z00'], from: addDays(FIRST, 49), weeks: 7 };
const ALL = { flows, affinity, rank, comparison, campaign, leaflets, forecast };

describe('an export of flows', () => {
  it('lists every pair of zones and part of the day, the suppressed ones as such, and the graph’s figures among them', async () => {
    const exported = await write({ ...flows, format: 'csv' });
    const pairs = ZONES.length ** 2 * 6;
    expect(exported).toMatchObject({ state: 'FINISHED', published: 12, suppressed: pairs - 12, noData: 0 });
    const rows = await readCsv(exported);
    expect(rows).toHaveLength(pairs);
    const listed = rows.filter(({ status }) => status === 'PUBLISHED');
    const page = await ask<{ values: number[]; lows: number[]; toZoneIds: string[]; dayParts: string[] }>(
      `flows(from: "${ORIGIN}", to: "${ORIGIN}", grain: DAY) { values lows toZoneIds dayParts }`,
    );
    expect(numbers(listed, 'value')).toEqual(page.values);
    expect(numbers(listed, 'low')).toEqual(page.lows);
    expect(listed.map(({ to_zone_id: to }) => to)).toEqual(page.toZoneIds);
    expect(listed.map(({ day_part: part }) => part)).toEqual(page.dayParts);
    expect(rows.filter(({ value }) => value === '')).toHaveLength(pairs - 12);
  });

  it('as GeoJSON is a line from centre to centre a pair, and a point where both are one', async () => {
    const asked = { ...flows, format: 'geojson', byDayPart: false, fromZoneIds: ['z00'], toZoneIds: ['z00', 'z01'] };
    const [same, other] = await readGeojson(await write(asked));
    expect(same!.geometry).toMatchObject({ type: 'Point' });
    const { type, coordinates } = other!.geometry!;
    expect(type).toBe('LineString');
    const [from, to] = coordinates as [number[], number[]];
    expect([from[0], to[0], from[1]]).toEqual([
      expect.closeTo(12.005, 3),
      expect.closeTo(12.105, 3),
      expect.closeTo(51.005, 3),
    ]);
    expect(other!.properties).toMatchObject({
      ...{ from_zone_id: 'z00', to_zone_id: 'z01', day_part: [null], status: ['PUBLISHED'], unit: 'trips' },
    });
  });

  it('by pairs lists those that there are, of zones and of regions, and says what they are', async () => {
    const day = { ...flows, from: PAIRED, to: PAIRED, byDayPart: false };
    const exported = await write({ ...day, format: 'csv' });
    expect(exported).toMatchObject({ state: 'FINISHED', published: 2, suppressed: 1, noData: 0 });
    const rows = await readCsv(exported);
    const rest = { from_zone_name: 'Region R-centre', to_zone_name: 'Region R-centre' };
    expect(rows.at(-1)).toMatchObject(rest);
    expect(rows.map(({ from_zone_id: from, to_zone_id: to, status }) => `${from}/${to} ${status}`)).toEqual([
      `${PAIRS[0]} PUBLISHED`,
      `${PAIRS[1]} SUPPRESSED`,
      `${PAIRS[2]} PUBLISHED`,
    ]);
    const page = await ask<{ values: number[] }>(
      `flows(from: "${PAIRED}", to: "${PAIRED}", grain: DAY, byDayPart: false) { values }`,
    );
    expect(numbers(rows, 'value').filter((value) => value !== null)).toEqual(page.values);
  });

  it('notes each figure as one of the zone in which trips begin', async () => {
    const { id } = await write({ ...flows, format: 'csv', fromZoneIds: ['z00'] });
    const [event] = await insights.dataSource.query(
      'SELECT zone_ids, zone_figures, product FROM usage_event WHERE request_id = $1',
      [id],
    );
    expect(event).toEqual({ zone_ids: ['z00'], zone_figures: [12], product: 'flows' });
  });
});

describe('an export of zones beside each other', () => {
  it('of affinity has a row a kind, and the graph’s figures', async () => {
    const rows = await readCsv(await write({ ...affinity, format: 'csv' }));
    const days = `from: "${affinity.from}", to: "${affinity.to}"`;
    const answer = await ask<{ values: number[]; ages: string[]; genders: string[] }[]>(
      `affinity(zoneIds: ["z00", "z01"], ${days}) { values ages genders }`,
    );
    expect(numbers(rows, 'value')).toEqual(answer.flatMap(({ values }) => values));
    expect(rows.map(({ age, gender }) => `${age} ${gender}`)).toEqual(
      answer.flatMap(({ ages, genders }) => ages.map((age, index) => `${age} ${genders[index]}`)),
    );
  });

  it('of rank has places, and each zone’s shape', async () => {
    const features = await readGeojson(await write({ ...rank, format: 'geojson' }));
    const answer = await ask<{ zones: { id: string }[]; ranks: number[]; values: number[] }>(
      `rank(product: "visitors", from: "${rank.from}", to: "${rank.to}") { zones { id } ranks values }`,
    );
    expect(features.map(({ properties }) => properties['zone_id'])).toEqual(answer.zones.map(({ id }) => id));
    expect(features.map(({ properties }) => properties['rank'])).toEqual(answer.ranks.map((one) => [one]));
    expect(features.map(({ properties }) => properties['value'])).toEqual(answer.values.map((one) => [one]));
    expect(new Set(features.map(({ geometry }) => geometry?.type))).toEqual(new Set(['MultiPolygon']));
  });

  it('of a comparison holds ratios', async () => {
    const rows = await readCsv(await write({ ...comparison, format: 'csv' }));
    const answer = await ask<{ values: number[] }>(
      `comparison(product: "visitors", zoneIds: ["z00", "z01"], from: "${rank.from}", to: "${rank.to}", against: "${comparison.against}") { values }`,
    );
    expect(numbers(rows, 'value')).toEqual(answer.values);
    expect(rows.map(({ unit }) => unit)).toEqual(['ratio', 'ratio']);
  });
});

describe('an export for those who act', () => {
  it('of a campaign has a row a kind of visitor; its controls are in the method sheet', async () => {
    const exported = await write({ ...campaign, format: 'csv' });
    const rows = await readCsv(exported);
    const answer = await ask<{ values: number[]; verdicts: string[]; controlZones: { id: string }[] }>(
      `campaign(zoneIds: ["z00"], from: "${ACTION.from}", to: "${ACTION.to}", weeksBefore: 6) { values verdicts controlZones { id } }`,
    );
    expect(numbers(rows, 'value')).toEqual(answer.values);
    expect(rows.map(({ verdict }) => verdict)).toEqual(answer.verdicts);
    const { details } = await sheetOf(exported);
    expect(details).toMatchObject({ treatedZoneIds: ['z00'] });
    expect(details.controls.map(({ zoneId }: { zoneId: string }) => zoneId)).toEqual(
      answer.controlZones.map(({ id }) => id),
    );
    expect(details.earlierChangesPercent.length).toBeGreaterThanOrEqual(3);
  });

  it('of leaflets has a home area a row with its shape; what the print run does is in the method sheet', async () => {
    const exported = await write({ ...leaflets, format: 'geojson', minorUnitsPerThousand: 5000 });
    const features = await readGeojson(exported);
    const answer = await ask<{ values: number[]; homeZoneIds: string[]; totals: object }>(
      `leaflets(zoneIds: ["z05"], from: "${ORIGIN}", to: "${ORIGIN}", leaflets: 2000, minorUnitsPerThousand: 5000)
       { values homeZoneIds totals { leaflets reach savedLeaflets savedKilograms savedMinorUnits } }`,
    );
    expect(features.map(({ properties }) => properties['home_zone_id'])).toEqual(answer.homeZoneIds);
    expect(features.flatMap(({ properties }) => properties['value'])).toEqual(answer.values);
    expect(features[0]!.geometry!.type).toBe('MultiPolygon');
    expect((await sheetOf(exported)).details.totals).toMatchObject(answer.totals);
  });

  it('of a forecast has seven days a zone with the error of its backtest', async () => {
    const rows = await readCsv(await write({ ...forecast, format: 'csv' }));
    const answer = await ask<{ values: number[]; backtest: { days: number; meanAbsolutePercentageError: number } }[]>(
      `forecast(zoneIds: ["z05", "z00"], from: "${forecast.from}", weeks: 7) { values backtest { days meanAbsolutePercentageError } }`,
    );
    expect(numbers(rows, 'value')).toEqual(answer.flatMap(({ values }) => values));
    expect(numbers(rows, 'backtest_error_percent')).toEqual(
      answer.flatMap(({ backtest }) => Array(7).fill(backtest.meanAbsolutePercentageError)),
    );
  });
});

describe('any export as Parquet', () => {
  it('is read by ClickHouse, column by column as it is documented, null where nothing is published', async () => {
    const settings = { scratchDirectory: scratch, maxMemoryMegabytes: 500, threads: 1 };
    const files = await Promise.all(
      Object.entries(ALL).map(async ([product, asked]) => {
        const exported = await write({ ...asked, format: 'parquet' });
        return { product: product as ExportedProduct, exported, bytes: await fetchFile(exported, 'data') };
      }),
    );
    await runInEngine(settings, async (engine) => {
      for (const { product, exported, bytes } of files) {
        writeFileSync(join(engine.directory, `${product}.parquet`), bytes);
        const types = { text: 'Nullable(String)', number: 'Nullable(Float64)', flag: 'Bool' };
        const typeOf = (kind: keyof typeof types | 'instant') =>
          kind === 'instant' ? "DateTime64(3, 'UTC')" : types[kind];
        const structure = COLUMNS[product].map(({ name, kind }) => `${name} ${typeOf(kind)}`).join(', ');
        const [found] = await engine.rows<Record<string, number>>(
          `SELECT toUInt32(count()) AS rows, toUInt32(countIf(status = 'PUBLISHED')) AS published,
             toUInt32(countIf(isNotNull(value))) AS told, toUInt32(countIf(low <= value AND value <= high)) AS inside
           FROM ${engine.source(`${product}.parquet`, 'Parquet', structure)}`,
        );
        const { published, suppressed, noData } = exported;
        expect({ product, ...found }).toMatchObject({
          ...{ product, rows: published + suppressed + noData, published, told: published, inside: published },
        });
      }
    });
  });
});

describe('what is not of a product', () => {
  const refusal = (input: object) => insights.refusal(buyer.actor, REQUEST, { input, key: randomUUID() });

  it.each([
    ['a print run of flows', { ...flows, leaflets: 5 }, 'INPUT_INVALID', /leaflets \(not of flows\)/],
    ['no zones of a campaign', { ...campaign, zoneIds: undefined }, 'INPUT_INVALID', /zoneIds/],
    ['no last day of a rank', { ...rank, to: undefined }, 'INPUT_INVALID', /to/],
    ['flows by the hour', { ...flows, grain: 'HOUR' }, 'GRAIN_NOT_AVAILABLE', /DAY/],
    ['neither print run nor budget', { ...leaflets, leaflets: undefined }, 'PRINT_RUN_UNCLEAR', /budget/],
    ['other weekdays', { ...comparison, against: addDays(FIRST, 1) }, 'PERIODS_NOT_ALIKE', /weekday/],
    [
      'flows of years by day and part',
      { ...flows, from: '1990-01-01', fromZoneIds: ZONES, toZoneIds: ZONES },
      'QUESTION_TOO_LARGE',
      /2000000/,
    ],
  ])('is refused at once: %s', async (_, input, code, message) => {
    expect(await refusal({ ...input, format: 'csv' })).toEqual({ code, message: expect.stringMatching(message) });
  });
});
