import { addDays, type Day } from '@passant/contracts';
import { type BenchSize, MARKET, zoneName } from './settings';

/** One question in both languages. */
export interface BenchQuestion {
  readonly name: string;
  readonly graphql: string;
  readonly variables: (random: () => number) => Record<string, unknown>;
  /** What the database is asked for the same: statements that read all figures of the answer, with everything a figure needs. */
  readonly sql: (
    variables: Record<string, unknown>,
  ) => readonly (readonly [text: string, values: readonly unknown[]])[];
}

/** A table's figures of some zones and days, beside what they need: variance, threshold, columns. */
export const SQL = `SELECT period, zone_id, array_to_json(columns) AS columns, variance, tau, units_per_person,
  array_to_json("values") AS "values", array_to_json(factors) AS factors, array_to_json(factor_variances) AS factor_variances,
  array_to_json(factor_mixings) AS factor_mixings
FROM release JOIN release_table USING (release_id) JOIN release_row USING (release_id, table_name)
WHERE market_id = $1 AND purpose = 'place-statistics' AND period BETWEEN $2 AND $3 AND length(period) = 10
  AND table_name = ANY($4) AND zone_id = ANY($5)
  AND NOT EXISTS (SELECT FROM release_withdrawal WHERE release_id = release.release_id)
ORDER BY period, zone_id`;

const COLUMNS = 'starts values lows highs statuses unit releaseIds methodVersion';
const statement = ({ from, to, zoneIds }: Record<string, unknown>, tables: readonly string[]) =>
  [SQL, [MARKET, from, to, tables, zoneIds]] as const;

export function makeQuestions({ zones, from, days }: BenchSize): readonly BenchQuestion[] {
  const anyZone = (random: () => number) => zoneName(Math.floor(random() * zones));
  const months = listMonths(from, days);
  return [
    {
      name: 'one zone, one month: presence by hour, visitors by age',
      graphql: `query ($zoneIds: [ID!]!, $from: String!, $to: String!) {
        presence(zoneIds: $zoneIds, from: $from, to: $to, grain: HOUR) { ${COLUMNS} }
        visitorsByAge(zoneIds: $zoneIds, from: $from, to: $to, grain: DAY) { age ${COLUMNS} } }`,
      variables: (random) => ({ zoneIds: [anyZone(random)], ...months[Math.floor(random() * months.length)]! }),
      sql: (given) => [statement(given, ['presence']), statement(given, ['visitors-by-age'])],
    },
    {
      name: '50 zones ranked over a quarter',
      graphql: `query ($zoneIds: [ID!], $from: String!, $to: String!) {
        rank(product: "visitors", zoneIds: $zoneIds, from: $from, to: $to) { zones { id name } ranks values lows highs statuses } }`,
      variables: (random) => {
        const first = Math.floor(random() * (zones - 50));
        const start = addDays(from, Math.floor(random() * (days - 89)));
        const zoneIds = Array.from({ length: 50 }, (_, number) => zoneName(first + number));
        return { zoneIds, from: start, to: addDays(start, 89) };
      },
      sql: (given) => [statement(given, ['visitors'])],
    },
    {
      name: 'origin of one zone over a year, by months',
      graphql: `query ($zoneIds: [ID!]!, $from: String!, $to: String!) {
        origin(zoneIds: $zoneIds, from: $from, to: $to, grain: MONTH) { zone { id } start homeZoneIds values lows highs statuses shares distancesKm } }`,
      variables: (random) => ({ zoneIds: [anyZone(random)], from, to: addDays(from, days - 1) }),
      sql: (given) => [statement(given, ['origin'])],
    },
  ];
}

/** Whole months of a stretch of days. */
function listMonths(from: Day, days: number): { from: Day; to: Day }[] {
  const last = addDays(from, days - 1);
  const firsts = Array.from({ length: days }, (_, number) => addDays(from, number)).filter((day) =>
    day.endsWith('-01'),
  );
  return firsts.flatMap((first) => {
    const next = addDays(`${addDays(first, 31).slice(0, 7)}-01` as Day, -1);
    return next <= last ? [{ from: first, to: next }] : [];
  });
}
