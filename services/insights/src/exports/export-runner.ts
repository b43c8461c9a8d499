import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { webhookEventOccurred } from '@passant/contracts';
import { CLOCK, type Clock, DomainError, JobNotReady, Jobs, ObjectStores } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { type BulkAnswer, BulkService } from '../figures/bulk.service';
import { columnsOf, type Group } from './domain/columns';
import { MethodNotes } from './domain/method-sheet';
import { writeCsv } from './formats/csv-writer';
import { writeGeojson } from './formats/geojson-writer';
import { writeParquet } from './formats/parquet-writer';
import { type Export, type ExportedFile, ExportsRepository } from './exports.repository';
import { composeSheet, type Sheet } from './method-file';
import { toGroups } from './to-groups';

const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json',
  parquet: 'application/vnd.apache.parquet',
} as const;
const KEPT_DAYS = 7;
const BEAT_MS = 1000;

/** Where exports are written, and what of. */
@Injectable()
export class ExportSources {
  constructor(
    readonly bulk: BulkService,
    readonly stores: ObjectStores,
    readonly transactions: Transactions,
    readonly jobs: Jobs,
  ) {}
}

/** Writes an export: first its files, then usage event and finished state in one transaction. */
@Injectable()
export class ExportRunner {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly sources: ExportSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws JobNotReady where somebody else is writing it */
  async run(id: string, signal: AbortSignal): Promise<void> {
    const claimed = await this.exports.claimExport(id);
    if (!claimed) {
      const found = await this.exports.findExport(id);
      if (!found || found.state === 'finished' || found.state === 'failed') return;
      throw new JobNotReady('EXPORT_RUNNING');
    }
    const beat = new Beat((progress) => this.exports.noteProgress(claimed, progress));
    try {
      await this.write(claimed, { beat, signal });
    } catch (error) {
      await beat.stop();
      await this.giveUp(claimed, error);
    } finally {
      await beat.stop();
    }
  }

  private async write(claimed: Export, { beat, signal }: { beat: Beat; signal: AbortSignal }): Promise<void> {
    const { question, format, apiClientId, id: requestId } = claimed;
    await this.sources.bulk.answer(
      { question, format, apiClientId, requestId },
      (answer) => this.writeFiles(claimed, answer, { beat, signal }),
      async (transaction, { answer: files, counts }) => {
        await beat.stop();
        // Links and files live in wall time, as tokens do.
        const expiresAt = new Date(Date.now() + KEPT_DAYS * 86_400_000);
        const finishedAt = this.clock.now();
        const finished = await this.exports.finishExport(transaction, claimed, {
          files,
          counts,
          finishedAt,
          expiresAt,
        });
        if (!finished) throw new Error('another attempt took this export over');
        await this.tell(transaction, claimed, 'finished');
      },
    );
  }

  private async writeFiles(
    { id, format, question }: Export,
    answer: BulkAnswer,
    { beat, signal }: { beat: Beat; signal: AbortSignal },
  ): Promise<ExportedFile[]> {
    const { marks } = answer.grant;
    const notes = new MethodNotes();
    const details: Record<string, unknown> = {};
    const sheet = (): Sheet => composeSheet(question, answer, { ...notes.finish(), details });
    async function* groups(): AsyncGenerator<readonly Group[]> {
      for await (const { parts, done, total } of answer.batches) {
        signal.throwIfAborted();
        for (const part of parts) {
          notes.add(part);
          if ('details' in part) Object.assign(details, part.details);
        }
        yield parts.flatMap((part) => toGroups(part, marks));
        // The rest is the end: the method, the bill.
        beat.progress = Math.floor((99 * done) / total);
      }
    }
    const columns = columnsOf(question.product, marks);
    const bytes = {
      csv: () => writeCsv(columns, groups()),
      geojson: () => writeGeojson(groups(), { findShapes: answer.findShapes, finish: sheet }),
      parquet: () => writeParquet(columns, groups(), sheet),
    }[format]();
    const data = await this.put(`${id}/data.${format}`, bytes, CONTENT_TYPES[format]);
    const method = JSON.stringify({ ...sheet(), data: { sha256: data.check.sha256, bytes: data.bytes } }, null, 2);
    return [data, await this.put(`${id}/method.json`, Readable.from([Buffer.from(method)]), 'application/json')];
  }

  private async put(key: string, bytes: AsyncIterable<Buffer>, contentType: string): Promise<ExportedFile> {
    let written = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const piece of bytes) {
        written += piece.length;
        yield piece;
      }
    }
    const check = await this.sources.stores.of('exports').put(key, Readable.from(counted(), { objectMode: false }));
    return { name: key.split('/')[1]!, contentType, bytes: written, check };
  }

  /** What the partner could have been told is told; what is ours comes back. */
  private async giveUp(claimed: Export, error: unknown): Promise<void> {
    if (!(error instanceof DomainError) || error.category === 'unavailable') {
      await this.exports.giveBack(claimed);
      throw error;
    }
    await this.sources.stores.of('exports').deleteAll(`${claimed.id}/`);
    const { code, message } = error;
    await this.sources.transactions.run(async (transaction) => {
      const failed = { code, message, finishedAt: this.clock.now() };
      if (await this.exports.failExport(transaction, claimed, failed)) await this.tell(transaction, claimed, 'failed');
    });
  }

  private async tell(
    transaction: Transaction,
    { id, clientId, contractId }: Export,
    state: 'finished' | 'failed',
  ): Promise<void> {
    const event = { about: 'export', exportId: id, clientId, contractId, state } as const;
    await this.sources.jobs.add(transaction, webhookEventOccurred, event);
  }
}

/** Says every second that somebody is at work, and how far. Made outside of any transaction, so that it is seen at once. */
class Beat {
  progress = 0;
  private last: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  constructor(note: (progress: number) => Promise<void>) {
    this.timer = setInterval(() => {
      // A beat that is missed is made up for by the next one, long before the lease ends.
      this.last = this.last.then(() => note(this.progress)).catch(() => undefined);
    }, BEAT_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.last;
  }
}
