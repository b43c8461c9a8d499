export const CASE_NAMES = ['realistic', 'large', 'frequency', 'town'] as const;
export type CaseName = (typeof CASE_NAMES)[number];
/** Unless told otherwise; `town` is for trying out a change of method within minutes. */
export const DEFAULT_CASES = ['realistic', 'large', 'frequency'] as const satisfies readonly CaseName[];

/**
 * How the share of those who agree differs. `varying`: from 0.6 to 1.4 times the mean (30 to 70 % around 50 %) by age, gender and
 * home region, the strata in which panels are measured. `by-district`: the same range by age, gender and each single source
 * district of the home, finer than any stratum. `reserved`: uniform, but who agrees keeps something back ({@link RESERVED}).
 * A case's own row is half `uniform`, half `by-district`.
 */
export const CONSENTS = ['uniform', 'varying', 'by-district', 'reserved'] as const;
export type Consent = (typeof CONSENTS)[number];

export interface AccuracyCase {
  readonly name: CaseName;
  readonly lines: number;
  /** Days from the kit's first day on; a month case takes the next whole month of 31 days. */
  readonly days: number;
  /** Mean share of adult private lines that agree to place statistics. */
  readonly consentShare: number;
  /** Panels drawn of each kind of consent; at most 16 together. */
  readonly panels: Readonly<Record<Consent, number>>;
  /** Over Leipzig where its kit is there, or over a made city in any case. */
  readonly over: 'kit' | 'made city';
}

/** Of those who agree to place statistics these also permit public planning: the group `both`, as the simulator has it. */
export const BOTH_PURPOSES_SHARE = 0.6;

/** Who agrees permits everything; in `reserved` panels so many of them, kind by kind, as in the simulator's decisions. */
export const RESERVED = { profile: 0.9, homeArea: 0.85, movement: 0.8, returnVisits: 0.6 } as const;

const PANELS = { uniform: 5, varying: 5, 'by-district': 5, reserved: 1 };

export const CASES: Readonly<Record<CaseName, AccuracyCase>> = {
  realistic: { name: 'realistic', lines: 200_000, days: 7, consentShare: 0.2, panels: PANELS, over: 'kit' },
  large: { name: 'large', lines: 600_000, days: 7, consentShare: 0.5, panels: PANELS, over: 'kit' },
  town: { name: 'town', lines: 40_000, days: 3, consentShare: 0.5, panels: PANELS, over: 'kit' },
  frequency: { name: 'frequency', lines: 50_000, days: 31, consentShare: 0.5, panels: PANELS, over: 'kit' },
};

/** The same case small enough for a test: figures say nothing about accuracy. */
export const toQuick = (one: AccuracyCase): AccuracyCase => ({
  ...one,
  lines: 3_000,
  days: 2,
  consentShare: 0.5,
  over: 'made city',
  panels: { uniform: 1, varying: 0, 'by-district': 1, reserved: 0 },
});
