import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What one member of staff did. Append-only; nothing in it is personal but the id of the staff member. */
@Entity('staff_act')
@Index('staff_act_subject', ['subjectId'])
export class StaffActEntity {
  /** Grows with each act; a number is left out where its act failed in the end. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  position: string;

  @Column('text')
  staffId: string;

  @Column('text')
  act: string;

  @Column('text')
  subjectKind: string;

  @Column('text')
  subjectId: string;

  @Column('timestamptz')
  actedAt: Date;

  /** The gateway's id of the request; unknown of acts before it was kept. */
  @Column('uuid', { nullable: true })
  requestId: string | null;
}

/** The first answer to a mutation that came with a key, readable only with that key. Gone after a day. */
@Entity('kept_answer')
@Index('kept_answer_age', ['keptAt'])
export class KeptAnswerEntity {
  @PrimaryColumn('text')
  staffId: string;

  @PrimaryColumn('text')
  keySha256: string;

  @Column('text')
  payloadSha256: string;

  /** Sealed under a key made of the caller's own, which is nowhere. */
  @Column('bytea')
  sealedAnswer: Buffer;

  @Column('timestamptz')
  keptAt: Date;
}

/** For a service's list of entities. */
export const actEntities = [StaffActEntity, KeptAnswerEntity];
