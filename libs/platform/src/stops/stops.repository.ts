import { Injectable } from '@nestjs/common';
import type { ProcessingStop } from '@passant/contracts';
import { DataSource } from 'typeorm';

@Injectable()
export class StopsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async findAll(): Promise<ProcessingStop[]> {
    const rows: StopRow[] = await this.dataSource.query('SELECT * FROM known_stop');
    return rows.map(toStop);
  }

  /** Keeps the higher number of each. */
  async save(stops: readonly ProcessingStop[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO known_stop (stop_id, number, market, purpose, product, since, until, ended_at)
       SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[],
         $8::timestamptz[])
       ON CONFLICT (stop_id) DO UPDATE SET number = excluded.number, since = excluded.since, until = excluded.until,
         ended_at = excluded.ended_at
       WHERE known_stop.number < excluded.number`,
      [
        ...[stops.map(({ stopId }) => stopId), stops.map(({ number }) => number), stops.map(({ market }) => market)],
        ...[stops.map(({ purpose }) => purpose), stops.map(({ product }) => product)],
        ...[stops.map(({ since }) => since), stops.map(({ until }) => until), stops.map(({ endedAt }) => endedAt)],
      ],
    );
  }
}

interface StopRow {
  readonly stop_id: string;
  readonly number: string;
  readonly market: ProcessingStop['market'];
  readonly purpose: ProcessingStop['purpose'];
  readonly product: ProcessingStop['product'];
  readonly since: Date;
  readonly until: Date | null;
  readonly ended_at: Date | null;
}

const toStop = (row: StopRow): ProcessingStop => ({
  ...{
    stopId: row.stop_id,
    number: Number(row.number),
    market: row.market,
    purpose: row.purpose,
    product: row.product,
  },
  since: row.since.toISOString(),
  until: row.until?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
});
