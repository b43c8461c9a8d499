import type { ClaimCheck, PanelDataKind } from '@passant/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../database/whole-number';
import type { DayState } from './domain/day-state';

/** One local day of one market, as far as rows may still come in. */
@Entity('intake_day')
@Index('intake_day_deadline', ['destroyBy'], { where: "state IN ('OPEN', 'COMPLETED')" })
export class IntakeDayEntity {
  @PrimaryColumn('text')
  market: string;

  @PrimaryColumn('text')
  day: string;

  @Column('text', { default: 'OPEN' })
  state: DayState;

  /** The zone plan of the first batch; all later batches of the day keep to it. */
  @Column('uuid', { nullable: true })
  planId: string | null;

  /** Into how many shards the day's segments are cut; fixed by the first batch. */
  @Column('integer', { nullable: true })
  shards: number | null;

  @Column('uuid', { nullable: true })
  panelId: string | null;

  /** Where the sealed panel manifest lies; gone when the day ends. */
  @Column('jsonb', { nullable: true })
  panel: ClaimCheck | null;

  @Column('timestamptz', { nullable: true })
  panelRequestedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  destroyBy: Date | null;

  @Column('integer', { default: 0 })
  stopListNumber: number;

  @Column('jsonb', { nullable: true })
  stopList: ClaimCheck | null;

  @Column('integer', { default: 0 })
  acknowledgedNumber: number;

  @Column('timestamptz', { nullable: true })
  completedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}

/** A batch that may still bring rows of a day (`*`: of any day of the market). While it joins, the stop-list number it applies. */
@Entity('day_hold')
@Index('day_hold_day', ['market', 'day'])
export class DayHoldEntity {
  @PrimaryColumn('uuid')
  batchId: string;

  @PrimaryColumn('text')
  day: string;

  @Column('text')
  market: string;

  @Column('boolean', { default: false })
  waiting: boolean;

  @Column('integer', { nullable: true })
  stopListNumber: number | null;
}

/** A sealed segment file that ingestion cannot read back. */
@Entity('segment')
@Index('segment_once', ['batchId', 'day', 'dataKind', 'shard'], { unique: true })
@Index('segment_day', ['market', 'day'])
export class SegmentEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  batchId: string;

  @Column('text')
  market: string;

  @Column('text')
  day: string;

  @Column('text')
  dataKind: PanelDataKind;

  @Column('integer')
  shard: number;

  @Column('integer')
  shards: number;

  @Column('bigint', { transformer: wholeNumber })
  rows: number;

  @Column('jsonb')
  file: ClaimCheck;
}
