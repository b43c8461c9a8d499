import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ClientId, ContractId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { ClientsService } from '../clients/clients.service';
import { ContractsService } from '../contracts/contracts.service';
import { ContractUnknown } from '../contracts/contracts.errors';
import { Transactions } from '../database/transactions';
import { SecretBox } from '../outgoing/seal-secret';
import { OutgoingSender } from '../outgoing/sender';
import { DeliveriesRepository, type Delivery } from './deliveries.repository';
import { scopeOf } from './deliveries.service';
import type { WebhookEvent } from './domain/events';
import { toSecretText } from './domain/sign-message';
import {
  DeliveryUnknown,
  SandboxHasNoWebhooks,
  WebhooksTooMany,
  WebhookTargetRefused,
  WebhookUnknown,
} from './webhooks.errors';
import { type Webhook, WebhooksRepository } from './webhooks.repository';

export type { Delivery } from './deliveries.repository';
export type { Webhook } from './webhooks.repository';

export interface WantedWebhook {
  readonly clientId: ClientId;
  readonly contractId: ContractId | null;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

/** With its secret, which is shown this once. */
export type IssuedWebhook = Webhook & { readonly secret: string };

/** What webhooks are kept in. */
@Injectable()
export class WebhookStores {
  constructor(
    readonly webhooks: WebhooksRepository,
    readonly deliveries: DeliveriesRepository,
    readonly transactions: Transactions,
  ) {}
}

/** Whose they are, and where they may lead. */
@Injectable()
export class WebhookChecks {
  constructor(
    readonly clients: ClientsService,
    readonly contracts: ContractsService,
    readonly sender: OutgoingSender,
  ) {}
}

const MOST_WEBHOOKS = 20;
const MOST_LISTED = 500;
const SECRET_BYTES = 32;

/** Where partners want to be told of things. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly stores: WebhookStores,
    private readonly checks: WebhookChecks,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ClientUnknown, ContractUnknown, SandboxHasNoWebhooks, WebhookTargetRefused, WebhooksTooMany */
  async register(wanted: WantedWebhook, createdBy: string): Promise<IssuedWebhook> {
    const { clientId, contractId, url } = wanted;
    await this.checks.clients.getClient(clientId);
    if (contractId !== null && (await this.checks.contracts.getContract(contractId)).clientId !== clientId) {
      throw new ContractUnknown();
    }
    const contracts = await this.checks.contracts.listContracts(clientId);
    if (contracts.some(({ kind }) => kind === 'sandbox')) throw new SandboxHasNoWebhooks();
    const problem = this.checks.sender.findProblem(url) ?? (await this.checks.sender.resolveProblem(url));
    if (problem !== undefined) throw new WebhookTargetRefused(problem);
    return this.stores.transactions.run(async (transaction) => {
      const before = await this.stores.webhooks.findWebhooks({ clientId });
      if (before.length >= MOST_WEBHOOKS) throw new WebhooksTooMany(MOST_WEBHOOKS);
      const id = randomUUID();
      const secret = toSecretText(randomBytes(SECRET_BYTES));
      const webhook: Webhook = {
        ...{ ...wanted, events: [...new Set(wanted.events)], id, state: 'active', createdBy },
        ...{ sealedSecret: this.box.seal(secret, scopeOf(id)), previousSealedSecret: null, previousUntil: null },
        createdAt: this.clock.now(),
      };
      await this.stores.webhooks.addWebhook(transaction, webhook);
      return { ...webhook, secret };
    });
  }

  /** Both secrets sign until the overlap is over. @throws WebhookUnknown */
  async rotateSecret(id: string, overlapSeconds: number, owner: ClientId | null): Promise<IssuedWebhook> {
    const webhook = await this.getWebhook(id, owner);
    const secret = toSecretText(randomBytes(SECRET_BYTES));
    // Wall time, as signatures are.
    const previousUntil = new Date(Date.now() + overlapSeconds * 1000);
    await this.stores.webhooks.rotateSecret(id, this.box.seal(secret, scopeOf(id)), previousUntil);
    return { ...webhook, previousUntil, secret };
  }

  /** What was not sent by now never is. @throws WebhookUnknown */
  async remove(id: string, owner: ClientId | null): Promise<Webhook> {
    const webhook = await this.getWebhook(id, owner);
    await this.stores.webhooks.setState(id, 'removed');
    return { ...webhook, state: 'removed' };
  }

  /** Oldest first. */
  list(clientId: ClientId | null): Promise<Webhook[]> {
    return this.stores.webhooks.findWebhooks({ clientId });
  }

  /** Newest first. @throws WebhookUnknown */
  async listDeliveries(id: string, state: Delivery['state'] | null, owner: ClientId | null): Promise<Delivery[]> {
    await this.getWebhook(id, owner);
    return this.stores.deliveries.findDeliveries(id, state, MOST_LISTED);
  }

  /** Sends a dead one again, from the first attempt on; an address that said it is gone counts again. @throws DeliveryUnknown */
  async replay(deliveryId: string): Promise<Delivery> {
    const revived = await this.stores.deliveries.reviveDelivery(deliveryId);
    if (!revived) throw new DeliveryUnknown();
    const { state } = await this.getWebhook(revived.webhookId, null);
    if (state === 'gone') await this.stores.webhooks.setState(revived.webhookId, 'active');
    return revived;
  }

  /** @throws WebhookUnknown, also where it is another client's or was removed */
  private async getWebhook(id: string, owner: ClientId | null): Promise<Webhook> {
    const [webhook] = await this.stores.webhooks.findWebhooks({ id, clientId: owner });
    if (!webhook) throw new WebhookUnknown();
    return webhook;
  }
}
