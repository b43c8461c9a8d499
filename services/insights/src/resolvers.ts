import type { Type } from '@nestjs/common';
import { deadLettersResolver } from '@passant/platform';
import { ActsResolver } from './acts/acts.resolver';
import { ClientsResolver } from './clients/clients.resolver';
import { AttestationsResolver } from './contracts/attestations.resolver';
import { ContractStepsResolver } from './contracts/contract-steps.resolver';
import { ContractTermsResolver } from './contracts/contract-terms.resolver';
import { ContractsResolver } from './contracts/contracts.resolver';
import { ComparingResolver } from './figures/comparing.resolver';
import { DetailsResolver } from './figures/details.resolver';
import { ExportsResolver } from './exports/exports.resolver';
import { EntitlementsResolver } from './figures/entitlements.resolver';
import { FiguresResolver } from './figures/figures.resolver';
import { ProfilesResolver } from './figures/profiles.resolver';
import { PlanningResolver } from './figures/planning.resolver';
import { CreditNotesResolver } from './invoices/credit-notes.resolver';
import { InvoicesResolver } from './invoices/invoices.resolver';
import { InvoicingResolver } from './invoices/invoicing.resolver';
import { MarketFactsResolver } from './markets/market-facts.resolver';
import { MarketsResolver } from './markets/markets.resolver';
import { CredentialsResolver } from './oauth/credentials.resolver';
import { RotationResolver } from './oauth/rotation.resolver';
import { ReleasesResolver } from './releases/releases.resolver';
import { BreakdownResolver } from './usage/breakdown.resolver';
import { UsageResolver } from './usage/usage.resolver';
import { WebhookDeliveriesResolver } from './webhooks/webhook-deliveries.resolver';
import { WebhooksResolver } from './webhooks/webhooks.resolver';
import { ZonesResolver } from './zones/zones.resolver';

/** Everything that makes up this subgraph's schema. */
export const resolvers: readonly Type[] = [
  ActsResolver,
  ClientsResolver,
  ContractsResolver,
  ContractStepsResolver,
  ContractTermsResolver,
  AttestationsResolver,
  MarketsResolver,
  MarketFactsResolver,
  ComparingResolver,
  CredentialsResolver,
  DetailsResolver,
  EntitlementsResolver,
  FiguresResolver,
  ProfilesResolver,
  PlanningResolver,
  ReleasesResolver,
  RotationResolver,
  BreakdownResolver,
  UsageResolver,
  ZonesResolver,
  deadLettersResolver('insights'),
  InvoicesResolver,
  InvoicingResolver,
  CreditNotesResolver,
  ExportsResolver,
  WebhooksResolver,
  WebhookDeliveriesResolver,
];
