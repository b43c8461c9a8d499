import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { Absence } from './domain/is-absent';

export interface NewAbsence extends Absence {
  /** Names it in stop lists; shared by all lines of one pause. */
  readonly submissionId: string;
  readonly subscriberId: string;
  readonly reference: string;
}

type Row = Omit<NewAbsence, 'from' | 'until'> & { readonly from: Date; readonly until: Date };

@Injectable()
export class AbsencesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns those that were not known: the same absence twice is added once */
  async add(transaction: Transaction, absences: readonly NewAbsence[]): Promise<readonly NewAbsence[]> {
    if (absences.length === 0) return [];
    const column = <T>(of: (absence: NewAbsence) => T): T[] => absences.map(of);
    const rows: { subscriberId: string; from: Date }[] = await transaction.query(
      `INSERT INTO absence (submission_id, subscriber_id, kind, reference, from_at, until_at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
       ON CONFLICT DO NOTHING RETURNING subscriber_id AS "subscriberId", from_at AS "from"`,
      [
        column(({ submissionId }) => submissionId),
        column(({ subscriberId }) => subscriberId),
        column(({ kind }) => kind),
        column(({ reference }) => reference),
        column(({ from }) => new Date(from)),
        column(({ until }) => new Date(until)),
      ],
    );
    const added = new Set(rows.map(({ subscriberId, from }) => `${subscriberId}/${from.getTime()}`));
    return absences.filter(({ subscriberId, from }) => added.has(`${subscriberId}/${from}`));
  }

  /** Of these lines, that lasted at some time after `since`; newest first. */
  async find(subscriberIds: readonly string[], since: number, transaction?: Transaction): Promise<NewAbsence[]> {
    const rows: Row[] = await (transaction ?? this.dataSource).query(
      `SELECT submission_id AS "submissionId", subscriber_id AS "subscriberId", kind, reference, from_at AS "from", until_at AS "until"
       FROM absence WHERE subscriber_id = ANY($1) AND until_at > $2 ORDER BY from_at DESC`,
      [subscriberIds, new Date(since)],
    );
    return rows.map((row) => ({ ...row, from: row.from.getTime(), until: row.until.getTime() }));
  }

  /** Ends what lasts now; what is over stays as it is. @returns what ended */
  async endPauses(
    transaction: Transaction,
    subscriberIds: readonly string[],
    now: Date,
  ): Promise<Pick<NewAbsence, 'reference' | 'subscriberId'>[]> {
    const [ended]: [Pick<NewAbsence, 'reference' | 'subscriberId'>[], number] = await transaction.query(
      `UPDATE absence SET until_at = $2 WHERE subscriber_id = ANY($1) AND kind = 'pause' AND from_at <= $2 AND until_at > $2
       RETURNING reference, subscriber_id AS "subscriberId"`,
      [subscriberIds, now],
    );
    return ended;
  }
}
