import { Args, Query, Resolver } from '@nestjs/graphql';
import { type Day, daySchema, type MarketId, marketIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { z } from 'zod';
import type { LiveDay } from '../days/live-day';
import { MeasuredPanelSizeObject, Panel } from './panel.object';
import { DayUnreadable } from './panels.errors';
import { PanelsService } from './panels.service';

const MOST_DAYS = 400;
const daysSchema = z.array(daySchema).max(MOST_DAYS);

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
