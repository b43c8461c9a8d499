import type { Group, Product, Purpose, Table } from '@passant/contracts';
import {
  describeGuarantee,
  rightOf100,
  sumFractions,
  toFractionNumber,
  toFractionText,
  TABLE_BOUNDS,
  type Fraction,
  type GuaranteeRow,
  type Policy,
} from '@passant/privacy';

/** One ledger row behind a release. */
export interface ReportedMeasurement {
  readonly group: Group;
  readonly table: string;
  readonly sensitivitySquared: number;
  readonly sigmaSquared: number;
  readonly rho: Fraction;
  readonly tableSha256: string;
}

/** One table of a release as it is sold: in people of the panel. */
export interface ReportedTable {
  readonly table: Table;
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
  /** People: standard deviation of the noise on one figure, after least squares. */
  readonly noiseSd: number;
  /** People. */
  readonly tau: number;
}

/** A line of anybody's ledger about the day or month. */
export interface ReportedSpending {
  readonly group: Group;
  readonly table: string;
  readonly rho: Fraction;
}

/** A run of the red team over simulated people: its own output, with when and on which code it ran. */
export interface RedTeamRun {
  readonly ranAt: string;
  readonly commit: string;
  readonly form: 'full' | 'quick';
  readonly suites: readonly {
    readonly id: string;
    readonly passed: boolean;
    readonly raw: number | null;
    readonly k20: number | null;
    readonly passant: number | null;
    readonly baseline: number | null;
    readonly passMark: number | null;
    readonly seed: number | string;
  }[];
}

export interface ReportedGate {
  readonly state: string;
  readonly heldBy: readonly string[];
  readonly notJudged: readonly string[];
  readonly weeks: number;
  /** What and when; why stays with the staff: it is free text. */
  readonly decision: { readonly decision: string; readonly decidedAt: string } | null;
}

export interface ReportInput {
  readonly release: {
    readonly releaseId: string;
    readonly market: string;
    readonly period: string;
    readonly product: Product;
    readonly purpose: Purpose;
    readonly status: string;
    readonly methodVersion: string;
    readonly codeVersion: string;
    readonly planId: string;
    readonly releasedAt: string;
    readonly tableSha256: string;
    readonly strata: string | null;
    readonly panelMeasured: number | null;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
  };
  readonly policy: { readonly policy: Policy; readonly version: number | null };
  readonly tables: readonly ReportedTable[];
  readonly measurements: readonly ReportedMeasurement[];
  /** Every ledger row of the period, of all products, panel rows included. */
  readonly ledger: readonly ReportedSpending[];
  /** The most that one subscriber can have spent on the day (of a month: on its dearest day), month and panel rows included. */
  readonly mostSpent: { readonly rho: string; readonly decimal: number } | null;
  readonly gate: ReportedGate | null;
  readonly redTeam: RedTeamRun | null;
}

/** What a data protection officer needs to judge one release, in the order of ISO/IEC 27559:2022, clauses 6 to 9. */
export interface PrivacyReport {
  readonly format: 'privacy-report/1';
  readonly release: ReportInput['release'];
  readonly context: {
    readonly recipients: readonly string[];
    readonly threats: string;
    readonly transparency: readonly string[];
  };
  readonly data: {
    readonly principals: string;
    readonly panelMeasured: number | null;
    readonly attributes: readonly string[];
    readonly tables: readonly (ReportedTable & { readonly suppressedShare: number })[];
    readonly attackModel: string;
  };
  readonly identifiability: {
    readonly privacyModel: string;
    readonly unit: string;
    readonly spent: readonly { readonly group: string; readonly rho: string; readonly decimal: number }[];
    readonly mostSpent: ReportInput['mostSpent'];
    readonly promised: string;
    readonly ceiling: string;
    readonly guarantee: readonly (GuaranteeRow & {
      readonly inOrOutOf100: number;
      readonly hereOrThereOf100: number;
      readonly inOrOutWithReturnVisitsOf100: number;
    })[];
    readonly measurements: readonly {
      readonly group: string;
      readonly table: string;
      readonly sensitivitySquared: number;
      readonly sigmaSquared: number;
      readonly rho: string;
      readonly tableSha256: string;
    }[];
    /** Relative standard error from noise at some true sizes, in people of the panel: from parameters alone. */
    readonly expectedError: readonly { readonly table: string; readonly people: number; readonly relative: number }[];
    readonly adversarialTesting: RedTeamRun | null;
    readonly mitigation: readonly string[];
  };
  readonly governance: {
    readonly policy: string;
    readonly policyVersion: number | null;
    readonly gate: ReportedGate | null;
    readonly roles: readonly string[];
    readonly documents: readonly string[];
    readonly openForCounsel: readonly string[];
  };
}

