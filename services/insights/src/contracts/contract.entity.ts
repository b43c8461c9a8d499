import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { RefusedBuyer } from './domain/attestation';
import type { ContractKind } from './domain/check-kind';
import type { ContractState, ContractStep } from './domain/contract-state';
import type { Prohibition, Terms } from './domain/terms';

/** A contract: where it stands. What it says is in its versions. */
@Entity('contract')
@Index('contract_client', ['clientId'])
@Check('contract_pilot', `kind <> 'pilot' OR (named_buyer IS NOT NULL AND valid_until IS NOT NULL)`)
export class ContractEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey('ClientEntity', { name: 'contract_of_client' })
  clientId: string;

  @Column('text', { default: 'ordinary' })
  kind: ContractKind;

  /** Of pilots only. */
  @Column('text', { nullable: true })
  namedBuyer: string | null;

  @Column('text')
  state: ContractState;

  /** Steps taken so far; a step is only written onto the number it was decided on. */
  @Column('integer')
  steps: number;

  @Column('timestamptz', { nullable: true })
  validUntil: Date | null;

  @Column('text')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;
}

/** What a contract says from an instant on. Append-only. */
@Entity('contract_version')
@Unique('contract_version_number', ['contractId', 'number'])
export class ContractVersionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey(() => ContractEntity, { name: 'version_of_contract' })
  contractId: string;

  @Column('integer')
  number: number;

  @Column('timestamptz')
  effectiveFrom: Date;

  @Column('jsonb')
  terms: Terms;

  @Column('text')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;
}

/** The second pair of eyes on a version. Append-only, once a version. */
@Entity('contract_approval')
export class ContractApprovalEntity {
  @PrimaryColumn('uuid')
  versionId: string;

  @Column('text')
  approvedBy: string;

  @Column('timestamptz')
  approvedAt: Date;
}

/** What the buyer declared of a version. Append-only, once a version. */
@Entity('contract_attestation')
export class ContractAttestationEntity {
  @PrimaryColumn('uuid')
  versionId: string;

  @Column('jsonb')
  refusedUses: readonly Prohibition[];

  @Column('jsonb')
  refusedBuyers: readonly RefusedBuyer[];

  @Column('text')
  statedBy: string;

  @Column('text')
  documentSha256: string;

  @Column('text')
  recordedBy: string;

  @Column('timestamptz')
  recordedAt: Date;
}

/** Every step a contract took, and who took it. Append-only. */
@Entity('contract_step')
export class ContractStepEntity {
  @PrimaryColumn('uuid')
  @ForeignKey(() => ContractEntity, { name: 'step_of_contract' })
  contractId: string;

  @PrimaryColumn('integer')
  number: number;

  @Column('text')
  step: ContractStep;

  @Column('text')
  state: ContractState;

  @Column('text')
  staffId: string;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('timestamptz')
  takenAt: Date;
}
