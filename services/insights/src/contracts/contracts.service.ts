import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  type ClientId,
  type ContractId,
  contractsCounted,
  type MarketId,
  webhookEventOccurred,
} from '@passant/contracts';
import { CLOCK, type Clock, Jobs } from '@passant/platform';
import { ClientsService } from '../clients/clients.service';
import { type Transaction, Transactions } from '../database/transactions';
import { ReleasesService } from '../releases/releases.service';
import { ZonesService } from '../zones/zones.service';
import { MarketsService, refuseSale } from '../markets/markets.service';
import * as errors from './contracts.errors';
import { type Contract, ContractsRepository } from './contracts.repository';
import { type Attestation, findUnattested } from './domain/attestation';
import { type ContractKind, findKindProblems } from './domain/check-kind';
import { findChangeProblems, findTermsProblems } from './domain/check-terms';
import { composeTimeline, type ContractEvent } from './domain/compose-timeline';
import { type ContractStanding, type ContractStep, decideStep, stateAt } from './domain/contract-state';
import { decideApproval, decideProposal } from './domain/decide-version';
import { scheduleActive } from './domain/schedule-active';
import type { Terms } from './domain/terms';

export type { Contract } from './contracts.repository';
export type { ContractEvent } from './domain/compose-timeline';

/** Terms as staff give them: the market may be left out where there is only one. */
export type GivenTerms = Omit<Terms, 'market'> & { readonly market: MarketId | null };

/** What a contract is from its draft on. */
export interface GivenContract {
  readonly terms: GivenTerms;
  readonly kind: ContractKind;
  readonly namedBuyer: string | null;
  readonly validUntil: Date | null;
}

/** Who of the staff does something, and why. */
export interface By {
  readonly staffId: string;
  readonly reason?: string | null;
}

/** Whom and what a contract is about. */
@Injectable()
export class ContractParties {
  constructor(
    readonly clients: ClientsService,
    readonly zones: ZonesService,
    readonly releases: ReleasesService,
    readonly markets: MarketsService,
  ) {}
}

/** Where contracts are written down, and whoever is told of it. */
@Injectable()
export class ContractBooks {
  constructor(
    readonly contracts: ContractsRepository,
    readonly transactions: Transactions,
    readonly jobs: Jobs,
  ) {}
}

