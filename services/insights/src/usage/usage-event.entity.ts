import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One answered question. Append-only; the invoice adds these up. */
@Entity('usage_event')
@Unique('usage_event_once', ['requestId', 'questionSha256'])
@Index('usage_event_contract', ['contractId', 'answeredAt'])
export class UsageEventEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  requestId: string;

  /** One request may ask several questions; the same question twice in one request is one event. */
  @Column('text')
  questionSha256: string;

  @Column('uuid')
  clientId: string;

  @Column('uuid')
  contractId: string;

  @Column('uuid')
  contractVersionId: string;

  @Column('text')
  product: string;

  @Column('text')
  grain: string;

  @Column('integer')
  figures: number;

  @Column('integer')
  published: number;

  @Column('integer')
  suppressed: number;

  @Column('integer')
  noData: number;

  @Column('bigint')
  costMinorUnits: string;

  @Column('text')
  currency: string;

  @Column('timestamptz')
  answeredAt: Date;
}
