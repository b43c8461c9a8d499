import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { MarketId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { NumberVault } from '../registry/number-vault';
import { DecisionsImportService } from './decisions-import.service';
import { type ImportReport, MOST_PROBLEMS, type Progress, type Taken } from './import-file';
import { ImportAnotherFile, ImportOvertaken, ImportUnknown } from './imports.errors';
import { type ImportKind, ImportsRepository, type KnownImport, type QuarantinedRow } from './imports.repository';
import { readLines } from './read-lines';
import { SubscribersImportService } from './subscribers-import.service';

export type { ImportKind, KnownImport, QuarantinedRow };

export interface FileOrder {
  readonly market: MarketId;
  readonly kind: ImportKind;
  /** By which a file that was cut off is taken up again; undefined: it has none yet. */
  readonly importId: string | undefined;
}

const KEPT_MS = 90 * 24 * 3_600_000;
const MOST_LISTED = 50;
const MOST_QUARANTINED = 1000;

/** What takes files, one of each kind. */
@Injectable()
export class ImportTakers {
  constructor(
    readonly subscribers: SubscribersImportService,
    readonly decisions: DecisionsImportService,
  ) {}
}

@Injectable()
export class ImportsOutside {
  constructor(
    readonly transactions: Transactions,
    readonly vault: NumberVault,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

/** Files of the network: how far each was taken stands in the transactions that took it, so a crash loses nothing and takes nothing twice. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly takers: ImportTakers,
    private readonly repository: ImportsRepository,
    private readonly outside: ImportsOutside,
  ) {}

  /**
   * Takes a file, or goes on with one that was cut off. A file that was taken whole is not taken again: the same answer.
   *
   * @throws ImportAnotherFile, ImportOvertaken, and what taking the file throws
   */
  async import(
    { market, kind, importId }: FileOrder,
    source: Readable,
  ): Promise<ImportReport & { readonly importId: string }> {
    const id = importId ?? randomUUID();
    const begun = await this.repository.begin({ id, market, kind, begunAt: this.outside.clock.now() });
    if (begun.market !== market || begun.kind !== kind) throw new ImportAnotherFile();
    const progress = new FileProgress(begun, this.repository, this.outside);
    if (begun.finishedAt) await progress.assertAllSame(source);
    else {
      await this.takers[kind].import(market, source, progress);
      progress.assertSame();
      await this.repository.finish(id, this.outside.clock.now());
    }
    const { imported, unchanged, rejected } = (await this.repository.find(id))!;
    const problems = await this.repository.findQuarantined(id, 0, MOST_PROBLEMS);
    return { importId: id, imported, unchanged, rejected, problems: problems as ImportReport['problems'] };
  }

  /** Newest first, at most 50. */
  findNewest(market: MarketId): Promise<KnownImport[]> {
    return this.repository.findNewest(market, MOST_LISTED);
  }

  /** Up to 1,000 rows that were not taken, by line. @throws ImportUnknown */
  async findQuarantined(id: string, afterLine: number): Promise<QuarantinedRow[]> {
    if (!(await this.repository.find(id))) throw new ImportUnknown();
    return this.repository.findQuarantined(id, afterLine, MOST_QUARANTINED);
  }

  prune(): Promise<void> {
    return this.repository.prune(new Date(this.outside.clock.now().getTime() - KEPT_MS));
  }
}

/** Knows a file by a running, keyed digest of its lines: a small file's plain one could be guessed. */
class FileProgress implements Progress {
  readonly linesDone: number;
  private lastRead = 0;
  private lastTaken: number;
  private readonly digest;
  private isSame: boolean;

  constructor(
    private readonly begun: KnownImport,
    private readonly repository: ImportsRepository,
    private readonly outside: ImportsOutside,
  ) {
    this.linesDone = begun.linesDone;
    this.lastTaken = begun.linesDone;
    this.isSame = begun.linesDone === 0;
    this.digest = createHash('sha256').update(outside.vault.hash(`import/${begun.id}`));
  }

  /** @throws ImportAnotherFile */
  read(line: number, text: string | null): void {
    this.lastRead = line;
    this.digest.update(text ?? 'too long').update('\n');
    if (line === this.linesDone) this.isSame = this.begun.mark!.equals(this.digest.copy().digest());
    else if (line > this.linesDone) this.assertSame();
  }

  /** @throws ImportAnotherFile where the lines taken before are not those of this file */
  assertSame(): void {
    if (!this.isSame) throw new ImportAnotherFile();
  }

  /** Of a file that was taken whole. @throws ImportAnotherFile */
  async assertAllSame(source: Readable): Promise<void> {
    for await (const { number, text } of readLines(source)) {
      this.read(number, text);
      if (number > this.linesDone && text?.trim() !== '') throw new ImportAnotherFile();
    }
    this.assertSame();
  }

  /** @throws ImportOvertaken where somebody else went on with this import */
  async take(work: () => Promise<Taken>): Promise<void> {
    const upTo = { linesDone: this.lastRead, mark: this.digest.copy().digest() };
    await this.outside.transactions.run(async (transaction) => {
      if ((await this.repository.hold(transaction, this.begun.id)) !== this.lastTaken) throw new ImportOvertaken();
      const taken = await work();
      await this.repository.noteTaken(transaction, this.begun.id, {
        ...taken,
        ...upTo,
        at: this.outside.clock.now(),
      });
    });
    this.lastTaken = upTo.linesDone;
  }
}
