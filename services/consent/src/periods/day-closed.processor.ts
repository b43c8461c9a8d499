import { dayClosed } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { PeriodsService } from './periods.service';

/** Every table of the day or month is measured or abandoned: its keys die. A repeat finds them dead. */
@HandlesJob(dayClosed)
export class DayClosedProcessor implements JobHandler<typeof dayClosed> {
  constructor(private readonly periods: PeriodsService) {}

  async handle({ payload }: JobToHandle<typeof dayClosed>): Promise<void> {
    const period = await this.periods.find(payload.market, payload.period);
    if (period && !period.destroyedAt) await this.periods.destroy(period);
  }
}
