import { createDataSourceOptions, platformEntities, platformMigrations } from '@passant/platform';
import type { DataSourceOptions } from 'typeorm';
import { ClientEntity } from '../clients/client.entity';
import {
  ContractApprovalEntity,
  ContractEntity,
  ContractStepEntity,
  ContractVersionEntity,
} from '../contracts/contract.entity';
import { ApiClientEntity, FailedAttemptEntity } from '../oauth/api-client.entity';
import {
  ReleaseEntity,
  ReleaseRowEntity,
  ReleaseSaleEntity,
  ReleaseTableEntity,
  ReleaseUseEntity,
  ReleaseWithdrawalEntity,
} from '../releases/release.entity';
import { UsageEventEntity } from '../usage/usage-event.entity';
import { RegionEntity, ZoneEntity, ZonePlanEntity } from '../zones/zone.entity';
import { CreateInsights1790000000000 } from './migrations/1790000000000-create-insights';
import { LoadTablesAndMonths1790000100000 } from './migrations/1790000100000-load-tables-and-months';
import { KeepLeastPeople1790000200000 } from './migrations/1790000200000-keep-least-people';

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
];

export const migrations = [
  ...platformMigrations,
  CreateInsights1790000000000,
  LoadTablesAndMonths1790000100000,
  KeepLeastPeople1790000200000,
];

export const dataSourceOptions = (url: string): DataSourceOptions =>
  createDataSourceOptions({ url, entities, migrations, applicationName: 'insights' });
