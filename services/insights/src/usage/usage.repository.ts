import { Injectable } from '@nestjs/common';
import type { ClientId, ContractId, Day, ReleaseId, TimeZone, ZoneId } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import { ContractMonthEntity, UsageEventEntity } from './usage-event.entity';

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

/** An event with what its published figures are of: columns of equal length; and the local month of its contract's market, `YYYY-MM`. */
export interface NewUsageEvent extends UsageEvent {
  readonly month: string;
  readonly zoneIds: readonly ZoneId[];
  readonly zoneFigures: readonly number[];
  readonly releaseIds: readonly ReleaseId[];
  readonly releaseFigures: readonly number[];
}

/** What usage is told apart by. */
export interface UsageKey {
  readonly day: Day | null;
  readonly product: string | null;
  /** Null where usage is not told apart by zones, and for figures of several zones together. */
  readonly zoneId: ZoneId | null;
}

/** Usage of a contract under one key. */
export interface UsageRow extends UsageKey {
  readonly questions: number;
  readonly published: number;
  readonly costMinorUnits: number;
  readonly currency: string;
}

/** Local days (both included) and what is told apart. */
export interface UsageScope {
  readonly contractId: ContractId;
  readonly timeZone: TimeZone;
  readonly from: Day;
  readonly to: Day;
  readonly byDay: boolean;
  readonly byProduct: boolean;
  readonly byZone: boolean;
}

/** Figures of a contract's month. */
export interface MonthSold {
  readonly contractId: ContractId;
  readonly month: string;
  readonly published: number;
}

/** What a contract was sold in a local month of its market. */
export interface SoldMonth {
  readonly month: string;
  readonly published: number;
  readonly costMinorUnits: number;
}

/** Usage events added up: whole numbers, exact up to 2⁵³. */
export interface SoldOf {
  readonly versionId: string;
  readonly product: string;
  readonly questions: number;
  readonly figures: number;
  readonly costMinorUnits: number;
}

const EVENT_COLUMNS = [
  ['id', 'id', 'uuid'],
  ['request_id', 'requestId', 'uuid'],
  ['question_sha256', 'questionSha256', 'text'],
  ['client_id', 'clientId', 'uuid'],
  ['contract_id', 'contractId', 'uuid'],
  ['contract_version_id', 'contractVersionId', 'uuid'],
  ['product', 'product', 'text'],
  ['grain', 'grain', 'text'],
  ['figures', 'figures', 'integer'],
  ['published', 'published', 'integer'],
  ['suppressed', 'suppressed', 'integer'],
  ['no_data', 'noData', 'integer'],
  ['cost_minor_units', 'costMinorUnits', 'bigint'],
  ['currency', 'currency', 'text'],
  ['answered_at', 'answeredAt', 'timestamptz'],
  ['zone_ids', 'zoneIds', 'text[]'],
  ['zone_figures', 'zoneFigures', 'integer[]'],
] as const satisfies readonly (readonly [column: string, property: keyof NewUsageEvent, type: string])[];

const INSERTED = EVENT_COLUMNS.map(([column]) => column).join(', ');
const GIVEN = [
  ...EVENT_COLUMNS,
  ['release_ids', '', 'uuid[]'],
  ['release_figures', '', 'integer[]'],
  ['month', '', 'text'],
]
  .map(([column, , type]) => `${column} ${type}`)
  .join(', ');

