import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { isErasureLine } from '../journal/journal-line';
import { JournalService } from '../journal/journal.service';
import { RightsService } from './rights.service';

/** Before anything opens, and after withdrawals were put back, every erasure of the journal that the database does not know is done again: a restored backup brings nobody back. */
@Injectable()
export class ErasureReplay implements OnApplicationBootstrap {
  private readonly logger = new Logger('Erasures');

  constructor(
    private readonly journal: JournalService,
    private readonly rights: RightsService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const replayed = await this.rights.replay((await this.journal.read()).filter(isErasureLine));
    if (replayed > 0) this.logger.warn({ event: 'journal.erasures-replayed', lines: replayed });
  }
}
