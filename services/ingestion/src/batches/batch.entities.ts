import type { ClaimCheck } from '@passant/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../database/whole-number';
import type { BatchStage, BatchState, Compression } from './domain/batch';

/** One file of events on its way in. */
@Entity('batch')
@Index('batch_file_once', ['market', 'sha256'], { unique: true, where: "state <> 'FAILED'" })
@Index('batch_market', ['market', 'receivedAt'])
export class BatchEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  market: string;

  @Column('uuid')
  planId: string;

  @Column('text')
  name: string;

  /** Of the file as it came. */
  @Column('text')
  sha256: string;

  @Column('bigint', { transformer: wholeNumber })
  bytes: number;

  @Column('text')
  compression: Compression;

  /** The sealed upload; null once the batch has ended. */
  @Column('jsonb', { nullable: true })
  upload: ClaimCheck | null;

  @Column('text')
  state: BatchState;

  @Column('text', { nullable: true })
  stage: BatchStage | null;

  @Column('bigint', { default: 0, transformer: wholeNumber })
  bytesRead: number;

  @Column('bigint', { default: 0, transformer: wholeNumber })
  rowsRead: number;

  @Column('text', { nullable: true })
  failureCode: string | null;

  @Column('text', { nullable: true })
  failureMessage: string | null;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('uuid', { nullable: true })
  leaseToken: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('integer', { nullable: true })
  peakMemoryMegabytes: number | null;

  @Column('text')
  receivedBy: string;

  @Column('timestamptz')
  receivedAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}

/** The exact counters of one batch and day (`unknown`: no readable time). For network operators and admins only. */
@Entity('batch_day')
@Check('batch_day_adds_up', 'read = accepted + without_consent + duplicate + rejected')
export class BatchDayEntity {
  @PrimaryColumn('uuid')
  batchId: string;

  @PrimaryColumn('text')
  day: string;

  @Column('bigint', { transformer: wholeNumber })
  read: number;

  @Column('bigint', { transformer: wholeNumber })
  accepted: number;

  @Column('bigint', { transformer: wholeNumber })
  withoutConsent: number;

  @Column('bigint', { transformer: wholeNumber })
  duplicate: number;

  @Column('bigint', { transformer: wholeNumber })
  rejected: number;
}

/** Why rows were rejected: reason, exact count, and the lines of some; never what stood in them. */
@Entity('quarantine')
export class QuarantineEntity {
  @PrimaryColumn('uuid')
  batchId: string;

  @PrimaryColumn('text')
  reason: string;

  @Column('bigint', { transformer: wholeNumber })
  count: number;

  @Column('jsonb')
  lines: readonly number[];
}
