import { Injectable } from '@nestjs/common';
import type { TimeZone } from '@passant/contracts';
import { EntitlementsService, type Grant } from '../contracts/entitlements.service';
import { CredentialsService } from '../oauth/credentials.service';
import { type ReleasedSpan, ReleasesService } from '../releases/releases.service';
import { UsageService } from '../usage/usage.service';
import { ZonesService } from '../zones/zones.service';

export interface OwnEntitlement extends Grant {
  readonly timeZone: TimeZone;
  readonly quotaLeft: number | null;
  readonly spans: readonly ReleasedSpan[];
}

/** Where local months begin, and what they have left. */
@Injectable()
export class PlacesAndQuotas {
  constructor(
    readonly zones: ZonesService,
    readonly usage: UsageService,
  ) {}
}

/** What a partner may ask right now, and what there is to ask about: all that a page of it must know first. */
@Injectable()
export class OwnEntitlements {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly entitlements: EntitlementsService,
    private readonly releases: ReleasesService,
    private readonly places: PlacesAndQuotas,
  ) {}

  /** Oldest contract first; none where no contract is in force. @throws CredentialsRevoked, MarketUnknown */
  async list(apiClientId: string): Promise<OwnEntitlement[]> {
    const client = await this.credentials.getClient(apiClientId);
    const grants = await this.entitlements.findGrants(client.id);
    return Promise.all(
      grants.map(async (grant) => {
        const { market, purpose, quota } = grant.terms;
        const { timeZone } = await this.places.zones.getPlan(market);
        const quotaLeft = await this.places.usage.measureLeft(grant.contractId, quota, timeZone);
        return { ...grant, timeZone, quotaLeft, spans: await this.releases.findSpans(market, purpose) };
      }),
    );
  }
}
