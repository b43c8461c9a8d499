export const PRODUCTS = [
  ...(['visitors', 'presence', 'rank', 'comparison', 'origin', 'affinity'] as const),
  ...(['dwell', 'frequency', 'flows', 'leaflets', 'campaign'] as const),
] as const;
export type AskedProduct = (typeof PRODUCTS)[number];
export type Grain = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

/** Which product of a contract a question falls under. */
export const soldAs = (product: AskedProduct): string =>
  product === 'rank' || product === 'comparison' ? 'visitors' : product;
/** Which released product its figures are made of. */
export const madeOf = (product: AskedProduct): string =>
  (({ affinity: 'visitors', campaign: 'visitors', leaflets: 'origin' }) as Record<string, string>)[product] ??
  soldAs(product);

export const GRAINS_OF: Readonly<Partial<Record<AskedProduct, readonly Grain[]>>> = {
  visitors: ['DAY', 'WEEK', 'MONTH'],
  presence: ['HOUR', 'DAY', 'WEEK', 'MONTH'],
  dwell: ['DAY', 'WEEK', 'MONTH'],
  origin: ['DAY', 'WEEK', 'MONTH'],
  flows: ['DAY', 'WEEK', 'MONTH'],
};
export const AGES = ['18-24', '25-34', '35-44', '45-54', '55-64', '65+'] as const;
export const GENDERS = ['female', 'male'] as const;
export const DAY_PARTS = ['00-06', '06-10', '10-14', '14-18', '18-22', '22-24'] as const;

/** What stands in the form, as the address has it. Days are local days of the market. */
export interface Asked {
  readonly product: AskedProduct;
  readonly zoneIds: readonly string[];
  readonly toZoneIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly grain: Grain;
  readonly age: string;
  readonly gender: string;
  readonly dayPart: string;
  readonly against: string;
  readonly leaflets: string;
}

const DAY_MS = 86_400_000;

const isDay = (day: string): boolean => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));

/** @param days may be negative; what is no day stays as it is */
export const addDays = (day: string, days: number): string =>
  isDay(day) ? new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) : day;

const listOf = (text: string | null): string[] => (text ? text.split(',') : []);

/** Days that may be asked about and are released, both ends included. */
export interface Span {
  readonly first: string;
  readonly last: string;
}

/** What the address says, else what is newest: seven days up to the last one released, or as many as there are. */
export function readAsked(view: URLSearchParams, { first, last }: Span): Asked {
  const product = PRODUCTS.find((one) => one === view.get('product')) ?? 'visitors';
  const grains = GRAINS_OF[product];
  const grain = grains?.find((one) => one === view.get('grain')) ?? grains?.[0] ?? 'DAY';
  const to = view.get('to') ?? last;
  const weekBefore = addDays(to, -6);
  const from = view.get('from') ?? (grain === 'HOUR' ? to : weekBefore < first && first <= to ? first : weekBefore);
  return {
    ...{ product, grain, from, to, zoneIds: listOf(view.get('zones')), toZoneIds: listOf(view.get('toZones')) },
    ...{ age: view.get('age') ?? '', gender: view.get('gender') ?? '', dayPart: view.get('dayPart') ?? '' },
    ...{ against: view.get('against') ?? addDays(from, -7), leaflets: view.get('leaflets') ?? '20000' },
  };
}

export type FormProblem = 'zones' | 'period' | 'leaflets';

/** What must be put right before it may be asked. */
export function findProblems({ product, zoneIds, from, to, leaflets }: Asked): FormProblem[] {
  const problems: FormProblem[] = [];
  if (zoneIds.length === 0 && !['flows', 'rank'].includes(product)) problems.push('zones');
  if (!isDay(from) || !isDay(to) || from > to) problems.push('period');
  if (product === 'leaflets' && !/^[1-9]\d{0,7}$/.test(leaflets)) problems.push('leaflets');
  return problems;
}

/** Variables of the question; `estimate` asks only what it would cost. */
export function toVariables(
  asked: Asked,
  { contractId, estimate, idempotencyKey }: { contractId: string; estimate: boolean; idempotencyKey: string | null },
): Record<string, unknown> {
  const { product, zoneIds, toZoneIds, from, to, grain, age, gender, dayPart } = asked;
  const common = { from, to, contractId, estimate, idempotencyKey };
  const named = (ids: readonly string[]) => (ids.length > 0 ? ids : null);
  const profile = { ages: age ? [age] : null, genders: gender ? [gender] : null };
  switch (product) {
    case 'visitors':
    case 'presence':
      return { ...common, zoneIds, grain, ...profile };
    case 'dwell':
    case 'origin':
      return { ...common, zoneIds, grain };
    case 'affinity':
      return { ...common, zoneIds, of: 'AGE' };
    case 'frequency':
      return { ...common, zoneIds };
    case 'comparison':
      return { ...common, zoneIds, against: asked.against };
    case 'campaign':
      return { ...common, zoneIds, weeksBefore: 4 };
    case 'leaflets':
      return { ...common, zoneIds, leaflets: Number(asked.leaflets) };
    case 'rank':
      return { ...common, zoneIds: named(zoneIds) };
    case 'flows':
      return {
        ...common,
        zoneIds: named(zoneIds),
        toZoneIds: named(toZoneIds),
        grain,
        dayParts: dayPart ? [dayPart] : null,
      };
  }
}
