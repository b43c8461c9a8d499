import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  type Day,
  daySchema,
  type MarketId,
  marketIdSchema,
  type MeasuredStrata,
  type Month,
  monthSchema,
} from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { z } from 'zod';
import type { LiveDay } from '../periods/live-period';
import { MeasuredPanelSizeObject, MeasuredStratumTable, Panel } from './panel.object';
import { DayUnreadable } from './panels.errors';
import { PanelsService } from './panels.service';

const MOST_DAYS = 400;
const MOST_MONTHS = 24;
const daysSchema = z.array(daySchema).max(MOST_DAYS);
const monthsSchema = z.array(monthSchema).max(MOST_MONTHS);

@Resolver(() => Panel)
export class PanelsResolver {
  constructor(private readonly panels: PanelsService) {}

  @AllowStaff()
  @Query(() => [MeasuredPanelSizeObject], { description: 'Noisy panel sizes of some days, as in the ledger.' })
  measuredPanelSizes(
    @Args('market') market: string,
    @Args('days', { type: () => [String] }) days: string[],
  ): Promise<MeasuredPanelSizeObject[]> {
    return this.panels.findMeasuredSizes(toMarketId(market), toDays(days));
  }

  @AllowStaff()
  @Query(() => [MeasuredStratumTable], {
    description: 'Noisy sizes of strata (region, age, gender) of some months, YYYY-MM, as in the ledger.',
  })
  async measuredStrata(
    @Args('market') market: string,
    @Args('months', { type: () => [String] }) months: string[],
  ): Promise<MeasuredStratumTable[]> {
    return (await this.panels.findMeasuredStrata(toMarketId(market), toMonths(months))).flatMap(toStratumTables);
  }

  @AllowStaff()
  @Query(() => [Panel], {
    name: 'panels',
    description: 'Panels of a market, newest day first; of all days where none is named.',
  })
  async listPanels(
    @Args('market') market: string,
    @Args('days', { type: () => [String], nullable: true }) days?: string[],
  ): Promise<Panel[]> {
    return (await this.panels.findPanels(toMarketId(market), toDays(days ?? []))).map(toPanel);
  }
}

const toPanel = ({ panelId, day, issuedAt, destroyBy, destroyedAt }: LiveDay): Panel => ({
  id: panelId,
  day,
  issuedAt,
  destroyBy,
  destroyedAt,
});

const toStratumTables = ({ tables, ...shared }: MeasuredStrata): MeasuredStratumTable[] =>
  tables.map((table) => ({ ...shared, ...table }));

function toMonths(texts: readonly string[]): Month[] {
  const months = monthsSchema.safeParse(texts);
  if (!months.success) throw new DayUnreadable();
  return months.data;
}

function toMarketId(text: string): MarketId {
  const market = marketIdSchema.safeParse(text);
  if (!market.success) throw new DayUnreadable();
  return market.data;
}

function toDays(texts: readonly string[]): Day[] {
  const days = daysSchema.safeParse(texts);
  if (!days.success) throw new DayUnreadable();
  return days.data;
}
