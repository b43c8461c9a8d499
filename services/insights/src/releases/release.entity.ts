import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A loaded release without its tables. Never changed: what is withdrawn gets a row in `release_withdrawal`. */
@Entity('release')
@Unique('release_once', ['marketId', 'purpose', 'period', 'product'])
export class ReleaseEntity {
  @PrimaryColumn('uuid')
  releaseId: string;

  @Column('text')
  marketId: string;

  /** A day, or a month (`YYYY-MM`). */
  @Column({ type: 'text', collation: 'C' })
  period: string;

  @Column('uuid')
  planId: string;

  @Column('text')
  product: string;

  @Column('text')
  purpose: string;

  @Column('text')
  methodVersion: string;

  @Column('integer')
  unitsPerPerson: number;

  /** Rows of its tables, `outside` included. */
  @Column('integer')
  tableRows: number;

  /** What its factors are weighted over; null: not extrapolated. */
  @Column('text', { nullable: true })
  strata: string | null;

  @Column('double precision', { nullable: true })
  panelMeasured: number | null;

  @Column('double precision', { nullable: true })
  locationErrorMedian: number | null;

  @Column('double precision', { nullable: true })
  locationErrorP90: number | null;

  @Column('text')
  tableSha256: string;

  /** People a published figure must stand for at least, before noise is allowed for. */
  @Column('integer', { default: 20 })
  leastPeople: number;

  @Column('timestamptz', { default: () => 'now()' })
  loadedAt: Date;
}

/** One table of a release, without its rows. */
@Entity('release_table')
export class ReleaseTableEntity {
  @PrimaryColumn('uuid')
  releaseId: string;

  @PrimaryColumn('text')
  tableName: string;

  @Column('text', { array: true })
  columns: string[];

  /** Noise variance of one figure, in units². */
  @Column('double precision')
  variance: number;

  /** Publication threshold of one figure, in units. */
  @Column('double precision')
  tau: number;

  /** Class of each column: columns of one class share a row's factor; null: all of them do. */
  @Column('integer', { array: true, nullable: true })
  classes: number[] | null;

  /** All zones together, as `CityTotals`; null where the product needs none. */
  @Column('jsonb', { nullable: true })
  city: object | null;
}

/** One zone's (region's, pair's) noisy values in one table, in the order of its columns. */
@Entity('release_row')
@Check('release_row_factors', 'cardinality(factors) = cardinality(factor_variances)')
export class ReleaseRowEntity {
  @PrimaryColumn('uuid')
  releaseId: string;

  @PrimaryColumn('text')
  tableName: string;

  @PrimaryColumn('text')
  zoneId: string;

  @Column('double precision', { array: true })
  values: number[];

  /** People in the city for one in the panel, by class of the table's columns; null: not extrapolated. */
  @Column('double precision', { array: true })
  factors: (number | null)[];

  @Column('double precision', { array: true })
  factorVariances: (number | null)[];

  /** Of each variance the part that is mixing; empty where the release does not tell. */
  @Column('double precision', { array: true, default: () => "'{}'" })
  factorMixings: (number | null)[];
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
