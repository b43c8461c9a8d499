import { Injectable } from '@nestjs/common';
import type { Day, MarketId } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import type { LineFacts } from './domain/is-eligible-line';
import type { KnownHolder, Line, PanelLine } from './line';

interface SincePage {
  readonly after: string;
  readonly limit: number;
  readonly since: Date;
}

export interface KnownLine {
  readonly subscriberId: string;
  readonly numberHash: Buffer;
  readonly contractStart: Day;
  /** Somebody declared on the page that a person under 18 uses the line. */
  readonly isDeclaredMinor: boolean;
}

/** What an import changed. */
export interface SavedLines {
  /** Ids of new subscriptions. */
  readonly inserted: readonly string[];
  /** Ids of known subscriptions whose attributes changed. */
  readonly updated: readonly string[];
}

const FACTS = `is_business AS "isBusiness", contract_start::text AS "contractStart", contract_end::text AS "contractEnd",
  declared_minor_at IS NOT NULL AS "isDeclaredMinor"`;

@Injectable()
export class LinesRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The running subscriptions with these numbers, in one market; locked, so that two imports do not both renew a line. Each is looked up by
   * its number: left to itself PostgreSQL reads all lines of the market, for every chunk of a file anew.
   */
  findByNumbers(transaction: Transaction, market: MarketId, hashes: readonly Buffer[]): Promise<KnownLine[]> {
    return transaction.query(
      `SELECT id AS "subscriberId", number_hash AS "numberHash", contract_start::text AS "contractStart",
         declared_minor_at IS NOT NULL AS "isDeclaredMinor"
       FROM subscriber WHERE ended_at IS NULL AND id = ANY (ARRAY (
         SELECT line.id FROM unnest($2::bytea[]) AS given (hash) CROSS JOIN LATERAL (
           SELECT id, market FROM subscriber WHERE number_hash = given.hash AND ended_at IS NULL OFFSET 0) AS line
         WHERE line.market = $1))
       ORDER BY id FOR UPDATE`,
      [market, hashes],
    );
  }

  /** The running subscriptions with this number, in any market. */
  async findIdsByNumber(hash: Buffer): Promise<string[]> {
    const rows: { id: string }[] = await this.transactions.current.query(
      `SELECT id FROM subscriber WHERE number_hash = $1 AND ended_at IS NULL ORDER BY id`,
      [hash],
    );
    return rows.map(({ id }) => id);
  }

  /** Serialises decisions about the same lines. */
  async lock(transaction: Transaction, subscriberIds: readonly string[]): Promise<void> {
    await transaction.query(`SELECT id FROM subscriber WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [subscriberIds]);
  }

  async end(transaction: Transaction, subscriberIds: readonly string[], endedAt: Date): Promise<void> {
    await transaction.query(`UPDATE subscriber SET ended_at = $2 WHERE id = ANY($1) AND ended_at IS NULL`, [
      subscriberIds,
      endedAt,
    ]);
  }

  /** Inserts new subscriptions and updates changed attributes; untouched where nothing changed, or where the line was erased. */
  async save(transaction: Transaction, lines: readonly Line[]): Promise<SavedLines> {
    const column = <Key extends keyof Line>(key: Key): Line[Key][] => lines.map((line) => line[key]);
    const rows: { id: string; inserted: boolean }[] = await transaction.query(
      `INSERT INTO subscriber (id, market, number_hash, number_sealed, birth_year, gender, home_area, contract_start,
         is_business, contract_end, brand)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::smallint[], $6::text[], $7::text[],
                            $8::date[], $9::boolean[], $10::date[], $11::text[]) AS given (id)
       WHERE NOT EXISTS (SELECT FROM erased_line WHERE subscriber_id = given.id)
       ON CONFLICT (id) DO UPDATE SET birth_year = excluded.birth_year, gender = excluded.gender,
         home_area = excluded.home_area, is_business = excluded.is_business, contract_end = excluded.contract_end,
         brand = excluded.brand
       WHERE (subscriber.birth_year, subscriber.gender, subscriber.home_area, subscriber.is_business, subscriber.contract_end,
           subscriber.brand)
         IS DISTINCT FROM (excluded.birth_year, excluded.gender, excluded.home_area, excluded.is_business, excluded.contract_end,
           excluded.brand)
       RETURNING id, (xmax = 0) AS inserted`,
      [
        column('subscriberId'),
        column('market'),
        column('numberHash'),
        column('numberSealed'),
        column('birthYear'),
        column('gender'),
        column('homeArea'),
        column('contractStart'),
        column('isBusiness'),
        column('contractEnd'),
        column('brand'),
      ],
    );
    return {
      inserted: rows.filter(({ inserted }) => inserted).map(({ id }) => id),
      updated: rows.filter(({ inserted }) => !inserted).map(({ id }) => id),
    };
  }

  /** A page of a market's running subscriptions, by id after `after`. */
  findPage(market: MarketId, after: string, limit: number): Promise<PanelLine[]> {
    return this.transactions.current.query(
      `SELECT id AS "subscriberId", number_sealed AS "numberSealed", birth_year AS "birthYear", gender,
              home_area AS "homeArea", ${FACTS}
       FROM subscriber WHERE market = $1 AND ended_at IS NULL AND id > $2 ORDER BY id LIMIT $3`,
      [market, after, limit],
    );
  }

  /** A page of a market's subscriptions that ran at `since` or later, by id after `after`; ended ones with them. */
  findPageSince(
    market: MarketId,
    { after, limit, since }: SincePage,
  ): Promise<(LineFacts & { subscriberId: string })[]> {
    return this.transactions.current.query(
      `SELECT id AS "subscriberId", birth_year AS "birthYear", ${FACTS}
       FROM subscriber WHERE market = $1 AND id > $2 AND (ended_at IS NULL OR ended_at >= $4) ORDER BY id LIMIT $3`,
      [market, after, limit, since],
    );
  }

  /** Contracts of subscriptions, running or ended, that were not erased. */
  findContracts(
    subscriberIds: readonly string[],
  ): Promise<Pick<Line, 'subscriberId' | 'numberSealed' | 'contractStart'>[]> {
    return this.transactions.current.query(
      `SELECT id AS "subscriberId", number_sealed AS "numberSealed", contract_start::text AS "contractStart"
       FROM subscriber WHERE id = ANY($1) ORDER BY id`,
      [subscriberIds],
    );
  }

  /** What decides whether these running subscriptions may be in a panel. */
  findHolders(subscriberIds: readonly string[]): Promise<KnownHolder[]> {
    return this.transactions.current.query(
      `SELECT id AS "subscriberId", market, birth_year AS "birthYear", ${FACTS}
       FROM subscriber WHERE id = ANY($1) AND ended_at IS NULL ORDER BY id`,
      [subscriberIds],
    );
  }

  async findMarkets(subscriberIds: readonly string[]): Promise<MarketId[]> {
    const rows: { market: MarketId }[] = await this.transactions.current.query(
      `SELECT DISTINCT market FROM subscriber WHERE id = ANY($1) ORDER BY market`,
      [subscriberIds],
    );
    return rows.map(({ market }) => market);
  }

  /** Running subscriptions whose last day has come by then, in any market. */
  async findEnding(byDay: Day, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.transactions.current.query(
      `SELECT id FROM subscriber WHERE ended_at IS NULL AND contract_end <= $1 ORDER BY contract_end LIMIT $2`,
      [byDay, limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Forgets lines that ended before: number, attributes and contract; with the ids only that keep the operator's next file from bringing
   * them back.
   *
   * @returns how many
   */
  async forgetEnded(before: Date, at: Date, limit: number): Promise<number> {
    const rows: { count: number }[] = await this.transactions.current.query(
      `WITH forgotten AS (
         DELETE FROM subscriber WHERE id IN (
           SELECT id FROM subscriber WHERE ended_at < $1 ORDER BY ended_at LIMIT $3 FOR UPDATE SKIP LOCKED)
         RETURNING id
       ), noted AS (INSERT INTO erased_line SELECT id, $2 FROM forgotten ON CONFLICT DO NOTHING)
       SELECT count(*)::int AS count FROM forgotten`,
      [before, at, limit],
    );
    return rows[0]!.count;
  }

  /** `at`: when somebody declared that a person under 18 uses these lines; null: that nobody does. The first declaration stands. */
  async setDeclaredMinor(transaction: Transaction, subscriberIds: readonly string[], at: Date | null): Promise<void> {
    await transaction.query(
      `UPDATE subscriber SET declared_minor_at = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE COALESCE(declared_minor_at, $2) END
       WHERE id = ANY($1)`,
      [subscriberIds, at],
    );
  }

  /** The sealed numbers of running subscriptions. */
  findSealedNumbers(subscriberIds: readonly string[]): Promise<Pick<Line, 'subscriberId' | 'numberSealed'>[]> {
    return this.transactions.current.query(
      `SELECT id AS "subscriberId", number_sealed AS "numberSealed" FROM subscriber WHERE id = ANY($1) AND ended_at IS NULL`,
      [subscriberIds],
    );
  }

  async count(market: MarketId): Promise<number> {
    const rows: { count: string }[] = await this.transactions.current.query(
      `SELECT count(*) FROM subscriber WHERE market = $1 AND ended_at IS NULL`,
      [market],
    );
    return Number(rows[0]!.count);
  }
}
