import { Injectable } from '@nestjs/common';
import type { ClientId, ContractId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import { UsageEventEntity } from './usage-event.entity';

/** One answered question. */
export interface UsageEvent {
  readonly id: string;
  readonly requestId: string;
  readonly questionSha256: string;
  readonly clientId: ClientId;
  readonly contractId: ContractId;
  readonly contractVersionId: string;
  readonly product: string;
  readonly grain: string;
  readonly figures: number;
  readonly published: number;
  readonly suppressed: number;
  readonly noData: number;
  readonly costMinorUnits: number;
  readonly currency: string;
  readonly answeredAt: Date;
}

@Injectable()
export class UsageRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns false where the same question of the same request was written down before */
  async addEvent(transaction: Transaction, event: UsageEvent): Promise<boolean> {
    const added = await transaction
      .createQueryBuilder()
      .insert()
      .into(UsageEventEntity)
      .values({ ...event, costMinorUnits: String(event.costMinorUnits) })
      .orIgnore()
      .returning(['id'])
      .execute();
    return (added.raw as unknown[]).length > 0;
  }

  /** Newest first. */
  async findEvents(by: { clientId?: ClientId; contractId?: ContractId }, limit: number): Promise<UsageEvent[]> {
    const found = await this.dataSource
      .getRepository(UsageEventEntity)
      .find({ where: by, order: { answeredAt: 'DESC', id: 'ASC' }, take: limit });
    return found.map((event) => ({
      ...event,
      clientId: event.clientId as ClientId,
      contractId: event.contractId as ContractId,
      costMinorUnits: Number(event.costMinorUnits),
    }));
  }
}
