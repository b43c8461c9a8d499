import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@passant/contracts';
import { temporaryFolder, testStack, waitFor } from '@passant/testing';
import { z } from 'zod';
import { DAY, presenceArtefact, zonePlan } from '../../test/artefacts';
import { admin, Insights } from '../../test/insights';
import { Sink } from '../../test/sink';
import { OperationsService } from './operations.service';

/**
 * Scenarios of `population-density-data.feature` of the public release r3.2, one test each under its id. The three about tokens
 * (401.01 to 401.03) are the gateway's: gateway/test/population-density.int-spec.ts.
 */
const stack = testStack({ postgres: true, redis: true });
let insights: Insights;
let sink: Sink;
let actor: Actor;
let contractId: string;

beforeAll(async () => {
  sink = await Sink.start();
  const authorities = join(temporaryFolder(), 'authorities.pem');
  writeFileSync(authorities, sink.certificate);
  insights = await Insights.start(stack, { OUTGOING_LOOPBACK: true, OUTGOING_CA_FILE: authorities });
  await insights.approvePlan(zonePlan());
  await insights.publish(presenceArtefact());
  ({ actor, contractId } = await insights.signUp({ zoneIds: null }));
}, 60_000);
afterAll(async () => {
  await insights.app.close();
  await sink.stop();
});

type Point = { latitude: number; longitude: number };
const box = (west: number, south: number, east: number, north: number): Point[] =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ].map(([longitude, latitude]) => ({ longitude: longitude!, latitude: latitude! }));
const polygon = (boundary: Point[]) => ({ areaType: 'POLYGON', boundary });

/** Zones are squares of 0.01 degrees from 12.37 east, 51.34 north upwards: centre, north, P-station (nearly empty), hills (not covered). */
const IN_CENTRE = polygon(box(12.371, 51.341, 12.379, 51.349));
const CENTRE_AND_BEYOND = polygon(box(12.36, 51.341, 12.379, 51.349));
const NOWHERE = polygon(box(2.3, 48.8, 2.31, 48.81));
const PAST = { startTime: `${DAY}T10:00:00Z`, endTime: `${DAY}T12:00:00Z` };
const HOUR_MS = 3_600_000;
const ahead = (hours: number) => new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + hours * HOUR_MS).toISOString();
const FUTURE = { startTime: ahead(24), endTime: ahead(26) };
const VALID = { area: IN_CENTRE, ...PAST, precision: 6 };
const TOKEN = 'the-sinks-own-token';
const CREDENTIAL = {
  ...{ credentialType: 'ACCESSTOKEN', accessToken: TOKEN, accessTokenType: 'bearer' },
  accessTokenExpiresUtc: ahead(1),
};
const CORRELATOR = 'b4333c46-49c0-4f62-80d7-f0ef930f1c46';

const cell = z.discriminatedUnion('dataType', [
  z.strictObject({
    geohash: z.string().regex(/^[0-9b-hjkmnp-z]{1,12}$/),
    dataType: z.enum(['NO_DATA', 'LOW_DENSITY']),
  }),
  z.strictObject({
    ...{ geohash: z.string().regex(/^[0-9b-hjkmnp-z]{1,12}$/), dataType: z.literal('DENSITY_ESTIMATION') },
    ...{ maxPplDensity: z.int(), minPplDensity: z.int(), pplDensity: z.int() },
  }),
]);
const answerSchema = z.strictObject({
  status: z.enum(['SUPPORTED_AREA', 'PART_OF_AREA_NOT_SUPPORTED', 'AREA_NOT_SUPPORTED', 'OPERATION_NOT_COMPLETED']),
  statusInfo: z.string().optional(),
  timedPopulationDensityData: z.array(
    z.strictObject({
      startTime: z.iso.datetime(),
      endTime: z.iso.datetime(),
      cellPopulationDensityData: z.array(cell).min(1),
    }),
  ),
  operationId: z.string().optional(),
});
const errorSchema = z.strictObject({ status: z.int(), code: z.string(), message: z.string().min(10) });

