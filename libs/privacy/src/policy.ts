import { calibrateSigmaSquared, RHO_CEILING, rhoOf } from './accountant';
import {
  compareFractions,
  fraction,
  multiplyFractions,
  parseFraction,
  sumFractions,
  toFractionNumber,
  toFractionText,
  type Fraction,
} from './fraction';

/** What a table measures of one person, fixed by the transformation (step 2) and by no policy. */
export interface TableBound {
  /** The most that one unit of privacy changes the table by, squared, in L2, in units². */
  readonly sensitivitySquared: number;
  readonly unitsPerPerson: number;
  /** `day` and `month`: spent on a subscriber's events. `panel-…`: on being in a panel, rows of their own. */
  readonly spentPer: 'day' | 'month' | 'panel-day' | 'panel-month';
}

/** Every table that is measured, in the order in which budgets are printed. */
export const TABLE_BOUNDS = {
  /** 25 UTC hours of 16 units, all in one zone at the worst. */
  presence: { sensitivitySquared: 25 * 16 ** 2, unitsPerPerson: 16, spentPer: 'day' },
  /** Six zones a day, one figure each. */
  visitors: { sensitivitySquared: 6, unitsPerPerson: 1, spentPer: 'day' },
  'visitors-by-age': { sensitivitySquared: 6, unitsPerPerson: 1, spentPer: 'day' },
  'visitors-by-gender': { sensitivitySquared: 6, unitsPerPerson: 1, spentPer: 'day' },
  'visitors-by-age-and-gender': { sensitivitySquared: 6, unitsPerPerson: 1, spentPer: 'day' },
  dwell: { sensitivitySquared: 6, unitsPerPerson: 1, spentPer: 'day' },
  origin: { sensitivitySquared: 6, unitsPerPerson: 1, spentPer: 'day' },
  /** Eight distinct figures a day, each once. */
  flows: { sensitivitySquared: 8, unitsPerPerson: 1, spentPer: 'day' },
  /** Ten zones a month; a day more moves each from one bin to the next. */
  frequency: { sensitivitySquared: 20, unitsPerPerson: 1, spentPer: 'month' },
  /** One stratum in each of three data kinds. */
  'panel-strata': { sensitivitySquared: 3, unitsPerPerson: 1, spentPer: 'panel-month' },
  'panel-total': { sensitivitySquared: 1, unitsPerPerson: 1, spentPer: 'panel-day' },
} as const satisfies Record<string, TableBound>;

export type TableName = keyof typeof TABLE_BOUNDS;
export const TABLE_NAMES = Object.keys(TABLE_BOUNDS) as readonly TableName[];

export interface Policy {
  readonly name: string;
  /** What people are told that all daily tables of one subscriber-day cost together. */
  readonly promisedRho: Fraction;
  /** A figure is published from this many people on, before noise is allowed for. */
  readonly leastPeople: number;
  /** The budget of each table. 0: the table is not measured. */
  readonly rho: Readonly<Record<TableName, Fraction>>;
}

/** A policy as it stands in a file: budgets are texts (`0.0035` or `7/2000`), for a float would not be exact. */
export interface PolicySource {
  readonly name: string;
  readonly promisedRho: string;
  readonly leastPeople: number;
  readonly rho: Readonly<Record<string, string>>;
}

/** Reads a policy exactly. Every table has a budget, and nothing else has. */
export function parsePolicy({ name, promisedRho, leastPeople, rho }: PolicySource): Policy {
  const missing = TABLE_NAMES.filter((table) => !Object.hasOwn(rho, table));
  const unknown = Object.keys(rho).filter((table) => !Object.hasOwn(TABLE_BOUNDS, table));
  if (missing.length > 0) throw new RangeError(`a policy gives every table a budget; missing: ${missing.join(', ')}`);
  if (unknown.length > 0) throw new RangeError(`a policy knows no table ${unknown.join(', ')}`);
  if (!Number.isSafeInteger(leastPeople) || leastPeople < 1) throw new RangeError('leastPeople is a positive integer');
  const budgets = TABLE_NAMES.map((table) => [table, parseFraction(rho[table]!)] as const);
  return {
    name,
    promisedRho: parseFraction(promisedRho),
    leastPeople,
    rho: Object.fromEntries(budgets) as Record<TableName, Fraction>,
  };
}

/** The same shares of another promise. Panel rows stay: they are measured once for all policies, by consent. */
export function scalePolicy(policy: Policy, name: string, promisedRho: Fraction): Policy {
  const { numerator, denominator } = policy.promisedRho;
  const scale = multiplyFractions(promisedRho, fraction(denominator, numerator));
  const budgets = TABLE_NAMES.map((table) => {
    const ofPanel = TABLE_BOUNDS[table].spentPer.startsWith('panel');
    return [table, ofPanel ? policy.rho[table] : multiplyFractions(policy.rho[table], scale)] as const;
  });
  return { ...policy, name, promisedRho, rho: Object.fromEntries(budgets) as Record<TableName, Fraction> };
}

