import { Injectable } from '@nestjs/common';
import { type ClaimCheck, type MarketId, type ZonePlanArtefact, zonePlanArtefactSchema } from '@passant/contracts';
import { DomainError, ObjectStores } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { type KnownMarket, MarketsRepository } from './markets.repository';

export type { KnownMarket };

export class ZonePlanUnreadable extends DomainError {
  readonly code = 'ZONE_PLAN_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('The zone plan is not what its format says, or belongs to another market.');
  }
}

/** The markets whose zone plan was approved. */
@Injectable()
export class MarketsService {
  constructor(
    private readonly repository: MarketsRepository,
    private readonly stores: ObjectStores,
  ) {}

  find(id: MarketId): Promise<KnownMarket | undefined> {
    return this.repository.find(id);
  }

  findAll(): Promise<KnownMarket[]> {
    return this.repository.findAll();
  }

  /** Reads the public part of an approved plan. @throws ZonePlanUnreadable */
  async read(market: MarketId, check: ClaimCheck): Promise<KnownMarket> {
    const bytes = await this.stores.of('zone-plans').readBytes(check);
    const plan = zonePlanArtefactSchema.safeParse(parseJson(bytes));
    if (!plan.success || plan.data.market.id !== market || !namesItsRegions(plan.data)) throw new ZonePlanUnreadable();
    return {
      ...plan.data.market,
      planId: plan.data.planId,
      planVersion: plan.data.version,
      residents: plan.data.residents,
      homeAreas: plan.data.zones.flatMap(({ areas }) => areas),
      zones: plan.data.zones.map(({ id, name, kind }) => ({ id, name, kind })),
      regions: plan.data.regions.map(({ id }) => id),
      regionOfArea: Object.fromEntries(
        plan.data.zones.flatMap(({ areas, region }) => areas.map((area) => [area, region])),
      ),
    };
  }

  save(transaction: Transaction, market: KnownMarket): Promise<void> {
    return this.repository.save(transaction, market);
  }
}

const namesItsRegions = ({ zones, regions }: ZonePlanArtefact): boolean =>
  zones.every(({ region }) => region < regions.length);

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
