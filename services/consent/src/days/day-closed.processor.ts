import { dayClosed } from '@passant/contracts';
import { HandlesJob, type JobHandler, type JobToHandle } from '@passant/platform';
import { DaysService } from './days.service';

/** Every table of the day is measured or abandoned: its keys die. A repeat finds them dead. */
@HandlesJob(dayClosed)
export class DayClosedProcessor implements JobHandler<typeof dayClosed> {
  constructor(private readonly days: DaysService) {}

  async handle({ payload }: JobToHandle<typeof dayClosed>): Promise<void> {
    const day = await this.days.find(payload.market, payload.day);
    if (day && !day.destroyedAt) await this.days.destroy(day);
  }
}
