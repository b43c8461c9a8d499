import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { DeadLetterEntity } from '../database/entities';
import { DomainError } from '../errors/domain-error';
import { JOBS_OPTIONS, type JobsOptions } from './options';
import { OutboxRepository } from './outbox.repository';

export class DeadLetterUnknown extends DomainError {
  readonly code = 'DEAD_LETTER_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such dead letter.');
  }
}

/** A job that can never be done here. Its payload holds ids only. */
export interface DeadLetter {
  readonly rowId: string;
  readonly job: string;
  readonly code: string;
  readonly diedAt: Date;
}

/** Jobs that failed for good in this service, for a person to look at and to replay. */
@Injectable()
export class DeadLetters {
  private readonly logger = new Logger('DeadLetters');

  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: OutboxRepository,
    @Inject(JOBS_OPTIONS) private readonly options: JobsOptions,
  ) {}

  async findAll(): Promise<DeadLetter[]> {
    const rows = await this.dataSource.getRepository(DeadLetterEntity).find({ order: { diedAt: 'DESC' }, take: 500 });
    return rows.map(({ rowId, job, code, diedAt }) => ({ rowId, job, code, diedAt }));
  }

  async record(letter: { rowId: string; job: string; payload: unknown; code: string }): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO dead_letter (row_id, job, payload, code) VALUES ($1, $2, $3, $4)
       ON CONFLICT (row_id) DO UPDATE SET code = excluded.code, died_at = now()`,
      [letter.rowId, letter.job, JSON.stringify(letter.payload ?? null), letter.code],
    );
  }

  /**
   * Tries it again, with the same guarantees as any other row.
   *
   * @param staffId who wants it
   * @param within the transaction that it belongs to, where there is one
   * @throws DeadLetterUnknown
   */
  async replay(rowId: string, staffId: string, within: EntityManager = this.dataSource.manager): Promise<void> {
    if (!z.uuid().safeParse(rowId).success) throw new DeadLetterUnknown();
    await within.transaction(async (manager) => {
      const letter = await manager.findOneBy(DeadLetterEntity, { rowId });
      if (!letter) throw new DeadLetterUnknown();
      const { job, payload } = letter;
      await this.outbox.replay(manager, { id: rowId, job, payload, consumer: this.options.service });
      await manager.delete(DeadLetterEntity, { rowId });
      this.logger.log({ event: 'dead-letter.replayed', rowId, job, code: letter.code, staffId });
    });
  }
}
