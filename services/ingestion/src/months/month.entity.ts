import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A month whose return visits may be counted: who said so, when, and under which zone plan. Never changed. */
@Entity('intake_month')
export class IntakeMonthEntity {
  @PrimaryColumn('text')
  market: string;

  @PrimaryColumn('text')
  month: string;

  @Column('uuid')
  planId: string;

  @Column('text')
  completedBy: string;

  @Column('timestamptz')
  completedAt: Date;
}
