import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PublicJwk } from './domain/public-jwk';

/** One set of OAuth credentials of a client. Its id is the OAuth `client_id`. The secret itself is nowhere. */
@Entity('api_client')
@Index('api_client_client', ['clientId'])
@Check('api_client_proof', '(secret_hash IS NULL) <> (public_jwk IS NULL)')
export class ApiClientEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey('ClientEntity', { name: 'api_client_of_client' })
  clientId: string;

  /** `scrypt$N$r$p$salt$hash`, salt and hash in base64url; null: it signs instead. */
  @Column('text', { nullable: true })
  secretHash: string | null;

  @Column('jsonb', { nullable: true })
  publicJwk: PublicJwk | null;

  /** What proved it before the last rotation, good until `previousUntil`. */
  @Column('text', { nullable: true })
  previousSecretHash: string | null;

  @Column('jsonb', { nullable: true })
  previousPublicJwk: PublicJwk | null;

  @Column('timestamptz', { nullable: true })
  previousUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  rotatedAt: Date | null;

  /** Of a sandbox: when it ends by itself. Null: it does not. */
  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;

  @Column('text')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;

  @Column('text', { nullable: true })
  revokedBy: string | null;
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

/** A signed assertion that was good once, kept until it would be no good anyway. */
@Entity('used_assertion')
@Index('used_assertion_end', ['expiresAt'])
export class UsedAssertionEntity {
  @PrimaryColumn('uuid')
  apiClientId: string;

  @PrimaryColumn('text')
  jtiSha256: string;

  @Column('timestamptz')
  expiresAt: Date;
}
