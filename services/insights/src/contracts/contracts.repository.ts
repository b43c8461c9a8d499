import { Injectable } from '@nestjs/common';
import type { ClientId, ContractId } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import { type MarketPermit, UNPREPARED } from '../markets/markets.service';
import {
  ContractApprovalEntity,
  ContractAttestationEntity,
  ContractEntity,
  ContractStepEntity,
  ContractVersionEntity,
} from './contract.entity';
import type { Attestation } from './domain/attestation';
import type { ContractKind } from './domain/check-kind';
import type { ContractEvent } from './domain/compose-timeline';
import type { ContractState, ContractStep } from './domain/contract-state';
import { type ContractVersion, readTerms, type WrittenTerms } from './domain/terms';
import type { ActiveContract } from './domain/schedule-active';

/** A contract with all that was ever agreed in it. */
export interface Contract {
  readonly id: ContractId;
  readonly clientId: ClientId;
  readonly kind: ContractKind;
  /** Of pilots only. */
  readonly namedBuyer: string | null;
  readonly state: ContractState;
  /** Where its market stands. */
  readonly market: MarketPermit;
  readonly steps: number;
  readonly validUntil: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly versions: readonly (ContractVersion & {
    readonly createdBy: string;
    /** Null: the buyer declared nothing yet, so it cannot come into force. */
    readonly attestation: RecordedAttestation | null;
  })[];
}

export interface RecordedAttestation extends Attestation {
  readonly recordedBy: string;
  readonly recordedAtMs: number;
}

export interface StepTaken {
  readonly contractId: ContractId;
  readonly number: number;
  readonly step: ContractStep;
  readonly state: ContractState;
  readonly staffId: string;
  readonly reason: string | null;
  readonly takenAt: Date;
}

type NewVersion = Omit<Contract['versions'][number], 'approvedBy' | 'attestation'> & { readonly createdAt: Date };

export interface ContractHistory {
  readonly id: ContractId;
  readonly validUntilMs: number | null;
  readonly events: readonly ContractEvent[];
}

/** `place` orders what bears the same instant. */
const HISTORY = `
  SELECT id AS contract_id, created_at AS at, 0 AS place, 'draft' AS what, 'draft' AS state, created_by AS staff_id,
    NULL AS reason, 1 AS version FROM contract WHERE id = ANY($1)
  UNION ALL
  SELECT contract_id, taken_at, number, step, state, staff_id, reason, NULL FROM contract_step
  WHERE contract_id = ANY($1)
  UNION ALL
  SELECT contract_id, created_at, number, 'propose', NULL, created_by, NULL, number FROM contract_version
  WHERE contract_id = ANY($1) AND number > 1
  UNION ALL
  SELECT contract_id, approved_at, number, 'approve', NULL, approved_by, NULL, number
  FROM contract_approval JOIN contract_version ON contract_version.id = version_id
  WHERE contract_id = ANY($1) AND number > 1
  UNION ALL
  SELECT contract_id, recorded_at, number, 'attest', NULL, recorded_by, NULL, number
  FROM contract_attestation JOIN contract_version ON contract_version.id = version_id
  WHERE contract_id = ANY($1)`;

const PERMIT = `CASE WHEN launch.market IS NOT NULL THEN json_build_object('state', launch.state,
  'isSimulated', is_simulated, 'approvedUntilMs', floor(extract(epoch FROM approved_until) * 1000)) END`;
const ATTESTATION = `CASE WHEN attestation.version_id IS NOT NULL THEN json_build_object('refusedUses', refused_uses,
  'refusedBuyers', refused_buyers, 'statedBy', stated_by, 'documentSha256', document_sha256, 'recordedBy', recorded_by,
  'recordedAtMs', floor(extract(epoch FROM recorded_at) * 1000)) END`;

/** Any number: it only has to be the same in all processes of this service. */
const COUNT_LOCK = 8_108_026;

