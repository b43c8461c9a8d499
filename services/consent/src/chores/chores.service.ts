import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { toSafeError } from '@passant/platform';
import { DecisionsService } from '../decisions/decisions.service';
import { ReplayService } from '../decisions/replay.service';
import { EndingsService } from '../endings/endings.service';
import { ImportsService } from '../imports/imports.service';
import { JournalService } from '../journal/journal.service';
import { LetterCodesService } from '../letters/letter-codes.service';
import { LogInService } from '../log-in/log-in.service';
import { PanelsService } from '../panels/panels.service';
import { PeriodsService } from '../periods/periods.service';
import { CreditsService } from '../rewards/credits.service';
import { TextMessagesService } from '../sms/text-messages.service';
import { ConsumersService } from '../stop-lists/consumers.service';
import { StopsService } from '../stops/stops.service';
import { StopListsService } from '../stop-lists/stop-lists.service';

/** After this a commit has come to be, or failed. */
const COMMIT_LASTS_MS = 30_000;

/** What a sweeper does, and how often. */
interface Chore {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<unknown>;
}

/** What stops single lines, and what stops all. */
@Injectable()
export class StopChores {
  constructor(
    readonly stopLists: StopListsService,
    readonly stops: StopsService,
  ) {}
}

/** Everything that must happen although nobody asks. */
@Injectable()
export class Chores {
  constructor(
    readonly periods: PeriodsService,
    readonly stopping: StopChores,
    readonly panels: PanelsService,
    readonly logIns: LogInService,
  ) {}

  list(journal: JournalService, replay: ReplayService): readonly Chore[] {
    return [
      { name: 'replay-failed-withdrawals', everyMs: 5_000, run: () => replay.replayFailed(COMMIT_LASTS_MS) },
      { name: 'publish-stop-lists', everyMs: 1_000, run: () => this.stopping.stopLists.publish() },
      { name: 'publish-stops', everyMs: 1_000, run: () => this.stopping.stops.publish() },
      { name: 'catch-up-journal', everyMs: 5_000, run: () => journal.catchUp() },
      { name: 'destroy-overdue-keys', everyMs: 30_000, run: () => this.periods.destroyOverdue() },
      { name: 'issue-coming-days', everyMs: 60_000, run: () => this.panels.issueComingDays() },
      { name: 'prune-log-ins', everyMs: 60_000, run: () => this.logIns.prune() },
    ];
  }
}

/** What sweepers do about what comes in and goes out: files, messages, and what people earned. */
@Injectable()
export class MessageChores {
  constructor(
    readonly texts: TextMessagesService,
    readonly letterCodes: LetterCodesService,
    readonly credits: CreditsService,
    readonly imports: ImportsService,
  ) {}

  list(): readonly Chore[] {
    return [
      { name: 'send-text-messages', everyMs: 1_000, run: () => this.texts.relay() },
      { name: 'prune-letters', everyMs: 60_000, run: () => this.letterCodes.prune() },
      { name: 'close-credit-months', everyMs: 60_000, run: () => this.credits.closeMonths() },
      { name: 'prune-imports', everyMs: 3_600_000, run: () => this.imports.prune() },
      { name: 'prune-credits', everyMs: 3_600_000, run: () => this.credits.prune() },
    ];
  }
}

/** What sweepers do about lines and their people. */
@Injectable()
export class LineChores {
  constructor(
    readonly decisions: DecisionsService,
    readonly endings: EndingsService,
    readonly consumers: ConsumersService,
    readonly messages: MessageChores,
  ) {}

  list(): readonly Chore[] {
    return [
      ...this.messages.list(),
      { name: 'record-ended-consent', everyMs: 5_000, run: () => this.decisions.recordEnded() },
      { name: 'end-contracts', everyMs: 60_000, run: () => this.endings.endOver() },
      { name: 'forget-ended-lines', everyMs: 3_600_000, run: () => this.endings.forgetEnded() },
      { name: 'watch-consumers', everyMs: 10_000, run: () => this.consumers.watch() },
    ];
  }
}

/** Runs each chore one at a time; a chore that fails is tried again at its next turn. */
@Injectable()
export class ChoresService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Chores');
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly chores: Chores,
    private readonly lineChores: LineChores,
    private readonly journal: JournalService,
    private readonly replay: ReplayService,
  ) {}

  onApplicationBootstrap(): void {
    const chores = [...this.chores.list(this.journal, this.replay), ...this.lineChores.list()];
    for (const chore of chores) this.schedule(chore);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.allSettled([...this.running]);
  }

  private schedule(chore: Chore): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const turn = this.run(chore).finally(() => {
        this.running.delete(turn);
        this.schedule(chore);
      });
      this.running.add(turn);
    }, chore.everyMs);
    this.timers.add(timer);
  }

  private async run({ name, run }: Chore): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.logger.error({ event: 'chore.failed', chore: name, error: toSafeError(error) });
    }
  }
}
