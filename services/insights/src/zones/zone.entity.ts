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
}
