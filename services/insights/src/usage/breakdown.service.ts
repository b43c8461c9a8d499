import { Injectable } from '@nestjs/common';
import type { ClientId, ContractId, Day } from '@passant/contracts';
import { ContractUnknown } from '../contracts/contracts.errors';
import { EntitlementsService } from '../contracts/entitlements.service';
import { CredentialsService } from '../oauth/credentials.service';
import { ZonesService } from '../zones/zones.service';
import { UsagePeriodInvalid } from './usage.errors';
import { type UsageKey, UsageRepository, type UsageRow } from './usage.repository';

export type { UsageKey, UsageRow } from './usage.repository';

export type UsageCursor = UsageKey & { readonly currency: string };

export interface UsageQuestion {
  readonly contractId: ContractId;
  /** Local days of the contract's market, both included. */
  readonly from: Day;
  readonly to: Day;
  readonly by: readonly UsageDimension[];
  readonly first: number;
  readonly after: UsageCursor | null;
}

export const USAGE_DIMENSIONS = ['DAY', 'PRODUCT', 'ZONE'] as const;
export type UsageDimension = (typeof USAGE_DIMENSIONS)[number];

export interface UsagePage {
  readonly rows: readonly UsageRow[];
  readonly hasNextPage: boolean;
}

/** What a contract was sold, told apart: for staff, and for the partner whose contract it is. */
@Injectable()
export class BreakdownService {
  constructor(
    private readonly usage: UsageRepository,
    private readonly entitlements: EntitlementsService,
    private readonly credentials: CredentialsService,
    private readonly zones: ZonesService,
  ) {}

  /** @throws UsagePeriodInvalid, ContractUnknown */
  async breakDown(question: UsageQuestion): Promise<UsagePage> {
    return this.find(question, await this.entitlements.getParty(question.contractId));
  }

  /** Somebody else's contract is as unknown as none. @throws CredentialsRevoked, UsagePeriodInvalid, ContractUnknown */
  async breakDownOwn(question: UsageQuestion, apiClientId: string): Promise<UsagePage> {
    const client = await this.credentials.getClient(apiClientId);
    const party = await this.entitlements.getParty(question.contractId);
    if (party.clientId !== client.id) throw new ContractUnknown();
    return this.find(question, party);
  }

  private async find(
    { by, first, after, ...span }: UsageQuestion,
    { market }: { clientId: ClientId; market: Parameters<ZonesService['getPlan']>[0] },
  ): Promise<UsagePage> {
    if (span.to < span.from) throw new UsagePeriodInvalid();
    const { timeZone } = await this.zones.getPlan(market);
    const apart = { byDay: by.includes('DAY'), byProduct: by.includes('PRODUCT'), byZone: by.includes('ZONE') };
    const rows = await this.usage.findUsage({ ...span, ...apart, timeZone }, first + 1, after);
    return { rows: rows.slice(0, first), hasNextPage: rows.length > first };
  }
}
