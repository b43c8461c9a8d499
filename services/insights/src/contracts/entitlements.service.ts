import { Inject, Injectable } from '@nestjs/common';
import type { ClientId, ContractId, MarketId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { RecentReads } from '../database/recent-reads';
import { findMarks, findSaleObstacle, type Mark, toSaleError } from '../markets/markets.service';
import { ContractNotActive, ContractUnknown, EntitlementMissing } from './contracts.errors';
import { type Contract, ContractsRepository } from './contracts.repository';
import { stateAt } from './domain/contract-state';
import { type AskedFor, chooseContract, findMissing } from './domain/entitlement';
import { findVersionAt, type Terms } from './domain/terms';

export type { AskedFor } from './domain/entitlement';
export { EXPORT_FORMATS, type ExportFormat } from './domain/terms';

/** What a client may ask right now: an active contract and the version of it that is in effect. */
export interface Grant {
  readonly contractId: ContractId;
  readonly versionId: string;
  readonly terms: Terms;
  /** What stands on everything that is answered under it: of a pilot, a sandbox, of simulated people. */
  readonly marks: readonly Mark[];
}

/** What a client's contracts entitle it to, at this moment. */
@Injectable()
export class EntitlementsService {
  constructor(
    private readonly contracts: ContractsRepository,
    private readonly reads: RecentReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The contract that covers the question; of several the oldest.
   *
   * @throws ContractNotActive, MarketNotSelling, MethodApprovalLapsed, ContractUnknown, EntitlementMissing naming everything that the closest contract lacks
   */
  async getGrant(clientId: ClientId, asked: AskedFor, contractId: ContractId | null): Promise<Grant> {
    const grants = await this.getGrants(clientId, contractId);
    const candidates = grants.map((contract) => ({ contract, missing: findMissing(asked, contract.terms) }));
    const chosen = chooseContract(candidates)!;
    if (chosen.missing.length > 0) throw new EntitlementMissing(chosen.missing);
    return chosen.contract;
  }

  /** Whose contract it is, and of which market its newest version. @throws ContractUnknown */
  async getParty(contractId: ContractId): Promise<{ clientId: ClientId; market: MarketId }> {
    const [contract] = await this.contracts.findContracts({ id: contractId });
    if (!contract) throw new ContractUnknown();
    return { clientId: contract.clientId, market: contract.versions.at(-1)!.terms.market };
  }

  /** Sandboxes that answer right now, the oldest first. */
  async findSandboxes(): Promise<(Grant & { readonly clientId: ClientId })[]> {
    const nowMs = this.clock.now().getTime();
    return (await this.contracts.findContracts({ kind: 'sandbox' })).flatMap((contract) => {
      const grant = toGrant(contract, nowMs);
      return grant ? [{ ...grant, clientId: contract.clientId }] : [];
    });
  }

  /** Everything the client may ask right now; nothing, where it has no contract in force. */
  async findGrants(clientId: ClientId): Promise<Grant[]> {
    const nowMs = this.clock.now().getTime();
    return (await this.contracts.findContracts({ clientId })).flatMap((contract) => toGrant(contract, nowMs) ?? []);
  }

  /**
   * Everything the client may ask, at least one.
   *
   * @throws ContractNotActive, MarketNotSelling, MethodApprovalLapsed, ContractUnknown
   */
  async getGrants(clientId: ClientId, contractId: ContractId | null): Promise<[Grant, ...Grant[]]> {
    const all = await this.reads.share(`contracts ${clientId}`, () => this.contracts.findContracts({ clientId }));
    const named = contractId === null ? all : all.filter(({ id }) => id === contractId);
    if (contractId !== null && named.length === 0) throw new ContractUnknown();
    const nowMs = this.clock.now().getTime();
    const [first, ...rest] = named.flatMap((contract) => toGrant(contract, nowMs) ?? []);
    if (first) return [first, ...rest];
    // What would be answered but for its market is what is told.
    for (const contract of named.filter((one) => isInForce(one, nowMs))) {
      const obstacle = findSaleObstacle(contract.market, contract.kind, nowMs);
      if (obstacle !== null) throw toSaleError(obstacle);
    }
    const newest = named.at(-1);
    throw new ContractNotActive(newest ? whyNot(newest, nowMs) : 'missing');
  }
}

const toStanding = ({ state, validUntil }: Contract) => ({ state, validUntilMs: validUntil?.getTime() ?? null });

const isInForce = (contract: Contract, nowMs: number): boolean =>
  stateAt(toStanding(contract), nowMs) === 'active' && findVersionAt(contract.versions, nowMs) !== undefined;

function toGrant(contract: Contract, nowMs: number): Grant | undefined {
  const version = findVersionAt(contract.versions, nowMs);
  if (stateAt(toStanding(contract), nowMs) !== 'active' || !version) return undefined;
  if (findSaleObstacle(contract.market, contract.kind, nowMs) !== null) return undefined;
  const marks = findMarks(contract.market, contract.kind);
  return { contractId: contract.id, versionId: version.id, terms: version.terms, marks };
}

function whyNot(contract: Contract, nowMs: number) {
  const state = stateAt(toStanding(contract), nowMs);
  return state === 'active' ? 'not yet in effect' : state;
}
