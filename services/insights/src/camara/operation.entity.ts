import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A request whose answer goes to a sink. What it asked, where to and with which token are kept until that is done, or given up. */
@Entity('density_operation')
export class DensityOperationEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** The OAuth client that asked. */
  @Column('uuid')
  apiClientId: string;

  /** The gateway's id of the request: its usage event bears it. */
  @Column('uuid')
  requestId: string;

  @Column('text', { nullable: true })
  correlator: string | null;

  /** Null once it is over. */
  @Column('jsonb', { nullable: true })
  request: object | null;

  @Column('text', { nullable: true })
  sink: string | null;

  /** The sink's access token, sealed. */
  @Column('bytea', { nullable: true })
  sealedToken: Buffer | null;

  /** accepted, delivered or given-up */
  @Column('text')
  state: string;

  @Column('integer')
  attempts: number;

  @Column('timestamptz')
  acceptedAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}
