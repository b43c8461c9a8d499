import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { MarketId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { AbsencesService } from '../absences/absences.service';
import { Transactions } from '../database/transactions';
import type { NewDecision } from '../decisions/decisions.repository';
import { DecisionsService } from '../decisions/decisions.service';
import { newReference } from '../decisions/reference';
import { JournalService } from '../journal/journal.service';
import { type KnownLine, LinesService } from '../registry/lines.service';
import { NumberVault } from '../registry/number-vault';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { DECISION_COLUMNS, DECISION_OPTIONAL, type DecisionRow, parseDecision } from './domain/parse-decision';
import type { RowProblem } from './domain/parse-subscriber';
import { type ChunkOutcome, importFile, type ImportReport, type NumberedRow, type Progress } from './import-file';
import { ImportHeld } from './imports.errors';

export const DECISION_IMPORT_PARTS = Symbol('DECISION_IMPORT_PARTS');
export interface DecisionImportParts {
  readonly absences: AbsencesService;
  readonly lines: LinesService;
  readonly decisions: DecisionsService;
  readonly stopLists: StopListsService;
  readonly journal: JournalService;
  readonly transactions: Transactions;
}

/** Takes decisions that people made elsewhere (a shop, a hotline, the operator's own app), each with its evidence. */
@Injectable()
export class DecisionsImportService {
  constructor(
    @Inject(DECISION_IMPORT_PARTS) private readonly parts: DecisionImportParts,
    private readonly vault: NumberVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ImportHeld before the first chunk that would permit something while the journal cannot be written */
  async import(market: MarketId, source: Readable, progress?: Progress): Promise<ImportReport> {
    const report = await importFile(source, {
      columns: DECISION_COLUMNS,
      optional: DECISION_OPTIONAL,
      parse: (fields) => parseDecision(fields, this.clock.now().getTime()),
      save: (rows) => this.save(market, rows),
      ...(progress ? { progress } : {}),
    });
    await this.parts.stopLists.publish().catch(() => undefined); // the sweeper publishes what could not be published here
    return report;
  }

  private async save(market: MarketId, rows: readonly NumberedRow<DecisionRow>[]): Promise<ChunkOutcome> {
    if (rows.some(({ row }) => row.state === 'given') && !(await this.parts.journal.isSound())) throw new ImportHeld();
    const hashes = new Map(rows.map(({ row }) => [row.number, this.vault.hash(row.number)]));
    return this.parts.transactions.run(async (transaction) => {
      const known = await this.parts.lines.findKnown(transaction, market, [...hashes.values()]);
      const lines = new Map(known.map((line) => [line.numberHash.toString('base64'), line]));
      const ids = known.map(({ subscriberId }) => subscriberId);
      const earliest = Math.min(...rows.map(({ row }) => row.decidedAt));
      const isSimBlocked = await this.parts.absences.findSimBlocks(transaction, ids, earliest);
      const refused: { line: number; reason: RowProblem }[] = [];
      const decisions: NewDecision[] = [];
      for (const { line, row } of rows) {
        const found = lines.get(hashes.get(row.number)!.toString('base64'));
        if (!found) {
          refused.push({ line, reason: 'subscriber_unknown' });
          continue;
        }
        const reason = findProblem(row, found, isSimBlocked(found.subscriberId, row.decidedAt));
        if (reason) refused.push({ line, reason });
        else decisions.push(toNewDecision(row, found.subscriberId));
      }
      const appended = await this.parts.decisions.record(transaction, decisions);
      return { imported: appended.size, refused };
    });
  }
}

/** Why a decision may not be taken for a line. What refuses a yes on the page refuses it here too; neither refuses a no. */
function findProblem(row: DecisionRow, line: KnownLine, isSimBlocked: boolean): RowProblem | undefined {
  if (row.decidedAt < Date.parse(line.contractStart)) return 'evidence_before_contract';
  if (row.state !== 'given') return undefined;
  if (line.isDeclaredMinor) return 'user_under_18';
  return isSimBlocked ? 'evidence_after_sim_change' : undefined;
}

const toNewDecision = ({ number: _number, ...row }: DecisionRow, subscriberId: string): NewDecision => ({
  ...row,
  id: randomUUID(),
  submissionId: randomUUID(),
  reference: newReference(),
  subscriberId,
  origin: 'import',
  noticeServedId: null,
});
