import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One answered question. Append-only; the invoice adds these up. */
@Entity('usage_event')
@Unique('usage_event_once', ['requestId', 'questionSha256'])
@Index('usage_event_contract', ['contractId', 'answeredAt'])
@Check('usage_event_zones', 'cardinality(zone_ids) = cardinality(zone_figures)')
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

  /** Which zones its published figures are of, and how many of each; null in events of before. Not in listings. */
  @Column('text', { array: true, nullable: true, select: false })
  zoneIds?: string[] | null;

  @Column('integer', { array: true, nullable: true, select: false })
  zoneFigures?: number[] | null;
}

/** What a contract was sold in a local month of its market: its usage events added up, in their transactions. */
@Entity('contract_month')
export class ContractMonthEntity {
  @PrimaryColumn('uuid')
  contractId: string;

  /** `YYYY-MM` */
  @PrimaryColumn('text')
  month: string;

  @Column('bigint')
  published: string;

  @Column('bigint')
  costMinorUnits: string;
}

/** Questions of a contract in its newest minute. */
@Entity('contract_minute')
export class ContractMinuteEntity {
  @PrimaryColumn('uuid')
  contractId: string;

  @Column('timestamptz')
  minute: Date;

  @Column('integer')
  questions: number;
}
