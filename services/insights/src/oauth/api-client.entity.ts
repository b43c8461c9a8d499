import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One set of OAuth credentials of a client. Its id is the OAuth `client_id`. The secret itself is nowhere. */
@Entity('api_client')
@Index('api_client_client', ['clientId'])
export class ApiClientEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey('ClientEntity', { name: 'api_client_of_client' })
  clientId: string;

  /** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
  @Column('text')
  secretHash: string;

  @Column('text')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}

/** Failed log-ins in the present window, by a digest of who tried. */
@Entity('failed_attempt')
export class FailedAttemptEntity {
  @PrimaryColumn('text')
  key: string;

  @Column('integer')
  failures: number;

  @Column('timestamptz')
  windowEnds: Date;
}