const SIZES = [50, 100, 200, 500, 1_000, 5_000] as const;

/** Composes the report from noisy figures' parameters, public facts and policy: nothing in it costs budget. */
export function composeReport(input: ReportInput): PrivacyReport {
  const { policy } = input.policy;
  return {
    format: 'privacy-report/1',
    release: input.release,
    context: {
      recipients: [
        'partners under a contract whose purpose is that of the release; refused uses and buyers are attested in it',
        'the public: ledger and this report, no figures',
      ],
      threats:
        'somebody who knows everything about everybody else, and about the person all but one day (threat model: services/anonymisation/docs/threat-model.md)',
      transparency: [
        'decision page',
        'public ledger at /ledger',
        'this report',
        'attacks that anybody can run: npm run redteam',
      ],
    },
    data: {
      principals:
        'adult subscribers of the network who agreed to this purpose and data kind and did not withdraw before the close',
      panelMeasured: input.release.panelMeasured,
      attributes: attributesOf(input.release.product),
      tables: input.tables.map((table) => ({ ...table, suppressedShare: shareOf(table.suppressed, table.published) })),
      attackModel: 'maximum risk: the worst-placed person, every figure of the period before suppression, all products',
    },
    identifiability: {
      privacyModel:
        'zero-concentrated differential privacy (Bun and Steinke 2016) by discrete Gaussian noise (Canonne, Kamath, Steinke 2020)',
      unit: unitOf(input.release.product),
      spent: spentByGroup(input.ledger),
      mostSpent: input.mostSpent,
      promised: toFractionText(policy.promisedRho),
      ceiling: '1/10',
      guarantee: describeGuarantee(policy).map((row) => ({
        ...row,
        inOrOutOf100: rightOf100(row.inOrOut),
        hereOrThereOf100: rightOf100(row.hereOrThere),
        inOrOutWithReturnVisitsOf100: rightOf100(row.inOrOutWithReturnVisits),
      })),
      measurements: input.measurements.map((one) => ({ ...one, rho: toFractionText(one.rho) })),
      expectedError: input.tables.flatMap(({ table, noiseSd }) =>
        SIZES.map((people) => ({ table, people, relative: noiseSd / people })),
      ),
      adversarialTesting: input.redTeam,
      mitigation: [
        'pseudonyms under random keys of one day and data kind, destroyed with the day',
        'bounded contribution: 25 hours of presence, 6 zones, 8 trips a day, 10 zones a month',
        'noise on every figure of the public domain, drawn once',
        'suppression on the noisy value: it keeps useless figures from being sold',
      ],
    },
    governance: {
      policy: policy.name,
      policyVersion: input.policy.version,
      gate: input.gate,
      roles: [
        'privacy officer: policy, held days, withdrawal of releases',
        'two people: zones',
        'nobody: changing or repeating a measurement',
      ],
      documents: ['services/anonymisation/docs/DPIA.md', 'services/anonymisation/docs/threat-model.md'],
      openForCounsel: ['§ 9 TDDDG', '§ 13 TDDDG', 'whether a noisy release is outside the GDPR (recital 26)'],
    },
  };
}

const attributesOf = (product: Product): readonly string[] =>
  ({
    presence: ['zone', 'hour'],
    visitors: ['zone', 'day', 'age band', 'gender'],
    dwell: ['zone', 'day', 'length of stay'],
    origin: ['zone', 'day', 'home area'],
    flows: ['zone of departure', 'zone of arrival', 'part of the day'],
    frequency: ['zone', 'month', 'number of days'],
  })[product];

const unitOf = (product: Product): string =>
  TABLE_BOUNDS[product].spentPer === 'month'
    ? 'all events of one subscriber in one month, or on any of its days'
    : 'all events of one subscriber on one local calendar day';

/** A person is in one group: the sum of a group is what one of its members spent. */
function spentByGroup(ledger: readonly ReportedSpending[]) {
  const groups = [...new Set(ledger.map(({ group }) => group))].sort();
  return groups.map((group) => {
    const rho = sumFractions(ledger.filter((row) => row.group === group).map((row) => row.rho));
    return { group, rho: toFractionText(rho), decimal: toFractionNumber(rho) };
  });
}

const shareOf = (part: number, rest: number): number => (part + rest === 0 ? 0 : part / (part + rest));
