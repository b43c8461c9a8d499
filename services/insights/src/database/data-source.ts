import {
  actEntities,
  createDataSourceOptions,
  KnownStopEntity,
  platformEntities,
  platformMigrations,
} from '@passant/platform';
import type { DataSourceOptions } from 'typeorm';
import { DensityOperationEntity } from '../camara/operation.entity';
import { ClientEntity } from '../clients/client.entity';
import { MarketLaunchEntity, MarketStepEntity, MethodApprovalEntity } from '../markets/market.entity';
import {
  ContractApprovalEntity,
  ContractAttestationEntity,
  ContractEntity,
  ContractStepEntity,
  ContractVersionEntity,
} from '../contracts/contract.entity';
import { ExportEntity } from '../exports/export.entity';
import {
  BillingDetailsEntity,
  CreditNoteEntity,
  InvoiceEntity,
  InvoiceIssuerEntity,
  InvoiceNumberEntity,
} from '../invoices/invoice.entity';
import { ApiClientEntity, FailedAttemptEntity, UsedAssertionEntity } from '../oauth/api-client.entity';
import {
  ReleaseEntity,
  ReleaseRowEntity,
  ReleaseSaleEntity,
  ReleaseTableEntity,
  ReleaseUseEntity,
  ReleaseWithdrawalEntity,
} from '../releases/release.entity';
import { ContractMinuteEntity, ContractMonthEntity, UsageEventEntity } from '../usage/usage-event.entity';
import { WebhookDeliveryEntity, WebhookEntity } from '../webhooks/webhook.entity';
import { RegionEntity, ZoneEntity, ZonePlanEntity } from '../zones/zone.entity';
import { CreateInsights1790000000000 } from './migrations/1790000000000-create-insights';
import { LoadTablesAndMonths1790000100000 } from './migrations/1790000100000-load-tables-and-months';
import { KeepLeastPeople1790000200000 } from './migrations/1790000200000-keep-least-people';
import { NoteActs1790000210000 } from './migrations/1790000210000-note-acts';
import { GiveReasons1790000220000 } from './migrations/1790000220000-give-reasons';
import { RotateAndUseKeys1790000230000 } from './migrations/1790000230000-rotate-and-use-keys';
import { CountMonths1790000240000 } from './migrations/1790000240000-count-months';
import { KeepNeighbours1790200000000 } from './migrations/1790200000000-keep-neighbours';
import { NoteZonesSold1790200010000 } from './migrations/1790200010000-note-zones-sold';
import { WriteInvoices1790300000000 } from './migrations/1790300000000-write-invoices';
import { WriteExports1790300100000 } from './migrations/1790300100000-write-exports';
import { CallWebhooks1790300200000 } from './migrations/1790300200000-call-webhooks';
import { KeepShapes1790400000000 } from './migrations/1790400000000-keep-shapes';
import { TakeDensityRequests1790400100000 } from './migrations/1790400100000-take-density-requests';
import { LetActsBeAboutAnything1790600000000 } from './migrations/1790600000000-let-acts-be-about-anything';
import { KnowStops1790600010000 } from './migrations/1790600010000-know-stops';
import { KnowMarkets1790611000000 } from './migrations/1790611000000-know-markets';
import { TellKindsOfContracts1790611010000 } from './migrations/1790611010000-tell-kinds-of-contracts';
import { LetCredentialsExpire1790611030000 } from './migrations/1790611030000-let-credentials-expire';
import { TellOfMarkets1790673000000 } from './migrations/1790673000000-tell-of-markets';
import { TellMixing1790680000000 } from './migrations/1790680000000-tell-mixing';
import { AttestRefusedUses1790611020000 } from './migrations/1790611020000-attest-refused-uses';

export const entities = [
  ...platformEntities,
  ZonePlanEntity,
  ZoneEntity,
  RegionEntity,
  ReleaseEntity,
  ReleaseTableEntity,
  ReleaseRowEntity,
  ReleaseWithdrawalEntity,
  ReleaseUseEntity,
  ReleaseSaleEntity,
  ClientEntity,
  ContractEntity,
  ContractVersionEntity,
  ContractApprovalEntity,
  ContractStepEntity,
  ContractAttestationEntity,
  MarketLaunchEntity,
  MarketStepEntity,
  MethodApprovalEntity,
  ApiClientEntity,
  FailedAttemptEntity,
  UsageEventEntity,
  ContractMonthEntity,
  ContractMinuteEntity,
  UsedAssertionEntity,
  DensityOperationEntity,
  InvoiceIssuerEntity,
  BillingDetailsEntity,
  InvoiceNumberEntity,
  InvoiceEntity,
  CreditNoteEntity,
  ExportEntity,
  ...actEntities,
  KnownStopEntity,
  WebhookEntity,
  WebhookDeliveryEntity,
];

export const migrations = [
  ...platformMigrations,
  CreateInsights1790000000000,
  LoadTablesAndMonths1790000100000,
  KeepLeastPeople1790000200000,
  NoteActs1790000210000,
  GiveReasons1790000220000,
  RotateAndUseKeys1790000230000,
  CountMonths1790000240000,
  KeepNeighbours1790200000000,
  NoteZonesSold1790200010000,
  WriteInvoices1790300000000,
  WriteExports1790300100000,
  CallWebhooks1790300200000,
  KeepShapes1790400000000,
  TakeDensityRequests1790400100000,
  LetActsBeAboutAnything1790600000000,
  KnowStops1790600010000,
  KnowMarkets1790611000000,
  TellKindsOfContracts1790611010000,
  AttestRefusedUses1790611020000,
  LetCredentialsExpire1790611030000,
  TellOfMarkets1790673000000,
  TellMixing1790680000000,
];

export const dataSourceOptions = (url: string): DataSourceOptions =>
  createDataSourceOptions({ url, entities, migrations, applicationName: 'insights' });
