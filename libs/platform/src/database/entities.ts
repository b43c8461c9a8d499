import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** A job that a committed change asks for. The truth about it: the queue only rings. */
@Entity('outbox')
@Index('outbox_unsettled', ['dueAt'], { where: 'settled_at IS NULL' })
@Index('outbox_done', ['settledAt'], { where: 'settled_at IS NOT NULL AND dead_code IS NULL' })
export class OutboxEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  job: string;

  @Column('text')
  consumer: string;

  @Column('jsonb')
  payload: unknown;

  @Column('integer', { default: 0 })
  ring: number;

  /** Whether the present ring stands in the queue, as far as this row knows. */
  @Column('boolean', { default: false })
  rung: boolean;

  /** When the relay or, once rung, the reconciler looks at it next. */
  @Column('timestamptz', { default: () => 'now()' })
  dueAt: Date;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  settledAt: Date | null;

  /** Why the consumer will never do it; null where it did. */
  @Column('text', { nullable: true })
  deadCode: string | null;
}

/** A job that was done here. Written in the transaction of its effect. */
@Entity('inbox')
@Index('inbox_done', ['doneAt'])
export class InboxEntity {
  @PrimaryColumn('uuid')
  rowId: string;

  @Column('text')
  job: string;

  @CreateDateColumn({ type: 'timestamptz' })
  doneAt: Date;
}

/** A job that can never be done here: kept for a person to look at and to replay. */
@Entity('dead_letter')
export class DeadLetterEntity {
  @PrimaryColumn('uuid')
  rowId: string;

  @Column('text')
  job: string;

  @Column('jsonb')
  payload: unknown;

  @Column('text')
  code: string;

  @Column('integer', { default: 0 })
  replays: number;

  @CreateDateColumn({ type: 'timestamptz' })
  diedAt: Date;
}

export const platformEntities = [OutboxEntity, InboxEntity, DeadLetterEntity];
