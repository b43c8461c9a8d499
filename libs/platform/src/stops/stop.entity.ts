import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stop as consent last told it. The higher number of a stop counts. */
@Entity('known_stop')
export class KnownStopEntity {
  @PrimaryColumn('uuid')
  stopId: string;

  @Column('bigint')
  number: string;

  @Column('text')
  market: string;

  @Column('text', { nullable: true })
  purpose: string | null;

  @Column('text', { nullable: true })
  product: string | null;

  @Column('timestamptz')
  since: Date;

  @Column('timestamptz', { nullable: true })
  until: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}
