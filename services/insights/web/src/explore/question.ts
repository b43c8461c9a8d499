export const PRODUCTS = [
  ...(['visitors', 'presence', 'rank', 'comparison', 'origin', 'affinity'] as const),
  ...(['dwell', 'frequency', 'flows', 'leaflets', 'campaign', 'forecast'] as const),
] as const;
export type AskedProduct = (typeof PRODUCTS)[number];
export type Grain = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

/** Which product of a contract a question falls under. */
export const soldAs = (product: AskedProduct): string =>
  product === 'rank' || product === 'comparison' ? 'visitors' : product;
const MADE_OF: Partial<Record<AskedProduct, string>> = {
  ...{ affinity: 'visitors', campaign: 'visitors', forecast: 'visitors', leaflets: 'origin' },
};
/** Which released product its figures are made of. */
export const madeOf = (product: AskedProduct): string => MADE_OF[product] ?? soldAs(product);

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
export const AFFINITIES = ['AGE', 'GENDER', 'AGE_AND_GENDER'] as const;
/** Of which days figures are shown; all are asked for. */
export const DAYS = ['all', 'weekdays', 'weekend'] as const;
export type Days = (typeof DAYS)[number];
export const RUNS = ['leaflets', 'budget'] as const;
/** Questions that may be narrowed to an age and a gender. */
export const PROFILED: readonly AskedProduct[] = ['visitors', 'presence', 'leaflets', 'forecast'];
/** Weeks that a campaign is measured by and a forecast made of: fewest, most, and usual. */
export const WEEKS: Readonly<Partial<Record<AskedProduct, readonly [number, number, number]>>> = {
  campaign: [4, 26, 8],
  forecast: [6, 26, 12],
};

/** What stands in the form, as the address has it. Days are local days of the market. */
export interface Asked {
  readonly product: AskedProduct;
  readonly zoneIds: readonly string[];
  readonly toZoneIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly grain: Grain;
  readonly days: Days;
  readonly age: string;
  readonly gender: string;
  readonly of: (typeof AFFINITIES)[number];
  readonly dayPart: string;
  readonly against: string;
  readonly weeks: string;
  /** By what a print run is limited. */
  readonly run: (typeof RUNS)[number];
  readonly leaflets: string;
  /** Major units of the contract's currency. */
  readonly budget: string;
  /** The same, for a thousand leaflets printed and brought; empty: no money is told. */
  readonly perThousand: string;
  readonly perResident: string;
}

const DAY_MS = 86_400_000;

const isDay = (day: string): boolean => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));

/** @param days may be negative; what is no day stays as it is */
export const addDays = (day: string, days: number): string =>
  isDay(day) ? new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) : day;

/** Whether a local day is one of those that are shown. */
export function isOf(days: Days, day: string): boolean {
  if (days === 'all') return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return (weekday === 0 || weekday === 6) === (days === 'weekend');
}

const listOf = (text: string | null): string[] => (text ? text.split(',') : []);

/** Days that may be asked about and are released, both ends included; `begins`: of the contract. */
export interface Span {
  readonly first: string;
  readonly last: string;
}

/** What the address says, else what is newest: seven days up to the last one released, or as many as there are. */
export function readAsked(view: URLSearchParams, { first, last }: Span): Asked {
  const one = <Word extends string>(name: string, words: readonly Word[]): Word =>
    words.find((word) => word === view.get(name)) ?? words[0]!;
  const product = one('product', PRODUCTS);
  const grain = one('grain', GRAINS_OF[product] ?? ['DAY']);
  const to = view.get('to') ?? last;
  const weekBefore = addDays(to, -6);
  const newest = grain === 'HOUR' ? to : weekBefore < first && first <= to ? first : weekBefore;
  const from = view.get('from') ?? (product === 'forecast' ? addDays(last, 1) : newest);
  const [least, most, usual] = WEEKS[product] ?? [0, 0, 0];
  const weeksThere = Math.floor((Date.parse(from) - Date.parse(first)) / (7 * DAY_MS)) || 0;
  return {
    ...{ product, grain, from, to, zoneIds: listOf(view.get('zones')), toZoneIds: listOf(view.get('toZones')) },
    ...{ age: view.get('age') ?? '', gender: view.get('gender') ?? '', dayPart: view.get('dayPart') ?? '' },
    ...{ of: one('of', AFFINITIES), days: one('days', DAYS), run: one('run', RUNS) },
    against: view.get('against') ?? addDays(from, -7),
    // As many as there are, where that is fewer than usual: a campaign is judged by what was before it.
    weeks: view.get('weeks') ?? String(Math.max(least, Math.min(usual, most, weeksThere))),
    ...{ leaflets: view.get('leaflets') ?? '20000', budget: view.get('budget') ?? '1000' },
    ...{ perThousand: view.get('perThousand') ?? '', perResident: view.get('perResident') ?? '0.5' },
  };
}

