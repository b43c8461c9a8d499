import { Injectable } from '@nestjs/common';
import type { ClientId, ContractId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import { ContractApprovalEntity, ContractEntity, ContractStepEntity, ContractVersionEntity } from './contract.entity';
import type { ContractState, ContractStep } from './domain/contract-state';
import type { ContractVersion } from './domain/terms';

/** A contract with all that was ever agreed in it. */
export interface Contract {
  readonly id: ContractId;
  readonly clientId: ClientId;
  readonly state: ContractState;
  readonly steps: number;
  readonly validUntil: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly versions: readonly (ContractVersion & { readonly createdBy: string })[];
}

export interface StepTaken {
  readonly contractId: ContractId;
  readonly number: number;
  readonly step: ContractStep;
  readonly state: ContractState;
  readonly staffId: string;
  readonly takenAt: Date;
}

type NewVersion = Omit<Contract['versions'][number], 'approvedBy'> & { readonly createdAt: Date };

@Injectable()
export class ContractsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async addContract(transaction: Transaction, { versions, ...contract }: Contract): Promise<void> {
    await transaction.insert(ContractEntity, contract);
    for (const version of versions) {
      await this.addVersion(transaction, contract.id, { ...version, createdAt: contract.createdAt });
    }
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

  /** A version is approved once; a repeat changes nothing. */
  async addApproval(transaction: Transaction, approval: { versionId: string; approvedBy: string; approvedAt: Date }) {
    await transaction.createQueryBuilder().insert().into(ContractApprovalEntity).values(approval).orIgnore().execute();
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
  async findContracts(by: { id?: ContractId; clientId?: ClientId }): Promise<Contract[]> {
    const rows: (Omit<Contract, 'versions'> & { versions: Contract['versions'] })[] = await this.dataSource.query(
      `SELECT contract.id, client_id AS "clientId", state, steps, valid_until AS "validUntil",
         contract.created_by AS "createdBy", contract.created_at AS "createdAt",
         json_agg(json_build_object('id', version.id, 'number', number, 'terms', terms,
           'effectiveFromMs', floor(extract(epoch FROM effective_from) * 1000),
           'createdBy', version.created_by, 'approvedBy', approved_by) ORDER BY number) AS versions
       FROM contract JOIN contract_version AS version ON version.contract_id = contract.id
         LEFT JOIN contract_approval ON version_id = version.id
       WHERE ($1::uuid IS NULL OR contract.id = $1) AND ($2::uuid IS NULL OR client_id = $2)
       GROUP BY contract.id ORDER BY contract.created_at, contract.id`,
      [by.id ?? null, by.clientId ?? null],
    );
    return rows;
  }
}
