import type { Purpose, ZoneId } from '@passant/contracts';
import { PROHIBITIONS, type Terms } from './terms';

/** What there is to sell in a market. */
export interface Stock {
  /** Zones of its newest plan, of those that the terms name. */
  readonly planZones: ReadonlySet<ZoneId>;
  /** Purposes that releases exist for; empty: nothing is released yet, so nothing can be said. */
  readonly releasedPurposes: ReadonlySet<Purpose>;
}

/** Why terms cannot be written down, as sentences for staff; empty: they can. */
export const findTermsProblems = (terms: Terms, stock: Stock): string[] => [
  ...findScopeProblems(terms, stock),
  ...findLimitProblems(terms),
];

/** What a further version of a contract may not change: its months and its invoices are of one market and one currency. */
export function findChangeProblems(before: Terms, after: Terms): string[] {
  const problems: string[] = [];
  if (after.market !== before.market) problems.push('Another market takes a contract of its own.');
  if (after.price.currency !== before.price.currency) problems.push('Another currency takes a contract of its own.');
  return problems;
}

function findScopeProblems(terms: Terms, { planZones, releasedPurposes }: Stock): string[] {
  const problems: string[] = [];
  const { from, to } = terms.history;
  if (terms.products.length === 0) problems.push('Name at least one product.');
  if (hasTwice(terms.products)) problems.push('Name each product once.');
  if (terms.zones !== 'all') {
    if (terms.zones.length === 0) problems.push('Name at least one zone, or all zones.');
    const unknown = terms.zones.filter((zone) => !planZones.has(zone));
    if (unknown.length > 0) problems.push(`Not in the zone plan: ${unknown.slice(0, 20).join(', ')}.`);
  }
  if (to !== null && to < from) problems.push('The history ends before it begins.');
  if (releasedPurposes.size > 0 && !releasedPurposes.has(terms.purpose)) {
    problems.push(`Nobody agreed to a release for ${terms.purpose} in this market: none exists.`);
  }
  return problems;
}

function findLimitProblems({ price, quota, questionsPerMinute, ...terms }: Terms): string[] {
  const problems: string[] = [];
  if (!isWhole(price.minorUnitsPerFigure, 0)) {
    problems.push('The price per figure is a whole number of minor units, 0 or more.');
  }
  if (quota !== null && !isWhole(quota.figuresPerMonth, 1)) problems.push('A quota is a whole number of figures.');
  if (questionsPerMinute !== null && !isWhole(questionsPerMinute, 1)) {
    problems.push('A rate is a whole number of questions a minute.');
  }
  if (terms.retentionDays !== null && !isWhole(terms.retentionDays, 1)) {
    problems.push('Retention is a whole number of days.');
  }
  if (hasTwice(terms.exportFormats)) problems.push('Name each export format once.');
  const allowed = PROHIBITIONS.filter((prohibition) => !terms.prohibitions.includes(prohibition));
  if (allowed.length > 0) problems.push(`Every contract forbids ${allowed.join(', ')}.`);
  return problems;
}

const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
const hasTwice = (values: readonly unknown[]): boolean => new Set(values).size < values.length;
