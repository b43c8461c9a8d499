import { Inject, Injectable } from '@nestjs/common';
import {
  DAILY_PRODUCTS,
  GROUPS,
  isMonth,
  MONTHLY_PRODUCTS,
  PURPOSES,
  type Group,
  type MarketId,
  type Period,
  type Product,
  type Purpose,
  type ReleaseId,
  type Table,
} from '@passant/contracts';
import {
  addTables,
  RHO_CEILING,
  sumFractions,
  type Fraction,
  type NoisyTable,
  type RandomSource,
  type Released,
} from '@passant/privacy';
import { randomUUID } from 'node:crypto';
import type { Transaction } from '../database/transactions';
import type { Plan } from '../plans/plans.service';
import { PoliciesService } from '../policy/policies.service';
import { METHOD_VERSION, type PolicyVersion } from '../policy/policy';
import type { MeasuredPanel } from '../step-three/choose-groups';
import { composeRelease, type ComposedRelease, type MeasuredGroups } from '../step-three/compose-release';
import type { KnownShares } from '../step-three/extrapolate';
import { measureTables } from '../step-three/measure-tables';
import { countedDomain, tableDomain, type Frame } from '../step-three/table-domain';
import { toTable } from '../step-three/visitors-margins';
import { hashTables } from './hash-tables';
import { MeasurementsRepository } from './measurements.repository';
import { NOISE } from './random-source';
import { PeriodFactsService } from './period-facts.service';
import type { Release } from './release';
import { TableTooLarge } from './releases.errors';
import { ReleasesRepository } from './releases.repository';

/**
 * Exact counts of one product and group over its public domain (`countedDomain`), zeros included: not to outlive the close. Asked
 * only for products that are measured.
 */
export type ExactTable = (product: Product, group: Group) => readonly number[];

export interface PeriodToMeasure {
  /** A day: every daily product. A month: frequency. */
  readonly period: Period;
  readonly plan: Plan;
  /** UTC starts of the day's hours, in ms; of a month none. */
  readonly hours: readonly number[];
  readonly exact: ExactTable;
  readonly stopListNumber: number;
  readonly now: Date;
  /** Of a month: on how many of its days return visits were counted. A public fact. */
  readonly daysCounted?: number | null;
  /** Whether exact counts are handed to an observer: of simulated people only, and never in production. */
  readonly isObserved?: boolean;
}

/** What an observer of simulated people may compare; nobody else sees it. */
export interface MeasuredTable {
  readonly table: Table;
  readonly purpose: Purpose;
  readonly exact: readonly number[];
  /** Before least squares. */
  readonly noisy: readonly number[];
  readonly sigmaSquared: number;
}

/** Products without which a plan is refused; origin and flows are left out where they would be too large. */
const NEVER_LEFT_OUT: readonly Product[] = ['presence', 'visitors', 'dwell', 'frequency'];

/** Injection token: which build this is. Stands in every release. */
export const CODE_VERSION = Symbol('CODE_VERSION');

/** What storing needs. */
@Injectable()
export class MeasuringStores {
  constructor(
    readonly measurements: MeasurementsRepository,
    readonly releases: ReleasesRepository,
    @Inject(CODE_VERSION) readonly codeVersion: string,
  ) {}
}

/** Step 3: draws noise once, and writes measurements, ledger and releases into the caller's transaction. */
@Injectable()
export class MeasuringService {
  constructor(
    private readonly stores: MeasuringStores,
    private readonly policies: PoliciesService,
    private readonly facts: PeriodFactsService,
    @Inject(NOISE) private readonly noise: RandomSource,
  ) {}

  /**
   * Measures every table of the period. What happened before the transaction commits never left it; afterwards the rows'
   * keys make a second measurement fail. Returns nothing unless it is observed: each count is asked for once and dropped.
   *
   * @throws TableTooLarge, BudgetExceeded, PolicyInvalid
   */
  async measure(transaction: Transaction, wanted: PeriodToMeasure): Promise<MeasuredTable[]> {
    const { period, plan } = wanted;
    const products = isMonth(period) ? MONTHLY_PRODUCTS : DAILY_PRODUCTS;
    const isTooLarge = (product: Product) => NEVER_LEFT_OUT.includes(product) && !countedDomain(product, wanted);
    if (products.some(isTooLarge)) throw new TableTooLarge();
    const version = await this.policies.getCurrent();
    await this.facts.assertWithinBudget(plan.market.id, period, version.policy);
    const measured = await this.measureGroups(transaction, wanted, { products, version });
    const panel = await this.facts.findPanel(plan.market.id, period);
    const weighting = isMonth(period) ? await this.facts.findMonthlyVisitors(plan, period) : [];
    const all = new Map(
      GROUPS.map((group) => [group, new Map([...(new Map(weighting).get(group) ?? []), ...measured.get(group)!])]),
    );
    const before = isMonth(period) ? undefined : await this.facts.findOriginBefore(plan, period);
    return this.release(transaction, wanted, { products, version, panel, measured: all, ...(before && { before }) });
  }