@Injectable()
export class UsageRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Writes events down with what they sold of each release, and adds each to its month: one statement, so all of it or nothing,
   * also outside of a transaction. Whoever else sells under these contracts waits here until it is committed, so that a month is
   * never added up past somebody else's answer.
   *
   * @returns of each month of a contract that one was added to: figures sold in it, these included. An event whose question was
   * noted before in the same request adds nothing.
   */
  async addEvents(transaction: Transaction, events: readonly NewUsageEvent[]): Promise<MonthSold[]> {
    const rows: { contractId: ContractId; month: string; published: string }[] = await transaction.query(
      `WITH given AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (${GIVEN})),
       event AS (
         INSERT INTO usage_event (${INSERTED}) SELECT ${INSERTED} FROM given
         ORDER BY request_id, question_sha256 ON CONFLICT DO NOTHING RETURNING id),
       added AS (SELECT given.* FROM event JOIN given USING (id)),
       sales AS (
         INSERT INTO release_sale (usage_event_id, release_id, figures)
         SELECT id, sold.release_id, sold.figures
         FROM added, unnest(release_ids, release_figures) AS sold (release_id, figures))
       INSERT INTO contract_month AS sold (contract_id, month, published, cost_minor_units)
       SELECT contract_id, month, sum(published), sum(cost_minor_units) FROM added
       GROUP BY contract_id, month ORDER BY contract_id, month
       ON CONFLICT (contract_id, month) DO UPDATE SET published = sold.published + excluded.published,
         cost_minor_units = sold.cost_minor_units + excluded.cost_minor_units
       RETURNING contract_id AS "contractId", month, published`,
      [JSON.stringify(events.map(toRecord))],
    );
    return rows.map((row) => ({ ...row, published: Number(row.published) }));
  }

  /** Published figures sold in a local month. */
  async countSold(contractId: ContractId, month: string): Promise<number> {
    const found = await this.transactions.current.getRepository(ContractMonthEntity).findOneBy({ contractId, month });
    return Number(found?.published ?? 0);
  }

  /** One more question of this minute. @returns how many there are now, and when the minute ends */
  async addQuestion(contractId: ContractId): Promise<{ questions: number; secondsLeft: number }> {
    const rows: { questions: number; secondsLeft: number }[] = await this.transactions.current.query(
      `INSERT INTO contract_minute AS newest (contract_id, minute, questions)
       VALUES ($1, date_trunc('minute', now()), 1)
       ON CONFLICT (contract_id) DO UPDATE SET minute = greatest(newest.minute, excluded.minute),
         questions = CASE WHEN excluded.minute > newest.minute THEN 1 ELSE newest.questions + 1 END
       RETURNING questions, ceil(extract(epoch FROM newest.minute - now()) + 60)::integer AS "secondsLeft"`,
      [contractId],
    );
    return rows[0]!;
  }

  /**
   * Usage added up by day, product and zone, in their order, of several currencies apart. Whole minor units: every figure of
   * an event costs the same. What is of several zones together is a row of its own, without a zone.
   *
   * @param after the last row of the page before
   */
  async findUsage(
    scope: UsageScope,
    limit: number,
    after: (UsageKey & { currency: string }) | null,
  ): Promise<UsageRow[]> {
    const keyOf = (key: UsageKey & { currency: string }) => [
      key.day ?? '',
      key.product ?? '',
      key.zoneId ?? '',
      key.currency,
    ];
    const rows: Record<keyof UsageRow, string>[] = await this.transactions.current.query(
      `SELECT day, product, zone_id AS "zoneId", currency, count(DISTINCT id)::integer AS questions,
         sum(sold)::double precision AS published, sum(sold * price)::double precision AS "costMinorUnits"
       FROM (
         SELECT event.id, currency, sold, coalesce(cost_minor_units / nullif(published, 0), 0) AS price,
           CASE WHEN $5 THEN to_char(answered_at AT TIME ZONE $2, 'YYYY-MM-DD') ELSE '' END COLLATE "C" AS day,
           CASE WHEN $6 THEN product ELSE '' END COLLATE "C" AS product,
           CASE WHEN $7 THEN coalesce(zone_id, '') ELSE '' END COLLATE "C" AS zone_id
         FROM usage_event AS event CROSS JOIN LATERAL (
           SELECT NULL AS zone_id, published AS sold WHERE NOT $7
           UNION ALL
           SELECT of_zones.zone_id, of_zones.sold FROM unnest(zone_ids, zone_figures) AS of_zones (zone_id, sold) WHERE $7
           UNION ALL
           SELECT NULL, published - coalesce((SELECT sum(given) FROM unnest(zone_figures) AS given), 0)::integer
           WHERE $7) AS part
         WHERE contract_id = $1 AND answered_at >= ($3::date)::timestamp AT TIME ZONE $2
           AND answered_at < ($4::date + 1)::timestamp AT TIME ZONE $2
           AND (NOT $7 OR zone_id IS NOT NULL OR sold > 0 OR published = 0)) AS used
       WHERE $8::text[] IS NULL OR (day, product, zone_id, currency) > ($8[1], $8[2], $8[3], $8[4])
       GROUP BY day, product, zone_id, currency ORDER BY day, product, zone_id, currency LIMIT $9`,
      [
        ...[scope.contractId, scope.timeZone, scope.from, scope.to, scope.byDay, scope.byProduct, scope.byZone],
        ...[after && keyOf(after), limit],
      ],
    );
    return rows.map(({ day, product, zoneId, currency, ...sums }) => ({
      ...{ day: (day || null) as Day | null, product: product || null, zoneId: (zoneId || null) as ZoneId | null },
      ...{ currency, questions: Number(sums.questions), published: Number(sums.published) },
      costMinorUnits: Number(sums.costMinorUnits),
    }));
  }

  /** What a contract was sold from an instant on and before another (ms since 1970 UTC), by version and product. */
  async sumEvents(contractId: ContractId, { fromMs, toMs }: { fromMs: number; toMs: number }): Promise<SoldOf[]> {
    return this.transactions.current.query(
      `SELECT contract_version_id AS "versionId", product, count(*)::integer AS questions,
         sum(published)::float8 AS figures, sum(cost_minor_units)::float8 AS "costMinorUnits"
       FROM usage_event WHERE contract_id = $1 AND answered_at >= $2 AND answered_at < $3 AND published > 0
       GROUP BY 1, 2 ORDER BY 1, 2`,
      [contractId, new Date(fromMs), new Date(toMs)],
    );
  }

  /** Newest first. */
  async findMonths(contractId: ContractId, limit: number): Promise<SoldMonth[]> {
    const found = await this.transactions.current
      .getRepository(ContractMonthEntity)
      .find({ where: { contractId }, order: { month: 'DESC' }, take: limit });
    return found.map(({ month, published, costMinorUnits }) => ({
      ...{ month, published: Number(published), costMinorUnits: Number(costMinorUnits) },
    }));
  }

  /** Newest first. */
  async findEvents(by: { clientId?: ClientId; contractId?: ContractId }, limit: number): Promise<UsageEvent[]> {
    const found = await this.transactions.current
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

const toRecord = (event: NewUsageEvent): object => ({
  ...Object.fromEntries(EVENT_COLUMNS.map(([column, property]) => [column, event[property]])),
  ...{ release_ids: event.releaseIds, release_figures: event.releaseFigures, month: event.month },
});
