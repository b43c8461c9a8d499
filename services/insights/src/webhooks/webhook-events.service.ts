import { Inject, Injectable } from '@nestjs/common';
import type { ClientId, ContractId, JobPayload, webhookEventOccurred } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { ContractsService } from '../contracts/contracts.service';
import { EntitlementsService } from '../contracts/entitlements.service';
import type { Transaction } from '../database/transactions';
import { DeliveriesRepository } from './deliveries.repository';
import { mayAsk, type WebhookEvent } from './domain/events';
import { type Webhook, WebhooksRepository } from './webhooks.repository';

/** The outbox row that tells of it is its id: so it becomes one delivery a webhook, however often it is told. */
export interface Occurred {
  readonly eventId: string;
  readonly what: JobPayload<typeof webhookEventOccurred>;
}

type Of<About extends Occurred['what']['about']> = Extract<Occurred['what'], { about: About }>;
/** Whom it is about, and what they are told: ids and words; the rest is asked for in the graph. */
type Message = { readonly webhook: Webhook; readonly data: object };

/** Who is told of what. */
@Injectable()
export class ContractFacts {
  constructor(
    readonly contracts: ContractsService,
    readonly entitlements: EntitlementsService,
  ) {}
}

/** Turns what happened into deliveries. */
@Injectable()
export class WebhookEventsService {
  constructor(
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly facts: ContractFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async tell(transaction: Transaction, { eventId, what }: Occurred): Promise<void> {
    const createdAt = this.clock.now();
    const event = EVENTS[what.about];
    for (const { webhook, data } of await this.findMessages(what)) {
      const body = JSON.stringify({ type: event, timestamp: createdAt.toISOString(), data });
      await this.deliveries.addDelivery(transaction, { webhookId: webhook.id, eventId, event, body, createdAt });
    }
  }

  private findMessages(what: Occurred['what']): Promise<Message[]> {
    if (what.about === 'release') return this.aboutRelease(what);
    return what.about === 'contract' ? this.aboutContract(what) : this.aboutExport(what);
  }

  /** To those who may ask for it, with the contracts under which they may. */
  private async aboutRelease({ about: _, ...release }: Of<'release'>): Promise<Message[]> {
    const messages: Message[] = [];
    for (const webhook of await this.webhooks.findListening('release.published', null)) {
      const grants = await this.facts.entitlements.findGrants(webhook.clientId);
      const contractIds = grants
        .filter(({ contractId, terms }) => concerns(webhook, contractId) && mayAsk(terms, release))
        .map(({ contractId }) => contractId);
      if (contractIds.length > 0) messages.push({ webhook, data: { ...release, contractIds } });
    }
    return messages;
  }

  private async aboutContract({ contractId, change }: Of<'contract'>): Promise<Message[]> {
    const { clientId, state } = await this.facts.contracts.getContract(contractId);
    return this.toOwn('contract.changed', { clientId, contractId }, { contractId, change, state });
  }

  private aboutExport({ about: _, clientId, ...exported }: Of<'export'>): Promise<Message[]> {
    return this.toOwn('export.finished', { clientId, contractId: exported.contractId }, exported);
  }

  private async toOwn(
    event: WebhookEvent,
    { clientId, contractId }: { clientId: ClientId; contractId: ContractId },
    data: object,
  ): Promise<Message[]> {
    const listening = await this.webhooks.findListening(event, clientId);
    return listening.filter((webhook) => concerns(webhook, contractId)).map((webhook) => ({ webhook, data }));
  }
}

const EVENTS = {
  release: 'release.published',
  contract: 'contract.changed',
  export: 'export.finished',
} as const satisfies Record<Occurred['what']['about'], WebhookEvent>;

const concerns = (webhook: Webhook, contractId: ContractId): boolean =>
  webhook.contractId === null || webhook.contractId === contractId;