export const DEFAULT_POLICY: Policy = parsePolicy({
  name: 'default',
  promisedRho: '0.03',
  leastPeople: 20,
  rho: {
    presence: '0.009',
    visitors: '0.0035',
    'visitors-by-age': '0.002',
    'visitors-by-gender': '0.002',
    'visitors-by-age-and-gender': '0.0015',
    dwell: '0.003',
    origin: '0.003',
    flows: '0.006',
    frequency: '0.03',
    'panel-strata': '0.005',
    'panel-total': '0.0005',
  },
});

export const STRICT_POLICY: Policy = scalePolicy(DEFAULT_POLICY, 'strict', parseFraction('0.0125'));

/** σ² = ⌈Δ²/(2ρ)⌉ of a table (Canonne, Kamath, Steinke 2020, Theorem 4); null where the policy does not measure it. */
export const sigmaSquaredOf = (policy: Policy, table: TableName): number | null =>
  policy.rho[table].numerator === 0n
    ? null
    : calibrateSigmaSquared(TABLE_BOUNDS[table].sensitivitySquared, policy.rho[table]);

/** What a table really costs, Δ²/(2σ²) (Canonne, Kamath, Steinke 2020, Theorem 4): never more than its budget. 0 where it is not measured. */
export function spentRhoOf(policy: Policy, table: TableName): Fraction {
  const sigmaSquared = sigmaSquaredOf(policy, table);
  return sigmaSquared === null ? fraction(0, 1) : rhoOf(TABLE_BOUNDS[table].sensitivitySquared, sigmaSquared);
}

interface PolicySums {
  /** All daily tables of a subscriber-day. */
  readonly daily: Fraction;
  /** The month's row on top, for those who permit return visits: once, for one day of the month or all. */
  readonly monthly: Fraction;
  /** The most that any subscriber-day takes part in: daily, the month's row and both panel rows. */
  readonly most: Fraction;
}

type PolicyRule = 'over-promise' | 'over-ceiling' | 'promise-over-ceiling';

export interface PolicyProblem {
  readonly rule: PolicyRule;
  readonly spent: Fraction;
  readonly limit: Fraction;
  /** Fit to be shown: the exact numbers, and as decimals. */
  readonly message: string;
}

export type PolicyCheck =
  | ({ readonly state: 'accepted' } & PolicySums)
  | ({ readonly state: 'refused'; readonly problems: readonly PolicyProblem[] } & PolicySums);

/**
 * Whether a policy may be used: its daily tables keep what it promises, and no subscriber-day costs more than the ceiling
 * of 1/10. zCDP composes by addition (Bun and Steinke 2016, Lemma 1.7); budgets are added, not the slightly smaller
 * costs, and as exact fractions.
 */
export function checkPolicy(policy: Policy): PolicyCheck {
  const spentPer = (...kinds: readonly TableBound['spentPer'][]): Fraction =>
    sumFractions(TABLE_NAMES.filter((table) => kinds.includes(TABLE_BOUNDS[table].spentPer)).map((t) => policy.rho[t]));
  const daily = spentPer('day');
  const monthly = spentPer('month');
  const most = spentPer('day', 'month', 'panel-day', 'panel-month');
  const problems = [
    ...problemOf('over-promise', daily, policy.promisedRho),
    ...problemOf('over-ceiling', most, RHO_CEILING),
    ...problemOf('promise-over-ceiling', policy.promisedRho, RHO_CEILING),
  ];
  const sums = { daily, monthly, most };
  return problems.length > 0 ? { state: 'refused', problems, ...sums } : { state: 'accepted', ...sums };
}

const SPENT_IN_WORDS: Readonly<Record<PolicyRule, string>> = {
  'over-promise': 'the daily tables of a subscriber-day cost',
  'over-ceiling': 'a subscriber-day can cost',
  'promise-over-ceiling': 'the policy promises',
};

function problemOf(rule: PolicyRule, spent: Fraction, limit: Fraction): readonly PolicyProblem[] {
  if (compareFractions(spent, limit) <= 0) return [];
  const bound = rule === 'over-promise' ? 'what the policy promises' : 'the ceiling';
  return [{ rule, spent, limit, message: `${SPENT_IN_WORDS[rule]} rho ${show(spent)}, over ${bound} ${show(limit)}` }];
}

const show = (value: Fraction): string => `${toFractionText(value)} (${toFractionNumber(value)})`;
