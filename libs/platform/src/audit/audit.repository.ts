import { Injectable } from '@nestjs/common';
import type { GrownNode, LogEntry, NodePosition } from '@passant/proofs';
import { DataSource, type EntityManager } from 'typeorm';

export interface SealedCheckpoint {
  readonly sequence: number;
  readonly epoch: number;
  readonly size: number;
  readonly note: string;
  readonly sealedAt: Date;
}

/** An entry, and what it commits to. */
export interface OpenedEntry {
  readonly entry: Omit<LogEntry, 'service'>;
  readonly salt: Buffer;
  readonly content: unknown;
}

/** Any number: it only has to be the same in all processes of one service. */
const SEALER_LOCK = 8_112_026;
const CHECKPOINT_COLUMNS = `sequence::float8 AS sequence, epoch, size::float8 AS size, note, sealed_at AS "sealedAt"`;
const ENTRY_COLUMNS = `entry.id, entry.kind, entry.at, encode(entry.commitment, 'hex') AS commitment`;
interface EntryRow {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly commitment: string;
}
const toEntry = ({ id, kind, at, commitment }: EntryRow): Omit<LogEntry, 'service'> => ({
  id,
  kind,
  at: at.toISOString(),
  commitment,
});

@Injectable()
export class AuditRepository {
  constructor(private readonly dataSource: DataSource) {}

  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }

  /** @returns false where another process seals now */
  async holdSealer(manager: EntityManager): Promise<boolean> {
    const rows: { held: boolean }[] = await manager.query('SELECT pg_try_advisory_xact_lock($1) AS held', [
      SEALER_LOCK,
    ]);
    return rows[0]!.held;
  }

  async hasPending(): Promise<boolean> {
    const rows: { any: boolean }[] = await this.dataSource.query('SELECT EXISTS (SELECT FROM audit_pending) AS any');
    return rows[0]!.any;
  }

  /** Since when the oldest entry waits; undefined where none does. */
  async findOldestPending(): Promise<Date | undefined> {
    const rows: { since: Date | null }[] = await this.dataSource.query('SELECT min(since) AS since FROM audit_pending');
    return rows[0]?.since ?? undefined;
  }

  /** Oldest first; each looked up by its id: joined, PostgreSQL reads the whole log for every checkpoint. */
  async findPending(manager: EntityManager, limit: number): Promise<Omit<LogEntry, 'service'>[]> {
    const rows: EntryRow[] = await manager.query(
      `SELECT ${ENTRY_COLUMNS} FROM (SELECT * FROM audit_pending ORDER BY position LIMIT $1) pending
       CROSS JOIN LATERAL (SELECT * FROM audit_entry WHERE id = pending.entry_id OFFSET 0) entry ORDER BY pending.position`,
      [limit],
    );
    return rows.map(toEntry);
  }

  async findNewestCheckpoint(manager: EntityManager = this.dataSource.manager): Promise<SealedCheckpoint | undefined> {
    const rows: SealedCheckpoint[] = await manager.query(
      `SELECT ${CHECKPOINT_COLUMNS} FROM audit_checkpoint ORDER BY audit_checkpoint.sequence DESC LIMIT 1`,
    );
    return rows[0];
  }

  /** Newest first. */
  findCheckpoints(limit: number): Promise<SealedCheckpoint[]> {
    return this.dataSource.query(
      `SELECT ${CHECKPOINT_COLUMNS} FROM audit_checkpoint ORDER BY audit_checkpoint.sequence DESC LIMIT $1`,
      [limit],
    );
  }

  /** Oldest first. */
  findCheckpointsAfter(sequence: number, limit: number): Promise<SealedCheckpoint[]> {
    return this.dataSource.query(
      `SELECT ${CHECKPOINT_COLUMNS} FROM audit_checkpoint WHERE audit_checkpoint.sequence > $1
       ORDER BY audit_checkpoint.sequence LIMIT $2`,
      [sequence, limit],
    );
  }

  /** Hashes of leaves `from` to `to` (excluded). */
  async findLeaves(epoch: number, from: number, to: number): Promise<Buffer[]> {
    const rows: { hash: Buffer }[] = await this.dataSource.query(
      `SELECT hash FROM audit_leaf WHERE epoch = $1 AND index >= $2 AND index < $3 ORDER BY index`,
      [epoch, from, to],
    );
    return rows.map(({ hash }) => hash);
  }

  /** Hashes of perfect subtrees, in the order they are asked for. */
  async findNodes(
    epoch: number,
    positions: readonly NodePosition[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Buffer[]> {
    const rows: { hash: Buffer }[] = await manager.query(
      `SELECT COALESCE(leaf.hash, node.hash) AS hash
       FROM unnest($2::smallint[], $3::bigint[]) WITH ORDINALITY AS asked (level, index, place)
       LEFT JOIN audit_leaf leaf ON asked.level = 0 AND leaf.epoch = $1 AND leaf.index = asked.index
       LEFT JOIN audit_node node ON node.epoch = $1 AND node.level = asked.level AND node.index = asked.index
       ORDER BY asked.place`,
      [epoch, positions.map(({ level }) => level), positions.map(({ index }) => index)],
    );
    return rows.map(({ hash }) => hash);
  }

  async addLeaves(
    manager: EntityManager,
    at: { epoch: number; from: number },
    leaves: readonly { entryId: string; hash: Buffer }[],
  ): Promise<void> {
    await manager.query(
      `INSERT INTO audit_leaf (epoch, index, entry_id, hash)
       SELECT $1, $2::bigint + place - 1, entry_id, hash
       FROM unnest($3::uuid[], $4::bytea[]) WITH ORDINALITY AS leaf (entry_id, hash, place)`,
      [at.epoch, at.from, leaves.map(({ entryId }) => entryId), leaves.map(({ hash }) => hash)],
    );
    await manager.query(`DELETE FROM audit_pending WHERE entry_id = ANY($1)`, [leaves.map(({ entryId }) => entryId)]);
  }

  async addNodes(manager: EntityManager, epoch: number, nodes: readonly GrownNode[]): Promise<void> {
    await manager.query(
      `INSERT INTO audit_node (epoch, level, index, hash)
       SELECT $1, * FROM unnest($2::smallint[], $3::bigint[], $4::bytea[])`,
      [epoch, nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)],
    );
  }

  async addCheckpoint(manager: EntityManager, checkpoint: SealedCheckpoint): Promise<void> {
    const { sequence, epoch, size, note, sealedAt } = checkpoint;
    await manager.query(
      `INSERT INTO audit_checkpoint (sequence, epoch, size, note, sealed_at) VALUES ($1, $2, $3, $4, $5)`,
      [sequence, epoch, size, note, sealedAt],
    );
  }

  /** The newest entry of each of these names; whose content was forgotten is left out. */
  async findAbout(about: readonly string[]): Promise<ReadonlyMap<string, OpenedEntry>> {
    const rows: (EntryRow & { about: string; salt: Buffer; content: unknown })[] = await this.dataSource.query(
      `SELECT ${ENTRY_COLUMNS}, about, salt, content FROM audit_opening JOIN audit_entry entry ON entry.id = entry_id
       WHERE about = ANY($1) ORDER BY entry.at, entry.id`,
      [about],
    );
    return new Map(rows.map((row) => [row.about, { entry: toEntry(row), salt: row.salt, content: row.content }]));
  }

  /** Everything noted about somebody, oldest first. */
  async findOfSubjects(subjects: readonly string[]): Promise<OpenedEntry[]> {
    const rows: (EntryRow & { salt: Buffer; content: unknown })[] = await this.dataSource.query(
      `SELECT ${ENTRY_COLUMNS}, salt, content FROM audit_opening JOIN audit_entry entry ON entry.id = entry_id
       WHERE subject = ANY($1) ORDER BY entry.at, entry.id`,
      [subjects],
    );
    return rows.map((row) => ({ entry: toEntry(row), salt: row.salt, content: row.content }));
  }

  async findLeafOf(entryId: string): Promise<{ epoch: number; index: number } | undefined> {
    const rows: { epoch: number; index: number }[] = await this.dataSource.query(
      `SELECT epoch, index::float8 AS index FROM audit_leaf WHERE entry_id = $1`,
      [entryId],
    );
    return rows[0];
  }

  /** The newest checkpoint of an epoch. */
  async findNewestOfEpoch(epoch: number): Promise<SealedCheckpoint | undefined> {
    const rows: SealedCheckpoint[] = await this.dataSource.query(
      `SELECT ${CHECKPOINT_COLUMNS} FROM audit_checkpoint WHERE epoch = $1 ORDER BY audit_checkpoint.sequence DESC LIMIT 1`,
      [epoch],
    );
    return rows[0];
  }
}
