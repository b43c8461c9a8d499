import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ClientId, ContractId, MarketId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { ClientsService } from '../clients/clients.service';
import { type Transaction, Transactions } from '../database/transactions';
import { ZonesService } from '../zones/zones.service';
import {
  ContractChanged,
  ContractStepNotPossible,
  ContractTermsInvalid,
  ContractUnknown,
  CreatorMayNotApprove,
} from './contracts.errors';
import { type Contract, ContractsRepository } from './contracts.repository';
import { type ContractStep, decideStep, stateAt } from './domain/contract-state';
import { findTermsProblems, type Terms } from './domain/terms';

export type { Contract } from './contracts.repository';

/** Terms as staff give them: the market may be left out where there is only one. */
export type GivenTerms = Omit<Terms, 'market'> & { readonly market: MarketId | null };

/** Whom and what a contract is about. */
@Injectable()
export class ContractParties {
  constructor(
    readonly clients: ClientsService,
    readonly zones: ZonesService,
  ) {}
}

/** What was agreed with whom, and where it stands. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly contracts: ContractsRepository,
    private readonly transactions: Transactions,
    private readonly parties: ContractParties,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ClientUnknown, MarketUnknown, ContractTermsInvalid */
  async draftContract(
    clientId: ClientId,
    given: { terms: GivenTerms; validUntil: Date | null },
    staffId: string,
  ): Promise<Contract> {
    await this.parties.clients.getClient(clientId);
    const terms = await this.completeTerms(given.terms);
    const now = this.clock.now();
    const version = { id: randomUUID(), number: 1, effectiveFromMs: now.getTime(), terms, createdBy: staffId };
    const contract: Contract = {
      ...{ id: randomUUID() as ContractId, clientId, state: 'draft', steps: 0 },
      ...{ validUntil: given.validUntil, createdBy: staffId, createdAt: now },
      versions: [{ ...version, approvedBy: null }],
    };
    await this.transactions.run((transaction) => this.contracts.addContract(transaction, contract));
    return contract;
  }

  /**
   * One step. Activating approves the first version: whoever drafted the contract may not.
   *
   * @throws ContractUnknown, ContractStepNotPossible, CreatorMayNotApprove, ContractChanged
   */
  async takeStep(id: ContractId, step: ContractStep, staffId: string): Promise<Contract> {
    const contract = await this.getContract(id);
    const now = this.clock.now();
    const standing = { ...contract, validUntilMs: contract.validUntil?.getTime() ?? null };
    const decision = decideStep(standing, step, { staffId, nowMs: now.getTime() });
    if (decision.kind === 'refused') {
      if (decision.reason === 'CREATOR_MAY_NOT_APPROVE') throw new CreatorMayNotApprove();
      throw new ContractStepNotPossible(step, stateAt(standing, now.getTime()));
    }
    const taken = { contractId: id, number: contract.steps + 1, step, state: decision.state, staffId, takenAt: now };
    await this.transactions.run(async (transaction) => {
      if (!(await this.contracts.takeStep(transaction, taken))) throw new ContractChanged();
      const first = contract.versions[0];
      if (step === 'activate' && first) await this.approve(transaction, first.id, staffId);
    });
    return this.getContract(id);
  }

  /**
   * Proposes new terms from an instant on (not in the past). They count once somebody else approves them.
   *
   * @throws ContractUnknown, MarketUnknown, ContractTermsInvalid, ContractStepNotPossible
   */
  async amendContract(
    id: ContractId,
    given: { terms: GivenTerms; effectiveFrom: Date | null },
    staffId: string,
  ): Promise<Contract> {
    const contract = await this.getContract(id);
    const now = this.clock.now();
    const state = stateAt({ ...contract, validUntilMs: contract.validUntil?.getTime() ?? null }, now.getTime());
    if (state !== 'active' && state !== 'suspended') throw new ContractStepNotPossible('amend', state);
    const effectiveFrom = given.effectiveFrom ?? now;
    if (effectiveFrom < now) throw new ContractTermsInvalid(['New terms cannot begin in the past.']);
    const version = {
      ...{ id: randomUUID(), number: contract.versions.length + 1, effectiveFromMs: effectiveFrom.getTime() },
      ...{ terms: await this.completeTerms(given.terms), createdBy: staffId, createdAt: now },
    };
    await this.transactions.run((transaction) => this.contracts.addVersion(transaction, id, version));
    return this.getContract(id);
  }

  /** @throws ContractUnknown, CreatorMayNotApprove, ContractStepNotPossible */
  async approveVersion(id: ContractId, number: number, staffId: string): Promise<Contract> {
    const contract = await this.getContract(id);
    const version = contract.versions.find((one) => one.number === number);
    if (!version) throw new ContractUnknown();
    // The first version is approved by activating the contract, never around it.
    if (number === 1) throw new ContractStepNotPossible('approve version 1', contract.state);
    if (version.createdBy === staffId) throw new CreatorMayNotApprove();
    await this.transactions.run((transaction) => this.approve(transaction, version.id, staffId));
    return this.getContract(id);
  }

  listContracts(clientId: ClientId | null): Promise<Contract[]> {
    return this.contracts.findContracts(clientId === null ? {} : { clientId });
  }

  /** @throws ContractUnknown */
  async getContract(id: ContractId): Promise<Contract> {
    const [contract] = await this.contracts.findContracts({ id });
    if (!contract) throw new ContractUnknown();
    return contract;
  }

  private approve(transaction: Transaction, versionId: string, approvedBy: string): Promise<void> {
    return this.contracts.addApproval(transaction, { versionId, approvedBy, approvedAt: this.clock.now() });
  }

  private async completeTerms(given: GivenTerms): Promise<Terms> {
    const plan = await this.parties.zones.getPlan(given.market);
    const terms: Terms = { ...given, market: plan.market };
    const zones = await this.parties.zones.findZones(plan.market, terms.zones);
    const problems = findTermsProblems(terms, new Set(zones.map((zone) => zone.id)));
    if (problems.length > 0) throw new ContractTermsInvalid(problems);
    return terms;
  }
}
