import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module';
import { ContractsModule } from '../contracts/contracts.module';
import { OauthModule } from '../oauth/oauth.module';
import { OutgoingModule } from '../outgoing/outgoing.module';
import { DeliveriesRepository } from './deliveries.repository';
import { DeliveriesService, DeliveryTools } from './deliveries.service';
import { DeliveryPump } from './delivery-pump';
import { WebhookActors } from './webhook-actors';
import { WebhookDeliveriesResolver } from './webhook-deliveries.resolver';
import { WebhookEventOccurredProcessor } from './webhook-event-occurred.processor';
import { ContractFacts, WebhookEventsService } from './webhook-events.service';
import { WebhooksRepository } from './webhooks.repository';
import { WebhooksResolver } from './webhooks.resolver';
import { WebhookChecks, WebhooksService, WebhookStores } from './webhooks.service';

@Module({
  imports: [ClientsModule, ContractsModule, OauthModule, OutgoingModule],
  providers: [
    ...[WebhooksRepository, DeliveriesRepository, WebhookStores, WebhookChecks, WebhooksService, WebhookActors],
    ...[ContractFacts, WebhookEventsService, WebhookEventOccurredProcessor],
    ...[DeliveryTools, DeliveriesService, DeliveryPump],
    ...[WebhooksResolver, WebhookDeliveriesResolver],
  ],
})
export class WebhooksModule {}