  /** What a subscriber-day of the period would spend under the policy in force, and what it may spend. */
  async findBudget(
    market: MarketId,
    period: Period,
  ): Promise<{ readonly spent: Fraction; readonly ceiling: Fraction }> {
    const { policy } = await this.policies.getCurrent();
    return { spent: sumFractions(await this.facts.findCosts(market, period, policy)), ceiling: RHO_CEILING };
  }

  private async measureGroups(
    transaction: Transaction,
    wanted: PeriodToMeasure,
    { products, version }: { products: readonly Product[]; version: PolicyVersion },
  ): Promise<MeasuredGroups> {
    const { period, plan, exact, now } = wanted;
    const groups = new Map<Group, ReadonlyMap<Table, Released<NoisyTable>>>();
    for (const group of GROUPS) {
      const counts = (product: Product) => exact(product, group);
      const tables = measureTables({ products, frame: wanted, counts }, version.policy, this.noise);
      for (const [table, measured] of tables) {
        const key = { market: plan.market.id, period, group, table };
        await this.stores.measurements.insert(
          transaction,
          { ...key, planId: plan.planId, methodVersion: METHOD_VERSION, measured },
          {
            ...key,
            rho: measured.rho,
            sigmaSquared: measured.sigmaSquared,
            tableSha256: hashOf(wanted, [{ table, values: measured.values }]),
            spentAt: now,
          },
        );
      }
      groups.set(group, tables);
    }
    return groups;
  }

  private async release(transaction: Transaction, wanted: PeriodToMeasure, made: Made): Promise<MeasuredTable[]> {
    const { plan } = wanted;
    const { adultShares } = made.version.file;
    const observed: MeasuredTable[] = [];
    const known: KnownShares = new Map();
    for (const product of made.products) {
      for (const purpose of PURPOSES) {
        const { panel, measured, before } = made;
        const facts = { ...panel, product, purpose, frame: wanted, policy: made.version.policy, measured };
        const adultShare = adultShares[plan.market.country] ?? null;
        const composed = composeRelease({ ...facts, adultShare, ...(before && { before }) }, known);
        if (!composed) continue;
        const { codeVersion } = this.stores;
        await this.stores.releases.insert(transaction, toRelease(wanted, composed, { ...made, codeVersion }));
        if (wanted.isObserved) observed.push(...toObserved(composed, wanted, made.measured));
      }
    }
    return observed;
  }
}

interface Made {
  readonly products: readonly Product[];
  readonly version: PolicyVersion;
  readonly panel: MeasuredPanel;
  readonly measured: MeasuredGroups;
  /** Of a day: origin of the days before it. */
  readonly before?: MeasuredGroups;
}

function toRelease(
  wanted: PeriodToMeasure,
  composed: ComposedRelease,
  { version, measured, codeVersion }: Pick<Made, 'version' | 'measured'> & Pick<Release, 'codeVersion'>,
): Release {
  const { tables, groups } = composed;
  const { locationError } = wanted.plan;
  return {
    releaseId: randomUUID() as ReleaseId,
    market: wanted.plan.market.id,
    period: wanted.period,
    product: composed.product,
    purpose: composed.purpose,
    planId: wanted.plan.planId,
    methodVersion: METHOD_VERSION,
    codeVersion,
    policy: { name: version.policy.name, version: version.version, leastPeople: version.policy.leastPeople },
    groups,
    sigmaSquared: groups.reduce((sum, group) => sum + measured.get(group)!.get(tables[0]!.table)!.sigmaSquared, 0),
    unitsPerPerson: composed.unitsPerPerson,
    tables: tables.map(({ table, values, variance, tau, factors, published, suppressed }) => ({
      table,
      variance,
      tau,
      figures: values.length,
      published,
      suppressed,
      ...(factors && { factors }),
    })),
    extrapolation: composed.extrapolation,
    locationError: locationError && { median: locationError.median, p90: locationError.p90 },
    tableSha256: hashOf(wanted, tables),
    daysCounted: wanted.daysCounted ?? null,
    stopListNumber: wanted.stopListNumber,
    releasedAt: wanted.now,
  };
}

function hashOf(
  frame: Frame,
  tables: readonly { readonly table: Table; readonly values: readonly number[] }[],
): string {
  const domains = tables.map(({ table }) => tableDomain(table, frame)!);
  const named = tables.map(({ table, values }, index) => ({
    table,
    columns: domains[index]!.columns as string[],
    values: values as number[],
  }));
  return hashTables(domains[0]!.rows, named);
}

function toObserved(
  { purpose, groups, tables, product }: ComposedRelease,
  { exact }: PeriodToMeasure,
  measured: MeasuredGroups,
): MeasuredTable[] {
  return tables.map(({ table }) => {
    const noisy = addTables(groups.map((group) => measured.get(group)!.get(table)!));
    const counts = groups.map((group) => toTable(table, exact(product, group)));
    const sums = noisy.values.map((_, index) => counts.reduce((sum, one) => sum + one[index]!, 0));
    return { table, purpose, exact: sums, noisy: noisy.values, sigmaSquared: noisy.sigmaSquared };
  });
}
