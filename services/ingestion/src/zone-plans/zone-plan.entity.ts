import type { FootprintsArtefact, Market, PlanLocationError } from '@passant/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PlanNotes, PlanProblem, PlanStatus, PlanZones } from './domain/zone-plan';

/** A version of a market's zones: proposed, then fixed by two people, never changed. */
@Entity('zone_plan')
@Index('zone_plan_version', ['marketId', 'version'], { unique: true })
export class ZonePlanEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  marketId: string;

  @Column('integer')
  version: number;

  @Column('text')
  status: PlanStatus;

  @Column('jsonb')
  market: Market;

  @Column('jsonb')
  problems: readonly PlanProblem[];

  @Column('jsonb')
  notes: PlanNotes;

  /** The public part; null where the plan was refused. */
  @Column('jsonb', { nullable: true, select: false })
  zones: PlanZones | null;

  @Column('jsonb', { nullable: true, select: false })
  footprints: FootprintsArtefact | null;

  /** How many cells reach each zone. */
  @Column('jsonb')
  cellCounts: Record<string, number>;

  /** As given with the proposal; null where nobody measured it. */
  @Column('jsonb', { nullable: true })
  locationError: PlanLocationError | null;

  @Column('text')
  proposedBy: string;

  @Column('timestamptz')
  proposedAt: Date;

  @Column('timestamptz', { nullable: true })
  approvedAt: Date | null;
}

@Entity('zone_plan_approval')
export class ZonePlanApprovalEntity {
  @PrimaryColumn('uuid')
  planId: string;

  @PrimaryColumn('text')
  staffId: string;

  @Column('timestamptz')
  approvedAt: Date;
}
