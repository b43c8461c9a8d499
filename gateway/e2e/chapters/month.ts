import { readdirSync } from 'node:fs';
import { monthOf } from '@passant/contracts';
import { findBrowser } from '@passant/testing';
import { numberOf } from '../support/county';
import { type County, STORY_MS } from '../support/county-stack';
import { PersonAtThePage } from '../support/decision-page';
import { takeHoldings, withDatabase } from '../support/holdings';
import { nameNumbers, readRows } from '../support/insider';
import { eventually, MONTHLY_RELEASES } from '../support/operator';
import { judge, MOST_SURPRISES } from '../support/judge';
import { askAs, type Series } from '../support/partner';
import { ADULTS_PER_DISTRICT, DISTRICTS } from '../support/squares';

/** She permits everything, until she says no to return visits. */
const ANNA = 0;
const BERTA = 4;

/** Return visits: from three days of marks to the month's figures, and what is left afterwards. */
export function tellMonth(county: County): void {
  const { month, market } = county;

  /** Marks of a person as whoever has the keys of consent and anonymisation together finds them. */
  const findMarks = async (person: number): Promise<number> => {
    const consent = await takeHoldings(county.stack, 'consent');
    const anonymisation = await takeHoldings(county.stack, 'anonymisation');
    const names = (await nameNumbers([numberOf(person)], consent)).get(numberOf(person))!;
    const rows = await readRows(anonymisation);
    return rows.filter(({ kind, name }) => kind === 'mark' && names.has(name)).length;
  };

  describe('return visits', () => {
    const onThePage = findBrowser() ? test : test.skip;

    onThePage(
      'somebody says no to them before the month is closed: her marks are gone before the page says so, all else stays',
      async () => {
        const marksOfBerta = await findMarks(BERTA);
        expect(marksOfBerta).toBeGreaterThan(0);
        expect(await findMarks(ANNA)).toBeGreaterThan(0);
        const anna = await PersonAtThePage.logIn(county.browser!, county.stack.url, numberOf(ANNA));
        expect(await anna.readStatus()).not.toContain('withdrawn');
        expect(await anna.refuseReturnVisits()).toContain('is being stopped now');
        const status = await anna.untilEffective();
        await anna.leave();

        expect(status.match(/^Not allowed \(withdrawn\)$/gm)).toHaveLength(2);
        expect(status.match(/^Allowed$/gm)).toHaveLength(8);
        expect([await findMarks(ANNA), await findMarks(BERTA)]).toEqual([0, marksOfBerta]);
      },
      STORY_MS,
    );

    test(
      'the network operator completes the month: it is released once for each purpose, and a shop asks who returns',
      async () => {
        const { gateway, operator, shop } = county;
        const complete =
          'mutation ($market: ID!, $month: String!) { completeMonth(market: $market, month: $month) { planId } }';
        for (const staff of ['ada-admin', 'petra-privacy'] as const) {
          const { errors } = await gateway.askRaw({ staff }, complete, { market: market.id, month });
          expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
        }
        const open = await gateway.askRaw({ staff: 'nora-network' }, complete, {
          market: market.id,
          month: monthOf(county.fourth),
        });
        expect(open.errors?.[0]?.extensions?.code).toBe('MONTH_NOT_READY');

        await operator.completeMonth(month);
        const releases = await operator.untilReleased(month);
        expect(releases.map(({ purpose, product }) => `${purpose} ${product}`).sort()).toEqual(MONTHLY_RELEASES);

        const query = `query ($zoneIds: [ID!]!, $from: String!, $to: String!) {
          frequency(zoneIds: $zoneIds, from: $from, to: $to) { zone { id } bin values lows highs statuses unit releaseIds } }`;
        const asked = { query, zoneIds: [...DISTRICTS], from: county.days[0], to: county.days[2] };
        type Frequency = Series & { bin: string };
        const { frequency } = await askAs<{ frequency: Frequency[] }>(gateway, shop, asked);
        // Half of those who work in a district came on one day, the other half on two; who lives there was there on three.
        const people: Record<string, number> = { '1': ADULTS_PER_DISTRICT / 2, '2-3': 1.5 * ADULTS_PER_DISTRICT };
        const surprises: string[] = [];
        for (const series of frequency) {
          const expected = people[series.bin];
          if (expected !== undefined) expect(judge(series, expected)).toBe('about right');
          else if (series.statuses[0] !== 'SUPPRESSED') surprises.push(series.bin);
        }
        expect(surprises.length).toBeLessThanOrEqual(MOST_SURPRISES);
      },
      STORY_MS,
    );

    onThePage(
      'the release records that the month’s stop list was applied, and those of days before it that there was none',
      async () => {
        const applied = await withDatabase(
          county.stack.environmentOf('anonymisation')['DATABASE_URL']!,
          async (client) => {
            const sql = 'SELECT product, stop_list_number AS number FROM release WHERE market = $1';
            return (await client.query<{ product: string; number: number }>(sql, [market.id])).rows;
          },
        );
        expect(applied).toHaveLength(32);
        for (const { product, number } of applied) expect(number > 0).toBe(product === 'frequency');
      },
    );

    test(
      'after the month nothing is left of it: no mark, no sampling key, no pseudonym key',
      async () => {
        const { stack } = county;
        const left = (service: 'consent' | 'anonymisation', sql: string) =>
          withDatabase(
            stack.environmentOf(service)['DATABASE_URL']!,
            async (client) => (await client.query(sql)).rowCount,
          );
        const ofMonth = `WHERE market = '${market.id}' AND`;
        await eventually('the month’s marks and keys are gone', async () => {
          const counts = [
            await left('anonymisation', `SELECT FROM return_visit_file ${ofMonth} month = '${month}'`),
            await left('anonymisation', `SELECT FROM return_visit_month ${ofMonth} month = '${month}'`),
            await left(
              'consent',
              `SELECT FROM period_key JOIN period ON period.id = period_id ${ofMonth} period = '${month}'`,
            ),
            readdirSync(stack.home.handOver('return-visits'), { recursive: true, withFileTypes: true }).filter(
              (entry) => entry.isFile(),
            ).length,
          ];
          return counts.every((count) => count === 0) ? true : undefined;
        });
        // What is left of keys: those of the open day (match, presence, movement), and of the month that it began.
        const names = readdirSync(stack.home.keyStore).filter((name) => name.endsWith('.kek'));
        expect(names).toHaveLength(4);
        expect(await findMarks(BERTA)).toBe(0);
      },
      STORY_MS,
    );
  });
}
