import type { MultiPolygon } from '@passant/contracts';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** An approved plan: public facts about a market. Never changed; a new version is a new row. */
@Entity('zone_plan')
@Unique('zone_plan_version', ['marketId', 'version'])
export class ZonePlanEntity {
  @PrimaryColumn('uuid')
  planId: string;

  @Column('text')
  marketId: string;

  @Column('text')
  marketName: string;

  @Column('text', { nullable: true })
  country: string | null;

  @Column('text')
  timeZone: string;

  @Column('integer')
  version: number;

  /** Public residents of all zones together; null: nothing is extrapolated. */
  @Column('integer', { nullable: true })
  residents: number | null;

  @Column('timestamptz', { default: () => 'now()' })
  loadedAt: Date;
}

@Entity('zone')
export class ZoneEntity {
  @PrimaryColumn('uuid')
  planId: string;

  @PrimaryColumn('text')
  zoneId: string;

  /** Place in the plan. */
  @Column('integer')
  position: number;

  @Column('text')
  name: string;

  @Column('text')
  kind: string;

  @Column('integer', { nullable: true })
  residents: number | null;

  @Column('boolean')
  covered: boolean;

  /** Centroid; null in plans that were loaded before it was kept. */
  @Column('double precision', { nullable: true })
  longitude: number | null;

  @Column('double precision', { nullable: true })
  latitude: number | null;

  @Column('text', { nullable: true })
  regionId: string | null;

  /** Zones that share a corner with it; null in plans that were loaded before it was kept. */
  @Column('text', { array: true, nullable: true })
  neighbours: string[] | null;

  /** Null, like the shape, in plans that were loaded before shapes were kept. */
  @Column('double precision', { nullable: true })
  areaSquareMetres: number | null;

  @Column('jsonb', { nullable: true })
  geometry: MultiPolygon | null;
}

/** Zones merged: where flows between zones would be too many, they are released between regions. */
@Entity('region')
export class RegionEntity {
  @PrimaryColumn('uuid')
  planId: string;

  @PrimaryColumn('text')
  regionId: string;

  /** Place in the plan. */
  @Column('integer')
  position: number;

  @Column('text')
  name: string;
}