@Injectable()
export class ContractsRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * All active contracts by kind of buyer (a sandbox has none), and a number that grows with each step of any. Held until the transaction ends: who counts
   * later counts what this one changed.
   */
  async countActive(transaction: Transaction): Promise<{ number: number; contracts: ActiveContract[] }> {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [COUNT_LOCK]);
    const steps: { number: number }[] = await transaction.query('SELECT count(*)::int AS number FROM contract_step');
    const contracts: ActiveContract[] = await transaction.query(
      `SELECT kind_of_buyer AS "kindOfBuyer", (extract(epoch FROM valid_until) * 1000)::float8 AS "validUntilMs",
         kind = 'pilot' AS "isPilot"
       FROM contract JOIN client ON client.id = client_id
       WHERE state = 'active' AND kind <> 'sandbox'`,
    );
    return { number: steps[0]!.number, contracts };
  }

  async addContract(transaction: Transaction, { versions, market: _, ...contract }: Contract): Promise<void> {
    await transaction.insert(ContractEntity, contract);
    for (const version of versions) {
      await this.addVersion(transaction, contract.id, { ...version, createdAt: contract.createdAt });
    }
  }

  /** Until the transaction ends, whoever else changes this contract waits. */
  async lockContract(transaction: Transaction, id: ContractId): Promise<void> {
    await transaction.query('SELECT FROM contract WHERE id = $1 FOR UPDATE', [id]);
  }

  async addVersion(transaction: Transaction, contractId: ContractId, version: NewVersion): Promise<void> {
    const { id, number, effectiveFromMs, terms, createdBy, createdAt } = version;
    const row = { id, contractId, number, effectiveFrom: new Date(effectiveFromMs), terms, createdBy, createdAt };
    await transaction
      .createQueryBuilder()
      .insert()
      .into(ContractVersionEntity)
      .values(row)
      .updateEntity(false)
      .execute();
  }

  async addApproval(transaction: Transaction, approval: { versionId: string; approvedBy: string; approvedAt: Date }) {
    await transaction.insert(ContractApprovalEntity, approval);
  }

  /** @returns false where the buyer's declaration on that version was recorded before */
  async addAttestation(
    transaction: Transaction,
    attestation: Attestation & { versionId: string; recordedBy: string; recordedAt: Date },
  ): Promise<boolean> {
    const added = await transaction
      .createQueryBuilder()
      .insert()
      .into(ContractAttestationEntity)
      .values({
        ...attestation,
        refusedUses: [...attestation.refusedUses],
        refusedBuyers: [...attestation.refusedBuyers],
      })
      .orIgnore()
      .returning('version_id')
      .execute();
    return (added.raw as unknown[]).length === 1;
  }

  /** @returns false where another step was taken since this one was decided */
  async takeStep(transaction: Transaction, taken: StepTaken): Promise<boolean> {
    const { affected } = await transaction.update(
      ContractEntity,
      { id: taken.contractId, steps: taken.number - 1 },
      { steps: taken.number, state: taken.state },
    );
    if (affected !== 1) return false;
    await transaction.insert(ContractStepEntity, taken);
    return true;
  }

  /** Contracts with their versions, oldest first, in one statement. */
  async findContracts(by: { id?: ContractId; clientId?: ClientId; kind?: ContractKind }): Promise<Contract[]> {
    const rows: (Contract & { market: MarketPermit | null })[] = await this.transactions.current.query(
      `SELECT contract.id, client_id AS "clientId", kind, named_buyer AS "namedBuyer", contract.state, contract.steps,
         ${PERMIT} AS market, valid_until AS "validUntil",
         contract.created_by AS "createdBy", contract.created_at AS "createdAt",
         json_agg(json_build_object('id', version.id, 'number', number, 'terms', terms,
           'effectiveFromMs', floor(extract(epoch FROM effective_from) * 1000),
           'createdBy', version.created_by, 'approvedBy', approved_by, 'attestation', ${ATTESTATION}) ORDER BY number) AS versions
       FROM contract JOIN contract_version AS version ON version.contract_id = contract.id
         LEFT JOIN contract_approval AS approval ON approval.version_id = version.id
         LEFT JOIN contract_attestation AS attestation ON attestation.version_id = version.id
         LEFT JOIN market_launch AS launch ON launch.market = version.terms->>'market'
       WHERE ($1::uuid IS NULL OR contract.id = $1) AND ($2::uuid IS NULL OR client_id = $2)
         AND ($3::text IS NULL OR kind = $3)
       GROUP BY contract.id, launch.market ORDER BY contract.created_at, contract.id`,
      [by.id ?? null, by.clientId ?? null, by.kind ?? null],
    );
    return rows.map((row) => ({ ...row, market: row.market ?? UNPREPARED, versions: row.versions.map(readVersion) }));
  }

  /** What was written down of each of these, oldest first. */
  async findHistories(ids: readonly ContractId[]): Promise<ContractHistory[]> {
    return this.transactions.current.query(
      `SELECT contract.id, floor(extract(epoch FROM valid_until) * 1000)::float8 AS "validUntilMs",
         json_agg(json_build_object('atMs', floor(extract(epoch FROM at) * 1000), 'what', what, 'state', history.state,
           'staffId', staff_id, 'reason', reason, 'version', version) ORDER BY at, place) AS events
       FROM contract JOIN (${HISTORY}) AS history ON contract_id = contract.id GROUP BY contract.id`,
      [ids],
    );
  }
}

const readVersion = <Version extends { readonly terms: WrittenTerms }>(version: Version) => ({
  ...version,
  terms: readTerms(version.terms),
});
