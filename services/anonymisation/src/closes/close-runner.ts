import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { EngineFailed } from '@passant/engine';
import { DomainError, toSafeError } from '@passant/platform';
import { randomUUID } from 'node:crypto';
import type { ClaimedClose } from './close';
import { LeaseLost } from './closes.errors';
import { BudgetExceeded } from '../releases/releases.errors';
import { ClosesRepository } from './closes.repository';
import { ClosesService } from './closes.service';
import { judgeFailure, waitMsAfter } from './domain/judge-failure';
import { RunCloseService } from './run-close.service';

const MOST_AT_ONCE = 2;
const POLL_MS = 500;
const RENEW_MS = 4000;

/** Takes closes that are due, two at a time, for as long as the service runs. The rows say what is due; waking is a courtesy. */
@Injectable()
export class CloseRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CloseRunner.name);
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly repository: ClosesRepository,
    private readonly closes: ClosesService,
    private readonly runClose: RunCloseService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.looking;
    await Promise.all(this.running);
  }

  wake(): void {
    if (this.looking || this.stopping.signal.aborted) return;
    this.looking = this.takeDue()
      .catch((error: unknown) => this.logger.warn({ event: 'close.not-taken', error: toSafeError(error) }))
      .finally(() => (this.looking = undefined));
  }

  private async takeDue(): Promise<void> {
    while (this.running.size < MOST_AT_ONCE && !this.stopping.signal.aborted) {
      const close = await this.repository.claimNext(randomUUID());
      if (!close) return;
      const attempt: Promise<void> = this.attempt(close).finally(() => {
        this.running.delete(attempt);
        this.wake();
      });
      this.running.add(attempt);
    }
  }

  private async attempt(close: ClaimedClose): Promise<void> {
    const lost = new AbortController();
    const renewal = setInterval(() => void this.renew(close, lost), RENEW_MS);
    const { market, period } = close;
    const startedMs = performance.now();
    try {
      if (close.state === 'WAITING') return await this.closes.askAgain(close);
      await this.runClose.run(close, AbortSignal.any([lost.signal, this.stopping.signal]));
      this.logger.log({ event: 'close.done', market, period, ms: Math.round(performance.now() - startedMs) });
    } catch (error) {
      await this.end(close, error).catch((failure: unknown) =>
        this.logger.warn({ event: 'close.not-ended', market, period, error: toSafeError(failure) }),
      );
    } finally {
      clearInterval(renewal);
    }
  }

  private async renew(close: ClaimedClose, lost: AbortController): Promise<void> {
    const isOurs = await this.repository.renew(close).catch(() => false);
    if (!isOurs) lost.abort();
  }

  private async end(close: ClaimedClose, error: unknown): Promise<void> {
    const { market, period, attempts } = close;
    if (error instanceof LeaseLost) return;
    const verdict = judgeFailure(toCode(error), attempts);
    this.logger.warn({
      event: `close.${verdict.kind}`,
      market,
      period,
      reason: verdict.reason,
      // Public numbers, which a safe error does not keep.
      ...(error instanceof BudgetExceeded && { spent: error.spent, ceiling: error.ceiling }),
      error: toSafeError(error),
    });
    const { reason } = verdict;
    if (close.state === 'MEASURED') {
      await this.repository.release(close, {
        state: 'MEASURED',
        reason,
        afterMs: waitMsAfter(attempts),
        attempts: attempts + 1,
      });
      return;
    }
    const next = {
      wait: { state: 'WAITING', afterMs: waitMsAfter(attempts), attempts: attempts + 1 },
      'start-over': { state: 'CLEARED', afterMs: 0, attempts },
      fail: { state: 'FAILED', afterMs: 0, attempts: attempts + 1 },
    } as const;
    await this.repository.release(close, { ...next[verdict.kind], reason });
  }
}

const toCode = (error: unknown): string =>
  error instanceof DomainError || error instanceof EngineFailed ? error.code : 'UNEXPECTED';