async function send(
  body: unknown,
  { as = actor, headers = {} }: { as?: Actor; headers?: Record<string, string> } = {},
) {
  const response = await insights.client.request(as, {
    ...{ method: 'POST', url: '/population-density-data/v0.3/retrieve', contentType: 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'x-correlator': CORRELATOR, ...headers },
  });
  expect(response.headers['content-type']).toMatch(/^application\/json\b/);
  return response;
}

/** An answer that complies with the specification's schema, word for word with the correlator. */
async function retrieve(body: object, as = actor) {
  const response = await send(body, { as });
  expect(response.statusCode).toBe(200);
  expect(response.headers['x-correlator']).toBe(CORRELATOR);
  return answerSchema.parse(response.json());
}

async function expectRefusal(body: unknown, status: number, code: string, as = actor): Promise<string> {
  const response = await send(body, { as });
  const error = errorSchema.parse(response.json());
  expect({ http: response.statusCode, status: error.status, code: error.code }).toEqual({ http: status, status, code });
  expect(response.headers['x-correlator']).toBe(CORRELATOR);
  return error.message;
}

const cellsOf = ({ timedPopulationDensityData }: z.infer<typeof answerSchema>) =>
  timedPopulationDensityData.flatMap(({ cellPopulationDensityData }) => cellPopulationDensityData);
const typesOf = (answer: z.infer<typeof answerSchema>) => new Set(cellsOf(answer).map(({ dataType }) => dataType));
const without = (name: string) => Object.fromEntries(Object.entries(VALID).filter(([key]) => key !== name));

describe('an answer under a pilot contract', () => {
  it('says so, in the only words that the specification leaves', async () => {
    const ends = { namedBuyer: 'Schuh & Sohn KG', validUntil: new Date(Date.now() + 86_400_000).toISOString() };
    const pilot = await insights.signUp({ zoneIds: null, kind: 'pilot', ...ends });
    const { statusInfo, ...answer } = await retrieve(VALID, pilot.actor);
    expect(statusInfo).toContain('Answered under a pilot contract.');
    const { statusInfo: plain, ...ordinary } = await retrieve(VALID);
    expect(plain ?? '').not.toContain('pilot');
    expect(answer).toEqual(ordinary);
  });
});

