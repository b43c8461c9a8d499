import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A loaded release without its rows. Never changed: what is withdrawn gets a row in `release_withdrawal`. */
@Entity('release')
@Unique('release_once', ['marketId', 'product', 'purpose', 'day'])
@Check('release_factor', '(factor IS NULL) = (factor_variance IS NULL)')
export class ReleaseEntity {
  @PrimaryColumn('uuid')
  releaseId: string;

  @Column('text')
  marketId: string;

  @Column('date')
  day: string;

  @Column('uuid')
  planId: string;

  @Column('text')
  product: string;

  @Column('text')
  purpose: string;

  @Column('text')
  methodVersion: string;

  @Column('bigint')
  sigmaSquared: string;

  @Column('integer')
  unitsPerPerson: number;

  /** Publication threshold of one figure, in units. */
  @Column('double precision')
  tau: number;

  @Column('double precision', { nullable: true })
  factor: number | null;

  @Column('double precision', { nullable: true })
  factorVariance: number | null;

  @Column('text', { array: true })
  columns: string[];

  /** Rows of the released table, `outside` included. */
  @Column('integer')
  tableZones: number;

  @Column('text')
  tableSha256: string;

  @Column('timestamptz', { default: () => 'now()' })
  loadedAt: Date;
}

/** One zone's noisy values of a release, in the order of its columns. */
@Entity('release_row')
export class ReleaseRowEntity {
  @PrimaryColumn('uuid')
  releaseId: string;

  @PrimaryColumn('text')
  zoneId: string;

  @Column('integer', { array: true })
  values: number[];
}

/** From here on a release is not sold. May come before the release itself. */
@Entity('release_withdrawal')
export class ReleaseWithdrawalEntity {
  @PrimaryColumn('uuid')
  releaseId: string;

  @Column('timestamptz', { default: () => 'now()' })
  withdrawnAt: Date;
}

/** First use of a release by a kind of buyer. */
@Entity('release_use')
export class ReleaseUseEntity {
  @PrimaryColumn('uuid')
  releaseId: string;

  @PrimaryColumn('text')
  kindOfBuyer: string;

  @Column('timestamptz', { default: () => 'now()' })
  firstUsedAt: Date;
}

/** How many published figures of a release each answer sold. */
@Entity('release_sale')
@Index('release_sale_release', ['releaseId'])
export class ReleaseSaleEntity {
  @PrimaryColumn('uuid')
  usageEventId: string;

  @PrimaryColumn('uuid')
  releaseId: string;

  @Column('integer')
  figures: number;
}
