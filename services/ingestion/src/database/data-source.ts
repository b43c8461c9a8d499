import {
  actEntities,
  createDataSourceOptions,
  KnownStopEntity,
  platformEntities,
  platformMigrations,
} from '@passant/platform';
import { BatchDayEntity, BatchEntity, QuarantineEntity } from '../batches/batch.entities';
import { DayHoldEntity, IntakeDayEntity, SegmentEntity } from '../days/day.entities';
import { IntakeMonthEntity } from '../months/month.entity';
import { NetworkFileEntity } from '../zone-plans/network-file.entity';
import { ZonePlanApprovalEntity, ZonePlanEntity } from '../zone-plans/zone-plan.entity';
import { CreateZonePlans1700000001000 } from './migrations/1700000001000-create-zone-plans';
import { CreateDays1700000002000 } from './migrations/1700000002000-create-days';
import { CreateBatches1700000003000 } from './migrations/1700000003000-create-batches';
import { CreateMonths1700000004000 } from './migrations/1700000004000-create-months';
import { NoteActs1706000000000 } from './migrations/1706000000000-note-acts';
import { KnowStops1706000001000 } from './migrations/1706000001000-know-stops';
import { KeepLocationError1706150000000 } from './migrations/1706150000000-keep-location-error';

export const entities = [
  ...platformEntities,
  ...actEntities,
  KnownStopEntity,
  NetworkFileEntity,
  ZonePlanEntity,
  ZonePlanApprovalEntity,
  IntakeDayEntity,
  DayHoldEntity,
  SegmentEntity,
  IntakeMonthEntity,
  BatchEntity,
  BatchDayEntity,
  QuarantineEntity,
];

export const migrations = [
  ...platformMigrations,
  CreateZonePlans1700000001000,
  CreateDays1700000002000,
  CreateBatches1700000003000,
  CreateMonths1700000004000,
  NoteActs1706000000000,
  KnowStops1706000001000,
  KeepLocationError1706150000000,
];

export const dataSourceOptions = (url: string) =>
  createDataSourceOptions({ url, entities, migrations, applicationName: 'ingestion' });