describe('happy paths', () => {
  it('population_density_data_01_supported_area_success_scenario, but with NO_DATA: nothing is predicted', async () => {
    const answer = await retrieve({ ...VALID, ...FUTURE });
    expect(answer).toMatchObject({ status: 'SUPPORTED_AREA', statusInfo: expect.stringMatching(/[Pp]rediction/) });
    expect(answer.timedPopulationDensityData.map(({ startTime }) => startTime)).toEqual([ahead(24), ahead(25)]);
    expect(typesOf(answer)).toEqual(new Set(['NO_DATA']));
  });

  it('population_density_data_02_partial_area_success_scenario, in the past', async () => {
    const answer = await retrieve({ ...VALID, area: CENTRE_AND_BEYOND, precision: 7 });
    expect(answer.status).toBe('PART_OF_AREA_NOT_SUPPORTED');
    expect(typesOf(answer)).toEqual(new Set(['NO_DATA', 'DENSITY_ESTIMATION']));
    expect((await retrieve({ ...VALID, ...FUTURE, area: CENTRE_AND_BEYOND })).status).toBe(
      'PART_OF_AREA_NOT_SUPPORTED',
    );
  });

  it.each([PAST, FUTURE])('population_density_data_03_not_supported_area_success_scenario', async (times) => {
    const answer = await retrieve({ ...VALID, ...times, area: NOWHERE });
    expect(answer).toEqual({ status: 'AREA_NOT_SUPPORTED', timedPopulationDensityData: [] });
  });

  it('population_density_data_04_async_success_scenario', async () => {
    const url = `${sink.url}/04`;
    const response = await send({ ...VALID, sink: url, sinkCredential: CREDENTIAL });
    expect(response.statusCode).toBe(202);
    expect(response.headers['x-correlator']).toBe(CORRELATOR);
    const { operationId } = response.json<{ operationId: string }>();
    const received = await waitFor(() => sink.received.find(({ path }) => path === '/sink/04'));
    expect(received.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'x-correlator': CORRELATOR });
    const answer = answerSchema.parse(JSON.parse(received.body));
    expect(answer).toMatchObject({ operationId, status: 'SUPPORTED_AREA' });
    expect(typesOf(answer)).toEqual(new Set(['DENSITY_ESTIMATION']));
  });

  it('population_density_data_05_async_operation_not_completed_scenario: suspended before it is carried out', async () => {
    const { actor: other, contractId: its } = await insights.signUp();
    // The first call finds the sink busy; when it comes back, the contract is no longer in force.
    sink.answers.push({ status: 503 });
    const response = await send({ ...VALID, sink: `${sink.url}/05`, sinkCredential: CREDENTIAL }, { as: other });
    expect(response.statusCode).toBe(202);
    const { operationId } = response.json<{ operationId: string }>();
    await waitFor(() => sink.received.find(({ path }) => path === '/sink/05'));
    await insights.step(admin, 'suspend', its);
    const [, received] = await waitFor(() => {
      const all = sink.received.filter(({ path }) => path === '/sink/05');
      return all.length === 2 ? all : null;
    });
    expect(received!.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(answerSchema.parse(JSON.parse(received!.body))).toEqual({
      ...{ operationId, status: 'OPERATION_NOT_COMPLETED', timedPopulationDensityData: [] },
      statusInfo: expect.stringContaining('suspended'),
    });
  });

  it.each([4, 5, 6, 7])('population_density_data_06_custom_precision_success_scenario: %i', async (precision) => {
    const answer = await retrieve({ ...VALID, precision });
    expect(new Set(cellsOf(answer).map(({ geohash }) => geohash.length))).toEqual(new Set([precision]));
  });

  it('population_density_data_07_supported_area_past_success_scenario', async () => {
    const answer = await retrieve(VALID);
    expect(answer.status).toBe('SUPPORTED_AREA');
    expect(answer.timedPopulationDensityData.map(({ startTime, endTime }) => [startTime, endTime])).toEqual([
      [`${DAY}T10:00:00.000Z`, `${DAY}T11:00:00.000Z`],
      [`${DAY}T11:00:00.000Z`, `${DAY}T12:00:00.000Z`],
    ]);
    expect(typesOf(answer)).toEqual(new Set(['DENSITY_ESTIMATION']));
  });
});

