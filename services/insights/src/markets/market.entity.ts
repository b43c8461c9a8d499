import type { Day } from '@passant/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MarketState } from './domain/judge-sale';
import type { MarketStep } from './domain/market-launch';

/** Where a market stands: what its steps come to, for who reads it with each question. */
@Entity('market_launch')
export class MarketLaunchEntity {
  @PrimaryColumn('text')
  market: string;

  @Column('text')
  state: MarketState;

  @Column('boolean')
  isSimulated: boolean;

  @Column('timestamptz', { nullable: true })
  approvedUntil: Date | null;

  /** Steps taken so far. */
  @Column('integer')
  steps: number;
}

/** What a body allowed. Append-only: a longer one is another one. */
@Entity('method_approval')
export class MethodApprovalEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  market: string;

  @Column('text')
  documentSha256: string;

  @Column('text')
  body: string;

  @Column('date')
  approvedOn: Day;

  @Column('date')
  expiresOn: Day;

  @Column('timestamptz')
  until: Date;
}

/** Every step of a market, and who took it. Append-only. */
@Entity('market_step')
export class MarketStepEntity {
  @PrimaryColumn('text')
  market: string;

  @PrimaryColumn('integer')
  number: number;

  @Column('text')
  step: MarketStep;

  /** The state afterwards. */
  @Column('text')
  state: MarketState;

  @Column('text')
  staffId: string;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('uuid', { nullable: true })
  approvalId: string | null;

  @Column('timestamptz')
  takenAt: Date;
}
