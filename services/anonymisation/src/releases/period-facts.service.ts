import { Injectable } from '@nestjs/common';
import {
  addDays,
  daysOf,
  firstDayOf,
  isMonth,
  monthOf,
  TABLES_OF,
  type Day,
  type MarketId,
  type MeasuredPanelSize,
  type Month,
  type Period,
  type Table,
} from '@passant/contracts';
import { accountFor, parseFraction, RhoCeilingExceeded, type Fraction, type Policy } from '@passant/privacy';
import { PanelsService } from '../panels/panels.service';
import type { Plan } from '../plans/plans.service';
import type { MeasuredPanel } from '../step-three/choose-groups';
import { addPeriods } from '../step-three/add-periods';
import type { MeasuredGroups } from '../step-three/measured-groups';
import { costsOfPeriod, mostOfFractions } from './domain/spent-budget';
import { MeasurementsRepository } from './measurements.repository';
import { BudgetExceeded } from './releases.errors';
import { toMeasuredGroups } from './to-measured-groups';

/** The tables whose shares weight all figures. */
const WEIGHTING: readonly Table[] = [...TABLES_OF.visitors, ...TABLES_OF.origin];

/** Days before one whose origin tells how agreement differs within regions: four weeks with it. */
const DAYS_BEFORE = 27;

type PlanOfTables = Pick<Plan, 'market' | 'planId'>;

/** What of a period is known before it is measured: its panel, what it spent already, who visited on a month's days. */
@Injectable()
export class PeriodFactsService {
  constructor(
    private readonly panels: PanelsService,
    private readonly measurements: MeasurementsRepository,
  ) {}

  /** Measured panel sizes: of a day its own; of a month the mean of its days, for they stand for one day's panel. */
  async findPanel(market: MarketId, period: Period): Promise<MeasuredPanel> {
    const span = toSpan(period);
    const sizes = await this.panels.findSizes(market, span);
    const strata = await this.panels.findStrata(market, span);
    return { sizes: isMonth(period) ? toMeans(sizes) : sizes, strata: strata[0] ?? null };
  }

  /**
   * Refuses to measure where a subscriber-day could cost more than the ceiling: what it spent already (of a month: its dearest
   * day), what is to be spent, the other kind of period, and both panel rows.
   *
   * @throws BudgetExceeded with the numbers
   */
  async assertWithinBudget(market: MarketId, period: Period, policy: Policy): Promise<void> {
    const costs = await this.findCosts(market, period, policy);
    try {
      accountFor(costs);
    } catch (error) {
      if (error instanceof RhoCeilingExceeded) throw new BudgetExceeded(error);
      throw error;
    }
  }

  /** What a subscriber-day of the period costs at most once it is measured under a policy: to be added. */
  async findCosts(market: MarketId, period: Period, policy: Policy): Promise<readonly Fraction[]> {
    const span = toSpan(period);
    const ledger = await this.measurements.findLedger({ market, from: firstDayOf(monthOf(span.from)), to: span.to });
    const sizes = await this.panels.findSizes(market, span);
    const strata = await this.panels.findStrata(market, span);
    const most = (rows: readonly { readonly rho: string }[]) =>
      mostOfFractions(rows.map(({ rho }) => parseFraction(rho)));
    return costsOfPeriod(ledger, { period, policy, panelRows: [most(sizes), most(strata)] });
  }

  /** Visitors and origin of all days of a month over one plan, added: who its visitors are. */
  findMonthlyVisitors(plan: PlanOfTables, month: Month): Promise<MeasuredGroups> {
    return this.add(plan, daysOf(month), WEIGHTING);
  }

  /** Origin of the four weeks before a day over its plan, as far as it was measured by then: where people who agreed live. */
  findOriginBefore(plan: PlanOfTables, day: Day): Promise<MeasuredGroups> {
    const days = Array.from({ length: DAYS_BEFORE }, (_, index) => addDays(day, index - DAYS_BEFORE));
    return this.add(plan, days, TABLES_OF.origin);
  }

  /** One day after the other: tables may be large. */
  private async add(
    { market, planId }: PlanOfTables,
    days: readonly Day[],
    tables: readonly Table[],
  ): Promise<MeasuredGroups> {
    let sums: MeasuredGroups = addPeriods([]);
    for (const day of days) {
      const ofDay = await this.measurements.find(market.id, day, tables);
      sums = addPeriods([sums, toMeasuredGroups(ofDay.filter((one) => one.planId === planId))]);
    }
    return sums;
  }
}

const toSpan = (period: Period): { from: Day; to: Day } =>
  isMonth(period) ? { from: firstDayOf(period), to: daysOf(period).at(-1)! } : { from: period, to: period };

function toMeans(sizes: readonly MeasuredPanelSize[]): MeasuredPanel['sizes'] {
  const groups = new Map<string, MeasuredPanelSize[]>();
  for (const size of sizes) {
    const key = `${size.dataKind}/${size.group}`;
    groups.set(key, [...(groups.get(key) ?? []), size]);
  }
  return [...groups.values()].map((days) => ({
    dataKind: days[0]!.dataKind,
    group: days[0]!.group,
    size: days.reduce((sum, { size }) => sum + size, 0) / days.length,
    sigmaSquared: days.reduce((sum, { sigmaSquared }) => sum + sigmaSquared, 0) / days.length ** 2,
  }));
}
