import { BOTH_PURPOSES_SHARE, RESERVED, type AccuracyCase, type CaseName } from './cases';
import type { LocationError } from './location-error';
import type { Errors, Score } from './statistics';

/** One line of the result: a product at a grain in a case, the mean over panels. */
export interface ResultRow extends Score {
  /** The case (all its panels), or the case with one kind of consent: `realistic`, `realistic/uniform`, `realistic/varying`. */
  readonly case: string;
  readonly product: string;
  readonly grain: string;
  readonly panels: number;
  /** Days that are added or told one by one. */
  readonly days: number;
  /** Step 2 over all lines against where the simulator put people; where the simulator knows it. */
  readonly locationError: LocationError | null;
}

export interface CaseResult {
  readonly of: AccuracyCase;
  readonly city: string;
  readonly zones: number;
  readonly residents: number;
  readonly rows: readonly ResultRow[];
  readonly locationError: Readonly<Record<string, LocationError>>;
  readonly seconds: number;
}

/** A goal of `anonymisation.md`, "Is it useful?". */
export interface Goal {
  readonly case: CaseName;
  readonly product: string;
  readonly grain: string;
  readonly reached: boolean;
}

const USEFUL = [
  { product: 'visitors', grain: 'zone-day' },
  { product: 'visitors-by-age', grain: 'zone-week' },
  { product: 'origin', grain: 'zone-month' },
];
const LEAST_PUBLISHED = 0.8;
const MOST_ERROR = 0.1;

/** Whether the realistic case is useful: 80 % of visits in published figures, 10 % error at the median. */
export function judgeGoals(rows: readonly ResultRow[]): Goal[] {
  return USEFUL.flatMap((wanted) => {
    const row = rows.find(
      (one) => one.case === 'realistic' && one.product === wanted.product && one.grain === wanted.grain,
    );
    if (!row) return [];
    const reached =
      (row.publishedShareOfVisits ?? 0) >= LEAST_PUBLISHED && (row.medianRelativeError ?? 1) <= MOST_ERROR;
    return [{ case: 'realistic' as const, ...wanted, reached }];
  });
}

/** The result as Markdown: a table a case, told in words above it; then the goals. */
export const toMarkdown = (results: readonly CaseResult[], goals: readonly Goal[]): string =>
  [...results.flatMap(toSection), ...goals.map(toGoalLine)].join('\n');

function toSection({ of, city, zones, residents, rows, locationError, seconds }: CaseResult): string[] {
  const shown = rows.filter((row) => row.case === of.name);
  return [
    `**${of.name}**: ${city}, ${zones} zones, ${count(of.lines)} lines (${count(residents)} adults with private lines), ` +
      `${percent(of.consentShare, 0)} consent, ${of.days} days, ${shown[0]?.panels ?? 0} panels (half uniform, half by age, gender and district: ` +
      `${percent(0.6 * of.consentShare, 0)} to ${percent(1.4 * of.consentShare, 0)}); ${Math.round(seconds)} s.`,
    '',
    '| product | grain | error: median | p90 | visits published | coverage before / after suppression | bias | k = 20: median, published | no protection: median |',
    '|---|---|---|---|---|---|---|---|---|',
    ...shown.map(toLine),
    '',
    ...toLocationLines(locationError),
  ];
}

const toLine = (row: ResultRow): string =>
  `| ${[
    row.product,
    row.grain,
    percent(row.medianRelativeError),
    percent(row.p90RelativeError),
    percent(row.publishedShareOfVisits),
    `${percent(row.coverage95BeforeSuppression)} / ${percent(row.coverage95)}`,
    percent(row.bias),
    toPair(row.k20),
    percent(row.unprotected.medianRelativeError),
  ].join(' | ')} |`;

const toPair = ({ medianRelativeError, publishedShareOfVisits }: Errors): string =>
  `${percent(medianRelativeError)}, ${percent(publishedShareOfVisits)}`;

function toLocationLines(errors: CaseResult['locationError']): string[] {
  const told = Object.entries(errors).map(
    ([what, { median, p90, bias }]) => `${what}: median ${percent(median)}, p90 ${percent(p90)}, bias ${percent(bias)}`,
  );
  return told.length === 0
    ? []
    : [`Location error (step 2 over all lines against where people were): ${told.join('; ')}.`, ''];
}

const toGoalLine = ({ product, grain, reached }: Goal): string =>
  `Goal ${product} per ${grain}: ${reached ? 'reached' : 'MISSED'}.`;

/** What is taken for granted, told with every result. */
export const TERMS = [
  `Who agrees permits place statistics of everything, ${percent(BOTH_PURPOSES_SHARE, 0)} of them public planning too; of 2 % the registry knows no gender.`,
  `Of \`reserved\` panels so many permit: age and gender ${percent(RESERVED.profile, 0)}, home area ${percent(RESERVED.homeArea, 0)}, movement ${percent(RESERVED.movement, 0)}, return visits ${percent(RESERVED.returnVisits, 0)}.`,
  'Truth is step 2 over all lines of adults; the lines are the residents. Figures are of place statistics (own group and both).',
  'Errors are of published figures; coverage and bias are means over panels; a week is the sum (presence: mean) of seven releases; a month of origin is 30 days made of these seven, each with noise of its own.',
];

function percent(share: number | null, digits = 1): string {
  return share === null ? '–' : `${(100 * share).toFixed(digits)} %`;
}
const count = (value: number): string => value.toLocaleString('en');
