import { outingsOf, workOf } from '../support/county';
import { ALL_PRODUCTS, type County, STORY_MS } from '../support/county-stack';
import { judge, MOST_SURPRISES } from '../support/judge';
import { DAILY_RELEASES } from '../support/operator';
import { askAs, type Credentials, type Series, sellTo } from '../support/partner';
import { ADULTS_PER_DISTRICT, type District, DISTRICTS } from '../support/squares';

const SERIES = 'zone { id } starts values lows highs statuses unit releaseIds';
/** Visitors of a district on a day when everybody goes out: who lives there, and who works there. */
const VISITORS = 2 * ADULTS_PER_DISTRICT;
const zoneIds = [...DISTRICTS];

/** Three days, from files to every product that a partner may ask for. */
export function tellWhatIsSold(county: County): void {
  const [first, second, third] = county.days;
  const ask = <Data>(by: Credentials, query: string, variables: Record<string, unknown> = {}) =>
    askAs<Data>(county.gateway, by, { query, ...variables });
  describe('what is sold', () => {
    test(
      'three days of everything are released: five products each, for two purposes',
      async () => {
        const files = [outingsOf(first, 'everybody'), outingsOf(second, 'half'), outingsOf(third, 'nobody')];
        const batches = await Promise.all(files.map((file) => county.operator.upload(file)));
        for (const [index, batch] of batches.entries()) {
          const { read, accepted, withoutConsent } = await county.operator.untilDone(batch);
          const { rows, refused } = files[index]!;
          expect({ read, accepted, withoutConsent }).toEqual({
            read: rows,
            accepted: rows - refused,
            withoutConsent: refused,
          });
        }
        for (const day of county.days) await county.operator.completeDay(day);
        for (const day of county.days) {
          const releases = await county.operator.untilReleased(day);
          expect(releases.map(({ purpose, product }) => `${purpose} ${product}`).sort()).toEqual(DAILY_RELEASES);
          expect(releases.every(({ status }) => status === 'PUBLISHED')).toBe(true);
        }
      },
      STORY_MS,
    );

    test('a shop asks who its visitors are: by age and gender, with intervals; together they are all', async () => {
      county.shop = await sellTo(county.gateway, county.market, { products: ALL_PRODUCTS });
      const answer = await ask<Record<'all' | 'young' | 'old' | 'women' | 'youngWomen' | 'youngMen', Series[]>>(
        county.shop,
        `query ($zoneIds: [ID!]!, $day: String!) {
          all: visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY) { ${SERIES} }
          young: visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY, ages: ["25-34"]) { ${SERIES} }
          old: visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY, ages: ["55-64"]) { ${SERIES} }
          women: visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY, genders: ["female"]) { ${SERIES} }
          youngWomen: visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY, ages: ["25-34"], genders: ["female"]) { ${SERIES} }
          youngMen: visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY, ages: ["25-34"], genders: ["male"]) { ${SERIES} }
        }`,
        { zoneIds, day: first },
      );
      const expected = {
        all: VISITORS,
        young: VISITORS / 2,
        old: VISITORS / 2,
        women: VISITORS / 2,
        youngWomen: VISITORS / 2,
      };
      for (const [name, people] of Object.entries(expected)) {
        for (const series of answer[name as keyof typeof expected]) {
          expect([name, series.statuses, judge(series, people)]).toEqual([name, ['PUBLISHED'], 'about right']);
        }
      }
      // There are none: the table of both tells it, which those of age and of gender cannot.
      const surprises = answer.youngMen.filter(({ statuses }) => statuses[0] !== 'SUPPRESSED');
      expect(surprises.length).toBeLessThanOrEqual(MOST_SURPRISES);
      for (const { statuses, values } of answer.youngMen) expect(values[0] === null).toBe(statuses[0] === 'SUPPRESSED');
    });

    test('it asks where they come from, how long they stay and which ways they go', async () => {
      type Catchment = Series & { homeZoneIds: string[]; distancesKm: number[] };
      const { origin } = await ask<{ origin: Catchment[] }>(
        county.shop,
        `query ($zoneIds: [ID!]!, $day: String!) { origin(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY) {
          zone { id } homeZoneIds distancesKm values lows highs statuses unit releaseIds } }`,
        { zoneIds, day: first },
      );
      expect(origin.map(({ zone }) => zone.id).sort()).toEqual([...zoneIds].sort());
      let surprises = 0;
      for (const catchment of origin) {
        const { zone, homeZoneIds, statuses, distancesKm } = catchment;
        for (const [index, home] of homeZoneIds.entries()) {
          const isExpected = home === zone.id || zone.id === workOf(DISTRICTS.indexOf(home as District));
          if (isExpected) expect(judge(catchment, VISITORS / 2, index)).toBe('about right');
          else if (statuses[index] !== 'SUPPRESSED') surprises += 1;
          expect(distancesKm[index]! > 5).toBe(home !== zone.id);
        }
      }

      const { dwell } = await ask<{ dwell: (Series & { bin: string })[] }>(
        county.shop,
        `query ($zoneIds: [ID!]!, $day: String!) {
          dwell(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY) { bin ${SERIES} } }`,
        { zoneIds, day: first },
      );
      for (const series of dwell) {
        // Those who work there from ten to four, and those who live there.
        if (['4-8h', '8-24h'].includes(series.bin)) expect(judge(series, VISITORS / 2)).toBe('about right');
        else if (series.statuses[0] !== 'SUPPRESSED') surprises += 1;
      }

      type Flows = Record<'fromZoneIds' | 'toZoneIds' | 'dayParts', string[]> &
        Record<'values' | 'lows' | 'highs', number[]> & { suppressed: number; noData: number };
      const { flows } = await ask<{ flows: Flows }>(
        county.shop,
        `query ($day: String!) { flows(from: $day, to: $day, grain: DAY) {
          fromZoneIds toZoneIds dayParts values lows highs suppressed noData } }`,
        { day: first },
      );
      const ways = flows.values.map((_, index) =>
        String([flows.fromZoneIds[index], flows.toZoneIds[index], flows.dayParts[index]]),
      );
      const expected = zoneIds.flatMap((home, person) => [
        String([home, workOf(person), '06-10']),
        String([workOf(person), home, '14-18']),
      ]);
      expect(ways).toEqual(expect.arrayContaining(expected));
      const statuses = ways.map(() => 'PUBLISHED');
      for (const [index, way] of ways.entries()) {
        if (expected.includes(way)) expect(judge({ ...flows, statuses }, VISITORS / 2, index)).toBe('about right');
        else surprises += 1;
      }
      expect(surprises).toBeLessThanOrEqual(MOST_SURPRISES);
      expect([flows.suppressed > 0, flows.noData]).toEqual([true, 0]);
    });

    test('an authority under a contract of public planning gets figures of its own purpose, and no others', async () => {
      county.authority = await sellTo(county.gateway, county.market, {
        products: ALL_PRODUCTS,
        purpose: 'public-planning',
      });
      const query = `query ($zoneIds: [ID!]!, $day: String!) {
        visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY) { ${SERIES} } }`;
      const asked = { zoneIds, day: first };
      const planned = (await ask<{ visitors: Series[] }>(county.authority, query, asked)).visitors;
      const sold = (await ask<{ visitors: Series[] }>(county.shop, query, asked)).visitors;
      for (const series of [...planned, ...sold]) expect(judge(series, VISITORS)).toBe('about right');
      expect(planned.map(({ values }) => values[0])).not.toEqual(sold.map(({ values }) => values[0]));

      const releases = await county.operator.releasesOf(first);
      const purposeOf = ({ releaseIds }: Series) => releases.find(({ id }) => id === releaseIds[0])?.purpose;
      expect(new Set(planned.map(purposeOf))).toEqual(new Set(['public-planning']));
      expect(new Set(sold.map(purposeOf))).toEqual(new Set(['place-statistics']));
      for (const [by, other] of [
        [county.shop, 'public-planning'],
        [county.authority, 'place-statistics'],
      ] as const) {
        const { errors } = await county.gateway.askRaw(
          by,
          query.replace('grain: DAY', `grain: DAY, purpose: "${other}"`),
          asked,
        );
        expect(errors?.[0]?.extensions?.code).toBe('ENTITLEMENT_MISSING');
      }
    });

    test('ten thousand zones in one question are refused with a code, and are not billed', async () => {
      const query = `query ($zoneIds: [ID!]!, $day: String!) {
        visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY) { statuses } }`;
      const many = Array.from({ length: 10_000 }, (_, zone) => `q${zone}`);
      const usage = () => county.gateway.ask<unknown>({ staff: 'ada-admin' }, '{ usage { requestId } }');
      const before = await usage();
      const { errors } = await county.gateway.askRaw(county.shop, query, { zoneIds: many, day: first });
      expect(errors?.[0]?.extensions?.code).toBe('ZONE_UNKNOWN');
      expect(errors?.[0]?.message.length).toBeLessThan(500);
      expect(await usage()).toEqual(before);
    });
  });
}
