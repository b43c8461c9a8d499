import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ExportedFile, ExportState } from './exports.repository';

/** A large answer that is written as a file. Its rows stay; its files go after some days. */
@Entity('export')
@Unique('export_once', ['apiClientId', 'idempotencyKey'])
@Index('export_client', ['clientId', 'requestedAt'])
@Index('export_files', ['expiresAt'], { where: 'files IS NOT NULL' })
export class ExportEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  clientId: string;

  @Column('uuid')
  contractId: string;

  /** The OAuth client that asked: once it is revoked, nothing is read any more. */
  @Column('uuid')
  apiClientId: string;

  @Column('text')
  idempotencyKey: string;

  /** Of the question and the format. */
  @Column('text')
  payloadSha256: string;

  @Column('text')
  format: string;

  @Column('jsonb')
  question: object;

  @Column('text')
  state: ExportState;

  /** Per cent of its zones. */
  @Column('integer')
  progress: number;

  /** How often it was begun: who began it last may finish it. */
  @Column('integer')
  attempt: number;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('text', { nullable: true })
  failureCode: string | null;

  @Column('text', { nullable: true })
  failureMessage: string | null;

  @Column('jsonb', { nullable: true })
  files: readonly ExportedFile[] | null;

  @Column('integer', { nullable: true })
  published: number | null;

  @Column('integer', { nullable: true })
  suppressed: number | null;

  @Column('integer', { nullable: true })
  noData: number | null;

  @Column('timestamptz')
  requestedAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  /** From here on its files are gone. */
  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;
}
