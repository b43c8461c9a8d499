import { AGE_NOT_GIVEN, GENDER_NOT_GIVEN, GROUP_CODES } from '@passant/contracts';
import { testStack } from '@passant/testing';
import type { SegmentRow } from '../../test/batch-answer';
import { IngestionHarness } from '../../test/ingestion-harness';
import { type PanelPerson, pseudonymOf } from '../../test/panel-people';

const CELLS = `cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end
C1,S1,51.34,12.37,0,,4G,800,2026-01-01,
C2,S2,51.38,12.45,0,,4G,800,2026-01-01,
`;
const [anna, ben, carl, dora, eve] = [1, 2, 3, 4, 5].map((n) => `+4915100000${String(n).padStart(3, '0')}`) as [
  string,
  string,
  string,
  string,
  string,
];
const day = '2026-06-08';

describe('segments of data kinds', () => {
  const stack = testStack({ postgres: true, redis: true });
  let ingestion: IngestionHarness;
  let market: string;
  let markets = 0;
  beforeAll(async () => void (ingestion = await IngestionHarness.start(stack)), 60_000);
  afterAll(() => ingestion?.stop());
  beforeEach(async () => {
    market = `kinds-${++markets}`;
    await ingestion.openMarket({ id: market, timeZone: 'Europe/Berlin', cells: CELLS });
  });

  const people: PanelPerson[] = [
    { number: anna, ageCode: 2, genderCode: 0, homeArea: '07' },
    { number: ben, kinds: ['presence'] },
    { number: carl, kinds: ['movement'] },
    { number: dora, kinds: ['return-visits'] },
  ];
  const rows = [
    `${anna},${day}T10:00:00Z,C1`,
    `${anna},${day}T09:00:00Z,C2`,
    `${anna},${day}T10:00:00Z,C1`,
    `${anna},${day}T10:00:00Z,C2`,
    `${ben},${day}T10:00:00Z,C1`,
    `${carl},${day}T10:00:00Z,C2`,
    `${carl},${day}T10:00:00Z,C2`,
    `${carl},${day}T11:00:00Z,C1`,
    `${dora},${day}T12:00:00Z,C1`,
    `${eve},${day}T12:00:00Z,C1`,
    `${eve},${day}T12:00:00Z,C9`,
  ];
  const ingest = async (file: readonly string[]) => {
    const id = await ingestion.upload(market, `msisdn,timestamp,cell_id\n${file.join('\n')}\n`);
    return ingestion.waitForState(id, 'DONE', 'FAILED');
  };
  const told = (segment: readonly SegmentRow[]) =>
    segment.map(({ pseudonym, time, cell_id }) => [pseudonym, time, cell_id]);
  const hex = (number: string, kind: Parameters<typeof pseudonymOf>[2]) =>
    pseudonymOf(day, number, kind).toString('hex');

  it('hold who permits that kind, each under a pseudonym of its own; a row counts once, however many kinds take it', async () => {
    await ingestion.issuePanels(market, [day], people);
    const batch = await ingest(rows);
    expect(batch.counters).toEqual({ read: 11, accepted: 7, withoutConsent: 1, duplicate: 2, rejected: 1 });

    const presence = await ingestion.openSegments(batch.id, 'presence');
    expect(told(presence).sort()).toEqual(
      [
        [hex(anna, 'presence'), `${day} 09:00:00`, 'C2'],
        [hex(anna, 'presence'), `${day} 10:00:00`, 'C1'],
        [hex(anna, 'presence'), `${day} 10:00:00`, 'C2'],
        [hex(ben, 'presence'), `${day} 10:00:00`, 'C1'],
      ].sort(),
    );
    const movement = told(await ingestion.openSegments(batch.id, 'movement'));
    expect(movement.filter(([pseudonym]) => pseudonym === hex(carl, 'movement')).map(([, time]) => time)).toEqual([
      `${day} 10:00:00`,
      `${day} 11:00:00`,
    ]);
    expect(new Set(movement.map(([pseudonym]) => pseudonym))).toEqual(
      new Set([hex(anna, 'movement'), hex(carl, 'movement')]),
    );
    const visits = told(await ingestion.openSegments(batch.id, 'return-visits'));
    expect(new Set(visits.map(([pseudonym]) => pseudonym))).toEqual(
      new Set([hex(anna, 'return-visits'), hex(dora, 'return-visits')]),
    );
  });

  it('carry attributes in rows of presence only, and the group of each', async () => {
    await ingestion.issuePanels(market, [day], people);
    const batch = await ingest(rows);
    const attributesOf = (segment: readonly SegmentRow[], pseudonym: string) => {
      const { group_code, age_code, gender_code, home_area } = segment.find((row) => row.pseudonym === pseudonym)!;
      return [group_code, age_code, gender_code, home_area];
    };
    const notGiven = [GROUP_CODES.both, AGE_NOT_GIVEN, GENDER_NOT_GIVEN, ''];
    const presence = await ingestion.openSegments(batch.id, 'presence');
    expect(attributesOf(presence, hex(anna, 'presence'))).toEqual([GROUP_CODES.both, 2, 0, '07']);
    expect(attributesOf(presence, hex(ben, 'presence'))).toEqual(notGiven);
    const movement = await ingestion.openSegments(batch.id, 'movement');
    expect(attributesOf(movement, hex(anna, 'movement'))).toEqual(notGiven);
  });

  it('are sorted by pseudonym, then time, in files cut by it, over many people and days', async () => {
    const many = Array.from({ length: 400 }, (_, n) => `+49152${String(n).padStart(8, '0')}`);
    const days = [day, '2026-06-09'];
    await ingestion.issuePanels(market, days, many, 3);
    await ingestion.dataSource.query(
      'UPDATE intake_day SET shards = 3 WHERE market = $1',
      [market], // prettier-ignore
    );
    const file = days.flatMap((name) =>
      many.flatMap((number, n) =>
        [23, 8, 15].map(
          (hour) => `${number},${name}T0${hour % 10}:00:${String(n % 60).padStart(2, '0')}Z,C${1 + (hour % 2)}`,
        ),
      ),
    );
    const batch = await ingest(file);
    expect(batch.counters).toMatchObject({ read: 2_400, accepted: 2_400 });
    for (const dataKind of ['presence', 'movement', 'return-visits'] as const) {
      const segments: { day: string; shard: number; rows: string }[] = await ingestion.dataSource.query(
        'SELECT day, shard, rows FROM segment WHERE batch_id = $1 AND data_kind = $2 ORDER BY day, shard',
        [batch.id, dataKind],
      );
      expect(segments.map((segment) => [segment.day, segment.shard])).toEqual(
        days.flatMap((name) => [0, 1, 2].map((shard) => [name, shard])),
      );
      const opened = await ingestion.openSegments(batch.id, dataKind);
      expect(opened).toHaveLength(2_400);
      let from = 0;
      for (const { rows: count } of segments) {
        const keys = opened.slice(from, from + Number(count)).map(({ pseudonym, time }) => pseudonym + time);
        expect(keys).toEqual([...keys].sort());
        from += Number(count);
      }
    }
  });

  it('leave whoever is on the stop list out of all kinds, and out of the month of return visits', async () => {
    await ingestion.issuePanels(market, [day], people);
    await ingestion.stopPeople(market, day, 1, [anna, carl]);
    const batch = await ingest(rows);
    expect(batch.counters).toEqual({ read: 11, accepted: 2, withoutConsent: 8, duplicate: 0, rejected: 1 });
    expect(await ingestion.openSegments(batch.id, 'movement')).toEqual([]);
    const visits = await ingestion.openSegments(batch.id, 'return-visits');
    expect(visits.map(({ pseudonym }) => pseudonym)).toEqual([hex(dora, 'return-visits')]);
  });

  it('do not double where a panel names somebody twice', async () => {
    await ingestion.issuePanels(market, [day], [anna, anna]);
    const batch = await ingest([`${anna},${day}T10:00:00Z,C1`]);
    expect(batch.counters).toMatchObject({ accepted: 1, duplicate: 0 });
    for (const dataKind of ['presence', 'movement', 'return-visits'] as const) {
      expect(await ingestion.openSegments(batch.id, dataKind)).toHaveLength(1);
    }
  });
});