describe('error 400', () => {
  it.each(['area', 'startTime', 'endTime'])(
    'population_density_data_400.01_missing_required_property: %s',
    async (property) => {
      expect(await expectRefusal(without(property), 400, 'INVALID_ARGUMENT')).toContain(property);
    },
  );

  it.each([
    ['startTime', 'yesterday'],
    ['startTime', '2025-03-29T10:00:00'],
    ['startTime', '2025-02-30T10:00:00Z'],
    ['endTime', '2025-03-29'],
    ['endTime', 1743242400],
  ])('population_density_data_400.02_invalid_date_format: %s %s', async (property, value) => {
    expect(await expectRefusal({ ...VALID, [property]: value }, 400, 'INVALID_ARGUMENT')).toContain(property);
  });

  it.each([0, 13, 6.5, '7'])('population_density_data_400.03_invalid_precision: %s', async (precision) => {
    await expectRefusal({ ...VALID, precision }, 400, 'INVALID_ARGUMENT');
  });

  it.each(['PLAIN', 'REFRESHTOKEN'])(
    'population_density_data_400.04_invalid_sink_credential: %s',
    async (credentialType) => {
      const sinkCredential = { ...CREDENTIAL, credentialType, identifier: 'x', secret: 'y' };
      await expectRefusal({ ...VALID, sinkCredential }, 400, 'INVALID_CREDENTIAL');
    },
  );

  it('population_density_data_400.05_sink_credential_invalid_token', async () => {
    const sinkCredential = { ...CREDENTIAL, accessTokenType: 'mac' };
    await expectRefusal({ ...VALID, sink: sink.url, sinkCredential }, 400, 'INVALID_TOKEN');
    const expired = { ...CREDENTIAL, accessTokenExpiresUtc: '2020-01-01T00:00:00Z' };
    await expectRefusal({ ...VALID, sink: sink.url, sinkCredential: expired }, 400, 'INVALID_TOKEN');
  });

  it.each(['not a url', 'http://example.org/', 'https://10.1.2.3/', 'https://169.254.169.254/x', 42])(
    'population_density_data_400.06_invalid_url: %s',
    async (given) =>
      void (await expectRefusal({ ...VALID, sink: given, sinkCredential: CREDENTIAL }, 400, 'INVALID_SINK')),
  );

  it.each([
    ['a line', [...box(12.37, 51.34, 12.38, 51.34)]],
    ['one point', box(12.37, 51.34, 12.37, 51.34)],
    ['two points', box(12.37, 51.34, 12.38, 51.35).slice(0, 2)],
    ['none', []],
  ])('population_density_data_400.07_non_polygonal_area: %s', async (_, boundary) => {
    await expectRefusal({ ...VALID, area: polygon(boundary) }, 400, 'POPULATION_DENSITY_DATA.INVALID_AREA');
  });

  it('population_density_data_400.08_too_complex_area', async () => {
    const [a, b, c, d] = box(12.37, 51.34, 12.38, 51.35);
    const many = Array.from({ length: 16 }, (_, step) => ({
      latitude: 51.345 + 0.004 * Math.sin((step * Math.PI) / 8),
      longitude: 12.375 + 0.004 * Math.cos((step * Math.PI) / 8),
    }));
    for (const boundary of [many, [a!, c!, b!, d!], box(-170, 10, 170, 20)]) {
      await expectRefusal({ ...VALID, area: polygon(boundary) }, 400, 'POPULATION_DENSITY_DATA.INVALID_AREA');
    }
  });

  const TIMES: [string, string, { startTime: string; endTime: string }][] = [
    [
      '09_min_start_time_exceeded',
      'MIN_STARTTIME_EXCEEDED',
      { startTime: '2024-12-31T10:00:00Z', endTime: '2024-12-31T12:00:00Z' },
    ],
    [
      '10_max_start_time_exceeded',
      'MAX_STARTTIME_EXCEEDED',
      { startTime: ahead(24 * 93), endTime: ahead(24 * 93 + 1) },
    ],
    ['11_invalid_end_time', 'INVALID_END_TIME', { startTime: PAST.endTime, endTime: PAST.startTime }],
    ['12_max_time_period_exceeded', 'MAX_TIME_PERIOD_EXCEEDED', { startTime: ahead(24), endTime: ahead(24 * 8 + 1) }],
    ['13_timeframe_crosses_request_time', 'INVALID_TIME_PERIOD', { startTime: ahead(-3), endTime: ahead(3) }],
  ];
  it.each(TIMES)('population_density_data_400.%s', async (_, code, times) => {
    await expectRefusal({ ...VALID, ...times }, 400, `POPULATION_DENSITY_DATA.${code}`);
  });

  it('is also told of a body that is no JSON, and of an unreadable correlator', async () => {
    await expectRefusal('{"area":', 400, 'INVALID_ARGUMENT');
    const response = await send(VALID, { headers: { 'x-correlator': 'with space' } });
    expect([response.statusCode, response.headers['x-correlator']]).toEqual([400, undefined]);
  });
});

