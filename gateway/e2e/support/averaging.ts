import type { GatewayClient } from '../../../libs/stack/src/gateway/gateway-client';
import { askAs, type Credentials, type Series } from './partner';

const AT_ONCE = 8;
const SERIES = 'zone { id } values statuses';

/** Somebody who asks, with a token of theirs. */
export interface Asker {
  readonly gateway: GatewayClient;
  readonly credentials: Credentials;
}

/** A way to ask for one figure. */
export type Way = (asker: Asker) => Promise<number>;

/** Asks so many times, in one way after the other, as one asker after the other: the different answers, to 9 digits. */
export async function askAgain(times: number, ways: readonly Way[], askers: readonly Asker[]): Promise<string[]> {
  const answers = new Set<string>();
  for (let asked = 0; asked < times; asked += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, times - asked) }, async (_, index) => {
      const number = asked + index;
      const way = ways[number % ways.length]!;
      // Each way is tried by each asker, whatever their numbers have in common.
      const asker = askers[Math.floor(number / ways.length) % askers.length]!;
      // Sums of floats in another order differ behind the 9th digit, which tells nothing about anybody.
      answers.add((await way(asker)).toPrecision(9));
    });
    await Promise.all(some);
  }
  return [...answers];
}

const published = ({ values, statuses }: Pick<Series, 'values' | 'statuses'>): number[] =>
  values.map((value, index) => {
    if (value === null) throw new Error(`nothing to average: ${statuses[index]}`);
    return value;
  });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Visits of two zones on a day, in ways that all mean the same. */
export function visitsOfTwo([one, other]: readonly [string, string], day: string): Way[] {
  const visitors = async ({ gateway, credentials }: Asker, zoneIds: string[], rest = '') => {
    const query = `query ($zoneIds: [ID!]!, $day: String!) {
      visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY ${rest}) { ${SERIES} } }`;
    const asked = { query, zoneIds, day };
    return sum((await askAs<{ visitors: Series[] }>(gateway, credentials, asked)).visitors.flatMap(published));
  };
  const aliases = async ({ gateway, credentials }: Asker) => {
    const part = (alias: string, zone: string) =>
      `${alias}: visitors(zoneIds: ["${zone}"], from: "${day}", to: "${day}", grain: DAY) { ${SERIES} }`;
    const query = `{ ${part('again', other)} ${part('one', one)} ${part('other', other)} }`;
    const data = await askAs<Record<'one' | 'other', Series[]>>(gateway, credentials, { query });
    return sum([...data.one, ...data.other].flatMap(published));
  };
  const ranked = async ({ gateway, credentials }: Asker) => {
    const query = `{ rank(product: "visitors", zoneIds: ["${one}", "${other}"], from: "${day}", to: "${day}") {
      values statuses } }`;
    return sum(published((await askAs<{ rank: Series }>(gateway, credentials, { query })).rank));
  };
  return [
    (asker) => visitors(asker, [one, other]),
    (asker) => visitors(asker, [other, one]),
    (asker) => visitors(asker, [one, other], ', together: true'),
    (asker) => visitors(asker, [other, one], ', together: true'),
    async (asker) => (await visitors(asker, [one])) + (await visitors(asker, [other])),
    aliases,
    ranked,
  ];
}

/** Mean presence of a zone over a day: asked by the day, or by its hours. */
export function presenceOfDay(zone: string, day: string): Way[] {
  const presence = async ({ gateway, credentials }: Asker, grain: string, zones: string[]) => {
    const query = `query ($zoneIds: [ID!]!, $day: String!) {
      presence(zoneIds: $zoneIds, from: $day, to: $day, grain: ${grain}) { ${SERIES} } }`;
    const asked = { query, zoneIds: zones, day };
    const { presence: all } = await askAs<{ presence: Series[] }>(gateway, credentials, asked);
    return mean(published(all.find((series) => series.zone.id === zone)!));
  };
  const others = ['NW', 'NE', 'SW', 'SE'].filter((one) => one !== zone);
  return [
    (asker) => presence(asker, 'DAY', [zone]),
    (asker) => presence(asker, 'HOUR', [zone]),
    (asker) => presence(asker, 'DAY', [...others, zone]),
    (asker) => presence(asker, 'HOUR', [zone, ...others]),
  ];
}
