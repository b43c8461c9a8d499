import { webhookEventOccurred } from '@passant/contracts';
import { HandlesJob, Inbox, type JobHandler, type JobToHandle } from '@passant/platform';
import { DeliveryPump } from './delivery-pump';
import { WebhookEventsService } from './webhook-events.service';

/** Writes down who is to be told, once an event, and has it sent. */
@HandlesJob(webhookEventOccurred)
export class WebhookEventOccurredProcessor implements JobHandler<typeof webhookEventOccurred> {
  constructor(
    private readonly events: WebhookEventsService,
    private readonly inbox: Inbox,
    private readonly pump: DeliveryPump,
  ) {}

  async handle({ rowId, payload }: JobToHandle<typeof webhookEventOccurred>): Promise<void> {
    await this.inbox.once(rowId, webhookEventOccurred, (transaction) =>
      this.events.tell(transaction, { eventId: rowId, what: payload }),
    );
    this.pump.wake();
  }
}