describe('errors of permission', () => {
  it('population_density_data_403.01_invalid_token_permissions: staff, and a contract without presence by the hour', async () => {
    await expectRefusal(VALID, 403, 'PERMISSION_DENIED', admin);
    const { actor: visitorsOnly } = await insights.signUp({ products: ['visitors'] });
    await expectRefusal(VALID, 403, 'PERMISSION_DENIED', visitorsOnly);
    const { actor: byDay } = await insights.signUp({ finestGrain: 'DAY' });
    await expectRefusal(VALID, 403, 'PERMISSION_DENIED', byDay);
    const { actor: suspended, contractId: its } = await insights.signUp();
    await insights.step(admin, 'suspend', its);
    await expectRefusal(VALID, 403, 'PERMISSION_DENIED', suspended);
  });

  it('population_density_data_429.01_too_Many_Requests', async () => {
    const { actor: slow } = await insights.signUp({ questionsPerMinute: 1 });
    const responses = [
      await send(VALID, { as: slow }),
      await send(VALID, { as: slow }),
      await send(VALID, { as: slow }),
    ];
    // A minute may begin in between.
    const refused = responses.find(({ statusCode }) => statusCode === 429)!;
    expect(errorSchema.parse(refused.json())).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    const { actor: poor } = await insights.signUp({ figuresPerMonth: 1, quotaKind: 'hard' });
    await expectRefusal(VALID, 429, 'QUOTA_EXCEEDED', poor);
  });
});

describe('error 422', () => {
  it.each([1, 3, 8, 12])('population_density_data_422.01_unsupported_precision: %i', async (precision) => {
    await expectRefusal({ ...VALID, precision }, 422, 'POPULATION_DENSITY_DATA.UNSUPPORTED_PRECISION');
  });

  const LARGE = { ...VALID, area: polygon(box(12.2, 51.2, 12.4, 51.4)), precision: 7 };

  it('population_density_data_422.02_too_big_synchronous_response', async () => {
    await expectRefusal(LARGE, 422, 'POPULATION_DENSITY_DATA.UNSUPPORTED_SYNC_RESPONSE');
    const response = await send({ ...LARGE, sink: `${sink.url}/422`, sinkCredential: CREDENTIAL });
    expect(response.statusCode).toBe(202);
    const received = await waitFor(() => sink.received.find(({ path }) => path === '/sink/422'), { timeoutMs: 30_000 });
    expect(cellsOf(answerSchema.parse(JSON.parse(received.body))).length).toBeGreaterThan(20_000);
  });

  it('population_density_data_422.03_too_big_request', async () => {
    const times = { startTime: `${DAY}T00:00:00Z`, endTime: `2025-04-05T00:00:00Z` };
    for (const more of [{}, { sink: sink.url, sinkCredential: CREDENTIAL }]) {
      await expectRefusal({ ...LARGE, ...times, ...more }, 422, 'POPULATION_DENSITY_DATA.UNSUPPORTED_REQUEST');
    }
  });
});

describe('what a cell tells', () => {
  const only = async (area: object, precision: number, as = actor) =>
    cellsOf(await retrieve({ ...VALID, area, precision, endTime: PAST.startTime }, as));

  it('is the density of its zone in people per square kilometre, the same in every cell of it, with its interval', async () => {
    const series = await insights.ask<{
      presence: { starts: string[]; values: number[]; lows: number[]; highs: number[] }[];
    }>(
      actor,
      `{ presence(zoneIds: ["centre"], from: "${DAY}", to: "${DAY}", grain: HOUR) { starts values lows highs } }`,
    );
    const { starts, values, lows, highs } = series.presence[0]!;
    const at = starts.indexOf(`${DAY}T10:00:00.000Z`);
    const cells = await only(IN_CENTRE, 7);
    expect(cells.length).toBeGreaterThan(30);
    for (const one of cells) {
      // The zone has 1 km².
      expect(one).toMatchObject({
        ...{ pplDensity: Math.round(values[at]!), minPplDensity: Math.floor(lows[at]!) },
        maxPplDensity: Math.ceil(highs[at]!),
      });
    }
  });

  it('is LOW_DENSITY without a figure where its zone is suppressed, NO_DATA where the network does not reach', async () => {
    const station = await only(polygon(box(12.372, 51.362, 12.378, 51.368)), 7);
    expect(new Set(station.map((one) => JSON.stringify({ ...one, geohash: '' })))).toEqual(
      new Set([JSON.stringify({ geohash: '', dataType: 'LOW_DENSITY' })]),
    );
    const hills = await retrieve({ ...VALID, area: polygon(box(12.372, 51.372, 12.378, 51.378)) });
    expect(hills.status).toBe('AREA_NOT_SUPPORTED');
  });

  it('is NO_DATA beyond the contract, and for hours that are not released', async () => {
    const { actor: north } = await insights.signUp({ zoneIds: ['north'] });
    expect((await retrieve({ ...VALID, precision: 7 }, north)).status).toBe('AREA_NOT_SUPPORTED');
    const both = await retrieve({ ...VALID, precision: 7, area: polygon(box(12.371, 51.341, 12.379, 51.359)) }, north);
    expect(both.status).toBe('PART_OF_AREA_NOT_SUPPORTED');
    expect(typesOf(both)).toEqual(new Set(['NO_DATA', 'DENSITY_ESTIMATION']));
    const late = await retrieve({ ...VALID, startTime: '2025-04-01T10:00:00Z', endTime: '2025-04-01T11:00:00Z' });
    expect(late).toMatchObject({ status: 'SUPPORTED_AREA', statusInfo: expect.stringContaining('released') });
    expect(typesOf(late)).toEqual(new Set(['NO_DATA']));
  });

  it('covers every hour that the period touches, in whatever zone of time it is said', async () => {
    const answer = await retrieve({ ...VALID, startTime: `${DAY}T12:25:00+02:00`, endTime: `${DAY}T13:45:00+02:00` });
    expect(answer.timedPopulationDensityData.map(({ startTime }) => startTime.slice(11, 16))).toEqual([
      '10:00',
      '11:00',
    ]);
  });
});