/** From so many figures on, what a question costs is told before it is asked. */
export const DEAR_FIGURES = 2_000;

/** About how many figures an answer has; the service knows exactly, and is asked where it is many. */
export function guessFigures({ product, zoneIds, toZoneIds, from, to, grain }: Asked, zones: number): number {
  const days = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1) || 1;
  const periods = { HOUR: 24 * days, DAY: days, WEEK: days / 7, MONTH: days / 28 }[grain];
  const many = (ids: readonly string[]) => (ids.length === 0 ? zones : ids.length);
  const each = { origin: zones, dwell: 6, flows: many(toZoneIds) * 6 } as Partial<Record<AskedProduct, number>>;
  return Math.ceil(many(zoneIds) * periods * (each[product] ?? 1));
}

export type FormProblem = 'zones' | 'period' | 'weeks' | 'leaflets' | 'budget' | 'perThousand' | 'perResident';

const COUNT = /^[1-9]\d{0,7}$/;
const MONEY = /^\d{1,7}([.,]\d{1,2})?$/;
const toMinorUnits = (money: string): number => Math.round(Number(money.replace(',', '.')) * 100);

/** What must be put right before it may be asked. */
export function findProblems(asked: Asked): FormProblem[] {
  const { product, zoneIds, from, to } = asked;
  const problems: FormProblem[] = [];
  if (zoneIds.length === 0 && !['flows', 'rank'].includes(product)) problems.push('zones');
  if (!isDay(from) || (product !== 'forecast' && (!isDay(to) || from > to))) problems.push('period');
  const [least, most] = WEEKS[product] ?? [];
  if (least !== undefined && !(COUNT.test(asked.weeks) && +asked.weeks >= least && +asked.weeks <= most!)) {
    problems.push('weeks');
  }
  if (product === 'leaflets') problems.push(...findRunProblems(asked));
  return problems;
}

function findRunProblems({ run, leaflets, budget, perThousand, perResident }: Asked): FormProblem[] {
  const problems: FormProblem[] = [];
  if (run === 'leaflets' && !COUNT.test(leaflets)) problems.push('leaflets');
  if (run === 'budget' && !(MONEY.test(budget) && toMinorUnits(budget) > 0)) problems.push('budget');
  const isPriced = MONEY.test(perThousand) && toMinorUnits(perThousand) > 0;
  if (!isPriced && (run === 'budget' || perThousand !== '')) problems.push('perThousand');
  if (!(Number(perResident) > 0 && Number(perResident) <= 10)) problems.push('perResident');
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
      return { ...common, zoneIds, of: asked.of };
    case 'frequency':
      return { ...common, zoneIds };
    case 'comparison':
      return { ...common, zoneIds, against: asked.against };
    case 'campaign':
      return { ...common, zoneIds, weeksBefore: Number(asked.weeks) };
    case 'forecast':
      return { zoneIds, from, contractId, estimate, idempotencyKey, weeks: Number(asked.weeks), ...profile };
    case 'leaflets':
      return { ...common, zoneIds, ...profile, ...toRun(asked) };
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

const toRun = ({ run, leaflets, budget, perThousand, perResident }: Asked): Record<string, unknown> => ({
  leaflets: run === 'leaflets' ? Number(leaflets) : null,
  budgetMinorUnits: run === 'budget' ? toMinorUnits(budget) : null,
  minorUnitsPerThousand: perThousand === '' ? null : toMinorUnits(perThousand),
  leafletsPerResident: Number(perResident),
});
