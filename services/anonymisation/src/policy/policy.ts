import {
  DEFAULT_POLICY,
  STRICT_POLICY,
  TABLE_NAMES,
  toFractionText,
  type Policy,
  type PolicySource,
} from '@passant/privacy';

/** Raised whenever anything changes that a figure depends on. Part of every release. */
export const METHOD_VERSION = '6';

/** A policy as it stands in its file: budgets, and the public numbers that figures depend on beside them. */
export interface PolicyFile extends PolicySource {
  /** Share of residents who are 18 or over, by country (ISO 3166-1 alpha-2): where public ages are missing. */
  readonly adultShares: Readonly<Record<string, number>>;
}

/** A policy version in force. Version 0 is the default, until another is approved. */
export interface PolicyVersion {
  readonly version: number;
  readonly policy: Policy;
  readonly file: PolicyFile;
}

/**
 * Residents of 18 and over among all: Eurostat `demo_pjan`, 1 January 2024 (EU, CH); ONS mid-2023 (GB); US Census Bureau,
 * Vintage 2023 (US). Rounded to a hundredth: it changes by less in three years.
 */
const ADULT_SHARES = { AT: 0.83, CH: 0.82, DE: 0.83, ES: 0.83, FR: 0.79, GB: 0.79, IT: 0.85, NL: 0.81, US: 0.78 };

const toFile = ({ name, promisedRho, leastPeople, rho }: Policy): PolicyFile => ({
  name,
  promisedRho: toFractionText(promisedRho),
  leastPeople,
  rho: Object.fromEntries(TABLE_NAMES.map((table) => [table, toFractionText(rho[table])])),
  adultShares: ADULT_SHARES,
});

/** The policies that need no file of their own. */
export const BUILT_IN_POLICIES = {
  default: toFile(DEFAULT_POLICY),
  strict: toFile(STRICT_POLICY),
} as const satisfies Record<string, PolicyFile>;

export const DEFAULT_VERSION: PolicyVersion = { version: 0, policy: DEFAULT_POLICY, file: BUILT_IN_POLICIES.default };