describe('metering', () => {
  const usageOf = async (id: string) =>
    (
      await insights.ask<{ usage: { figures: number; published: number; product: string }[] }>(
        admin,
        'query ($id: ID) { usage(contractId: $id) { figures published product } }',
        { id },
      )
    ).usage;

  it('counts zones and hours, not cells, once a request; predictions and refusals are free', async () => {
    const { actor: metered, contractId: its } = await insights.signUp();
    await retrieve({ ...VALID, precision: 7 }, metered);
    await retrieve({ ...VALID, ...FUTURE }, metered);
    await retrieve({ ...VALID, area: NOWHERE }, metered);
    await send({ ...VALID, precision: 12 }, { as: metered });
    expect(await usageOf(its)).toEqual([{ product: 'presence', figures: 2, published: 2 }]);
  });

  it('counts what is sent to a sink once, however often it is sent, and keeps nothing of it afterwards', async () => {
    const { actor: metered, contractId: its } = await insights.signUp();
    sink.answers.push({ status: 429 }, { status: 500 });
    const response = await send({ ...VALID, sink: `${sink.url}/retried`, sinkCredential: CREDENTIAL }, { as: metered });
    const { operationId } = response.json<{ operationId: string }>();
    const kept = () => insights.dataSource.query('SELECT * FROM density_operation WHERE id = $1', [operationId]);
    const [before] = await kept();
    expect(JSON.stringify(before)).not.toContain(TOKEN);
    const [row] = await waitFor(
      async () => {
        const rows = await kept();
        return rows[0].state === 'delivered' && rows;
      },
      { timeoutMs: 20_000 },
    );
    expect(row).toMatchObject({ attempts: 3, request: null, sink: null, sealed_token: null });
    expect(sink.received.filter(({ path }) => path === '/sink/retried')).toHaveLength(3);
    expect(await usageOf(its)).toEqual([{ product: 'presence', figures: 2, published: 2 }]);
    await insights.app.get(OperationsService).carryOut(operationId, new AbortController().signal);
    expect(sink.received.filter(({ path }) => path === '/sink/retried')).toHaveLength(3);
  });

  it('gives up on a sink that refuses for good', async () => {
    sink.answers.push({ status: 410 });
    const response = await send({ ...VALID, sink: `${sink.url}/gone` });
    const { operationId } = response.json<{ operationId: string }>();
    await waitFor(async () => {
      const rows = await insights.dataSource.query('SELECT state FROM density_operation WHERE id = $1', [operationId]);
      return rows[0].state === 'given-up';
    });
    expect(sink.received.find(({ path }) => path === '/sink/gone')!.headers.authorization).toBeUndefined();
    expect(contractId).toBeDefined();
  });
});
