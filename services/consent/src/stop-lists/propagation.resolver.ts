import { Args, Query, Resolver } from '@nestjs/graphql';
import { AllowStaff } from '@passant/platform';
import { z } from 'zod';
import { MonthUnreadable } from './propagation.errors';
import { Propagation } from './propagation.object';
import type { PropagationSummary } from './domain/summarise-propagation';
import { StopListsService } from './stop-lists.service';

const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

@Resolver(() => Propagation)
export class PropagationResolver {
  constructor(private readonly stopLists: StopListsService) {}

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => Propagation, { description: 'Times to effect of the withdrawals of a month.' })
  async propagation(@Args('month', { description: 'YYYY-MM' }) month: string): Promise<Propagation> {
    if (!monthSchema.safeParse(month).success) throw new MonthUnreadable();
    return toPropagation(month, await this.stopLists.summarise(month));
  }
}

const orNull = (seconds: number): number | null => (Number.isFinite(seconds) ? seconds : null);

function toPropagation(month: string, summary: PropagationSummary): Propagation {
  if (summary.kind === 'under-100')
    return {
      month,
      underHundred: true,
      p50Seconds: null,
      p95Seconds: null,
      shareWithinHour: null,
      shareWithinDay: null,
    };
  const { p50, p95, shareWithinHour, shareWithinDay } = summary;
  return {
    month,
    underHundred: false,
    p50Seconds: orNull(p50),
    p95Seconds: orNull(p95),
    shareWithinHour,
    shareWithinDay,
  };
}
