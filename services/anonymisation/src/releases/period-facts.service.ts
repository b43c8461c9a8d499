import { Injectable } from '@nestjs/common';
import {
  daysOf,
  firstDayOf,
  GROUPS,
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
import {
  accountFor,
  addTables,
  parseFraction,
  RhoCeilingExceeded,
  type NoisyTable,
  type Policy,
  type Released,
} from '@passant/privacy';
import { PanelsService } from '../panels/panels.service';
import type { Plan } from '../plans/plans.service';
import type { MeasuredPanel } from '../step-three/choose-groups';
import type { MeasuredGroups } from '../step-three/compose-release';
import { costsOfPeriod, mostOfFractions } from './domain/spent-budget';
import { MeasurementsRepository } from './measurements.repository';
import { BudgetExceeded } from './releases.errors';

/** The tables whose shares weight all figures. */
const WEIGHTING: readonly Table[] = [...TABLES_OF.visitors, ...TABLES_OF.origin];

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
    const [sizes, strata] = await Promise.all([
      this.panels.findSizes(market, span),
      this.panels.findStrata(market, span),
    ]);
    return { sizes: isMonth(period) ? toMeans(sizes) : sizes, strata: strata[0] ?? null };
  }

  /**
   * Refuses to measure where a subscriber-day could cost more than the ceiling: what it spent already (of a month: its dearest
   * day), what is to be spent, the other kind of period, and both panel rows.
   *
   * @throws BudgetExceeded with the numbers
   */
  async assertWithinBudget(market: MarketId, period: Period, policy: Policy): Promise<void> {
    const span = toSpan(period);
    const [ledger, sizes, strata] = await Promise.all([
      this.measurements.findLedger({ market, from: firstDayOf(monthOf(span.from)), to: span.to }),
      this.panels.findSizes(market, span),
      this.panels.findStrata(market, span),
    ]);
    const most = (rows: readonly { readonly rho: string }[]) =>
      mostOfFractions(rows.map(({ rho }) => parseFraction(rho)));
    try {
      accountFor(costsOfPeriod(ledger, { period, policy, panelRows: [most(sizes), most(strata)] }));
    } catch (error) {
      if (error instanceof RhoCeilingExceeded) throw new BudgetExceeded(error.message);
      throw error;
    }
  }

  /** Visitors and origin of all days of a month over one plan, added: who its visitors are. */
  async findMonthlyVisitors(
    { market, planId }: Pick<Plan, 'market' | 'planId'>,
    month: Month,
  ): Promise<MeasuredGroups> {
    const sums = new Map(GROUPS.map((group) => [group, new Map<Table, Released<NoisyTable>>()]));
    for (const day of daysOf(month)) {
      for (const one of await this.measurements.find(market.id, day, WEIGHTING)) {
        if (one.planId !== planId) continue;
        const tables = sums.get(one.group)!;
        const before = tables.get(one.table);
        tables.set(one.table, before ? addTables([before, one.measured]) : one.measured);
      }
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
