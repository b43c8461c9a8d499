import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type ClientId, exportRequested } from '@passant/contracts';
import { CLOCK, type Clock, Jobs } from '@passant/platform';
import type { ExportFormat } from '../contracts/entitlements.service';
import { Transactions } from '../database/transactions';
import { type BulkQuestion, BulkService } from '../figures/bulk.service';
import { IdempotencyKeyReused } from '../acts/acts.errors';
import { CredentialsService } from '../oauth/credentials.service';
import { ExportsTooMany, ExportUnknown } from './exports.errors';
import { type Export, ExportsRepository } from './exports.repository';

export type { Export, ExportedFile } from './exports.repository';

/** A question whose answer somebody wants as a file. */
export interface WantedExport {
  readonly question: BulkQuestion;
  readonly format: ExportFormat;
  readonly idempotencyKey: string;
}

/** What exports are asked of and handed to. */
@Injectable()
export class ExportDesk {
  constructor(
    readonly bulk: BulkService,
    readonly credentials: CredentialsService,
    readonly jobs: Jobs,
    readonly transactions: Transactions,
  ) {}
}

const MOST_OPEN = 10;
const MOST_LISTED = 200;

/** Large answers, asked for and looked at. They are written by the job `export.requested`. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly desk: ExportDesk,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes an export in, once a key. What the contract does not cover is refused here; what only shows when the answer is
   * written (a quota) fails the export with the code that the question would have.
   *
   * @throws IdempotencyKeyReused, ExportsTooMany, and as `QuestionsService.answer`
   */
  async request(wanted: WantedExport, apiClientId: string): Promise<Export> {
    const { question, format, idempotencyKey } = wanted;
    const payloadSha256 = createHash('sha256')
      .update(JSON.stringify([question, format]))
      .digest('hex');
    const before = await this.exports.findByKey(apiClientId, idempotencyKey);
    if (before) return sameOrRefuse(before, payloadSha256);
    const { client, contractId } = await this.desk.bulk.admit(question, format, apiClientId);
    if ((await this.exports.countOpen(client.id)) >= MOST_OPEN) throw new ExportsTooMany(MOST_OPEN);
    const id = randomUUID();
    const asked = { id, clientId: client.id, contractId, apiClientId, idempotencyKey, payloadSha256, format };
    // From here on it is a question under this contract, whatever others there will be.
    const settled = { ...asked, question: { ...question, contractId }, requestedAt: this.clock.now() };
    await this.desk.transactions.run(async (transaction) => {
      const added = await this.exports.addExport(transaction, settled);
      if (added) await this.desk.jobs.add(transaction, exportRequested, { exportId: id });
    });
    const stored = await this.exports.findByKey(apiClientId, idempotencyKey);
    return sameOrRefuse(stored!, payloadSha256);
  }

  /** @throws ExportUnknown, also where it is another client's; CredentialsRevoked */
  async getExport(id: string, apiClientId: string): Promise<Export> {
    const found = await this.exports.findExport(id);
    if (!found || found.clientId !== (await this.findClientId(apiClientId))) throw new ExportUnknown();
    return found;
  }

  /** Newest first. @throws CredentialsRevoked */
  async listExports(apiClientId: string): Promise<Export[]> {
    return this.exports.findExports(await this.findClientId(apiClientId), MOST_LISTED);
  }

  private async findClientId(apiClientId: string): Promise<ClientId> {
    return (await this.desk.credentials.getClient(apiClientId)).id;
  }
}

function sameOrRefuse(found: Export, payloadSha256: string): Export {
  if (found.payloadSha256 !== payloadSha256) throw new IdempotencyKeyReused();
  return found;
}
