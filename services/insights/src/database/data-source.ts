import { createDataSourceOptions, platformEntities, platformMigrations } from '@passant/platform';
import type { DataSourceOptions } from 'typeorm';
import { KeptAnswerEntity, StaffActEntity } from '../acts/act.entity';
import { DensityOperationEntity } from '../camara/operation.entity';
import { ClientEntity } from '../clients/client.entity';
import {
  ContractApprovalEntity,
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
  ApiClientEntity,
  FailedAttemptEntity,
  UsageEventEntity,
  ContractMonthEntity,
  ContractMinuteEntity,
  UsedAssertionEntity,
  StaffActEntity,
  KeptAnswerEntity,
  DensityOperationEntity,
  InvoiceIssuerEntity,
  BillingDetailsEntity,
  InvoiceNumberEntity,
  InvoiceEntity,
  CreditNoteEntity,
  ExportEntity,
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
];

export const dataSourceOptions = (url: string): DataSourceOptions =>
  createDataSourceOptions({ url, entities, migrations, applicationName: 'insights' });