/** What was agreed with whom, and where it stands. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly books: ContractBooks,
    private readonly parties: ContractParties,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ClientUnknown, MarketUnknown, ContractTermsInvalid */
  async draftContract(clientId: ClientId, given: GivenContract, staffId: string): Promise<Contract> {
    await this.parties.clients.getClient(clientId);
    const { kind, namedBuyer, validUntil } = given;
    const now = this.clock.now();
    const terms = await this.completeTerms(given.terms, given, now);
    const { standing: market } = await this.parties.markets.getMarket(terms.market);
    const version = { id: randomUUID(), number: 1, effectiveFromMs: now.getTime(), terms, createdBy: staffId };
    const contract: Contract = {
      ...{ id: randomUUID() as ContractId, clientId, kind, namedBuyer, state: 'draft', market, steps: 0 },
      ...{ validUntil, createdBy: staffId, createdAt: now },
      versions: [{ ...version, approvedBy: null, attestation: null }],
    };
    await this.books.transactions.run((transaction) => this.books.contracts.addContract(transaction, contract));
    return contract;
  }

  /**
   * One step. Activating approves the first version: whoever drafted the contract may not, the buyer attested it, and the market
   * permits to sell.
   *
   * @throws ContractNotAttested, MarketNotSelling, MethodApprovalLapsed, ContractUnknown, ContractStepNotPossible, CreatorMayNotApprove, ReasonMissing, ContractChanged
   */
  takeStep(id: ContractId, step: ContractStep, { staffId, reason = null }: By): Promise<Contract> {
    return this.change(id, async (transaction, contract, now) => {
      const standing = toStanding(contract);
      const decision = decideStep(standing, step, { staffId, nowMs: now.getTime(), reason });
      if (decision.kind === 'refused') {
        if (decision.reason === 'CREATOR_MAY_NOT_APPROVE') throw new errors.CreatorMayNotApprove();
        if (decision.reason === 'REASON_MISSING') throw new errors.ReasonMissing();
        throw new errors.ContractStepNotPossible(step, stateAt(standing, now.getTime()));
      }
      const first = contract.versions[0]!;
      if (step === 'activate' && first.attestation === null) throw new errors.ContractNotAttested(1);
      if (PUTS_ON_SALE.has(step)) refuseSale(contract.market, contract.kind, now.getTime());
      const taken = { contractId: id, number: contract.steps + 1, step, state: decision.state, staffId, reason };
      if (!(await this.books.contracts.takeStep(transaction, { ...taken, takenAt: now })))
        throw new errors.ContractChanged();
      await this.tellActive(transaction, now);
      await this.tell(transaction, id, step);
      if (step !== 'activate') return;
      await this.books.contracts.addApproval(transaction, {
        versionId: first.id,
        approvedBy: staffId,
        approvedAt: now,
      });
    });
  }

  /**
   * Proposes new terms from an instant on (not in the past). They count once somebody else approves them.
   *
   * @throws ContractUnknown, MarketUnknown, ContractTermsInvalid, ContractStepNotPossible, ContractVersionsOverlap
   */
  amendContract(
    id: ContractId,
    given: { terms: GivenTerms; effectiveFrom: Date | null },
    staffId: string,
  ): Promise<Contract> {
    return this.change(id, async (transaction, contract, now) => {
      const effectiveFromMs = (given.effectiveFrom ?? now).getTime();
      const verdict = decideProposal(contract, effectiveFromMs, now.getTime());
      if (verdict === 'STEP_NOT_POSSIBLE') throw new errors.ContractStepNotPossible('amend', contract.state);
      if (verdict === 'VERSIONS_OVERLAP') throw new errors.ContractVersionsOverlap();
      if (verdict === 'BEGINS_IN_THE_PAST') {
        throw new errors.ContractTermsInvalid(['New terms cannot begin in the past.']);
      }
      const terms = await this.completeTerms(given.terms, contract, now);
      const problems = findChangeProblems(contract.versions.at(-1)!.terms, terms);
      if (problems.length > 0) throw new errors.ContractTermsInvalid(problems);
      const number = contract.versions.length + 1;
      const version = { id: randomUUID(), number, effectiveFromMs, terms, createdBy: staffId, createdAt: now };
      await this.books.contracts.addVersion(transaction, id, version);
    });
  }

  /** @throws ContractUnknown, CreatorMayNotApprove, ContractStepNotPossible, ContractVersionsOverlap */
  approveVersion(id: ContractId, number: number, staffId: string): Promise<Contract> {
    return this.change(id, async (transaction, contract, now) => {
      const version = contract.versions.find((one) => one.number === number);
      if (!version) throw new errors.ContractUnknown();
      const verdict = decideApproval(contract, number, staffId);
      if (verdict === 'STEP_NOT_POSSIBLE') {
        throw new errors.ContractStepNotPossible(`approve version ${number}`, contract.state);
      }
      if (verdict === 'CREATOR_MAY_NOT_APPROVE') throw new errors.CreatorMayNotApprove();
      if (verdict === 'VERSIONS_OVERLAP') throw new errors.ContractVersionsOverlap();
      if (version.attestation === null) throw new errors.ContractNotAttested(number);
      const approval = { versionId: version.id, approvedBy: staffId, approvedAt: now };
      await this.books.contracts.addApproval(transaction, approval);
      await this.tell(transaction, id, 'version-approved');
    });
  }

  /**
   * Writes down what the buyer declared of refused uses and buyers, for one version, before it comes into force.
   *
   * @throws ContractUnknown, AttestationIncomplete, AttestationNotPossible
   */
  attestVersion(
    id: ContractId,
    { number, ...attestation }: Attestation & { readonly number: number },
    staffId: string,
  ): Promise<Contract> {
    return this.change(id, async (transaction, contract, recordedAt) => {
      const version = contract.versions.find((one) => one.number === number);
      if (!version) throw new errors.ContractUnknown();
      const missing = findUnattested(attestation);
      if (missing.length > 0) throw new errors.AttestationIncomplete(missing);
      const over = contract.state === 'terminated' || contract.state === 'expired';
      const recorded = { ...attestation, versionId: version.id, recordedBy: staffId, recordedAt };
      const isPossible = !over && version.approvedBy === null && version.attestation === null;
      if (!isPossible || !(await this.books.contracts.addAttestation(transaction, recorded))) {
        throw new errors.AttestationNotPossible();
      }
    });
  }

  async listContracts(clientId: ClientId | null): Promise<Contract[]> {
    const nowMs = this.clock.now().getTime();
    return (await this.books.contracts.findContracts(clientId === null ? {} : { clientId })).map((one) =>
      at(one, nowMs),
    );
  }

  /** As it stands now. @throws ContractUnknown */
  async getContract(id: ContractId): Promise<Contract> {
    const [contract] = await this.books.contracts.findContracts({ id });
    if (!contract) throw new errors.ContractUnknown();
    return at(contract, this.clock.now().getTime());
  }

  /** Everything that happened to each of these, oldest first. */
  async listTimelines(ids: readonly ContractId[]): Promise<Map<ContractId, ContractEvent[]>> {
    const histories = await this.books.contracts.findHistories(ids);
    const nowMs = this.clock.now().getTime();
    return new Map(histories.map(({ id, validUntilMs, events }) => [id, composeTimeline(events, validUntilMs, nowMs)]));
  }

  /** One change at a time: what is decided on is what is there when it is written. */
  private change(
    id: ContractId,
    decide: (transaction: Transaction, contract: Contract, now: Date) => Promise<void>,
  ): Promise<Contract> {
    return this.books.transactions.run(async (transaction) => {
      await this.books.contracts.lockContract(transaction, id);
      await decide(transaction, await this.getContract(id), this.clock.now());
      return this.getContract(id);
    });
  }

  /** The public is told how many contracts are active, by kind of buyer. */
  private async tellActive(transaction: Transaction, now: Date): Promise<void> {
    const { number, contracts } = await this.books.contracts.countActive(transaction);
    const schedule = scheduleActive(contracts, now.getTime());
    await this.books.jobs.add(transaction, contractsCounted, { number, schedule });
  }

  private async tell(transaction: Transaction, contractId: ContractId, change: string): Promise<void> {
    await this.books.jobs.add(transaction, webhookEventOccurred, { about: 'contract', contractId, change });
  }

  private async completeTerms(
    given: GivenTerms,
    { kind, namedBuyer, validUntil }: Pick<Contract, 'kind' | 'namedBuyer' | 'validUntil'>,
    now: Date,
  ): Promise<Terms> {
    const { market } = await this.parties.zones.getPlan(given.market);
    const terms: Terms = { ...given, market };
    const zones = await this.parties.zones.findZones(market, terms.zones);
    const problems = findTermsProblems(terms, {
      planZones: new Set(zones.map((zone) => zone.id)),
      releasedPurposes: await this.parties.releases.findPurposes(market),
    });
    const standing = { kind, namedBuyer, validUntilMs: validUntil?.getTime() ?? null };
    problems.push(...findKindProblems(standing, terms, now.getTime()));
    if (problems.length > 0) throw new errors.ContractTermsInvalid(problems);
    return terms;
  }
}

/** Steps after which questions are answered: the market has to permit that. */
const PUTS_ON_SALE: ReadonlySet<ContractStep> = new Set(['activate', 'resume']);

const toStanding = ({ state, createdBy, validUntil }: Contract): ContractStanding => ({
  ...{ state, createdBy },
  validUntilMs: validUntil?.getTime() ?? null,
});

const at = (contract: Contract, nowMs: number): Contract => ({
  ...contract,
  state: stateAt(toStanding(contract), nowMs),
});
