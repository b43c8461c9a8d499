import { Injectable } from '@nestjs/common';
import type { MarketId, Period } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Consumer } from './domain/describe-effect';

/** A list of a living day or month that a place has not confirmed; `deliveredAt` of the oldest such number. */
export interface Unconfirmed {
  readonly consumer: Consumer;
  readonly market: MarketId;
  readonly period: Period;
  readonly deliveredAt: Date;
}

@Injectable()
export class UnconfirmedRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A period whose keys are destroyed holds nobody, and waits for nobody. */
  find(): Promise<Unconfirmed[]> {
    return this.dataSource.query(
      `SELECT consumer, market, period, min(delivered_at) AS "deliveredAt"
       FROM stop_list_delivery JOIN period ON period.id = period_id
       WHERE applied_at IS NULL AND destroyed_at IS NULL
       GROUP BY consumer, market, period ORDER BY min(delivered_at)`,
    );
  }
}
