import { Logger } from '@nestjs/common';
import { type JobEnvelope, jobEnvelopeSchema } from '@passant/contracts';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { DomainError } from '../errors/domain-error';
import { toSafeError } from '../errors/safe-error';
import type { DeadLetters } from './dead-letters';
import { JobNotReady, JobTooOld } from './errors';
import { DEAD_LETTER_PREFIX } from './judge-ring';
import { parsePayload } from './parse-payload';
import type { RegisteredHandler } from './registry';
import { isTooOld } from './retention';

const LONGEST_WAIT_MS = 5000;

/** All that Redis may learn about a failure. */
class JobFailed extends Error {
  constructor(code: string) {
    super(code);
    this.stack = code;
  }
}

export interface RunSettings {
  readonly deadLetters: DeadLetters;
  /** Aborts when the service stops; the job then goes back to the queue. */
  readonly stopping: AbortSignal;
}

/** Runs one ring of one job and turns its outcome into BullMQ's. */
export class JobRunner {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly registered: RegisteredHandler,
    private readonly settings: RunSettings,
  ) {}

  async run(job: Job, token: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    const envelope = jobEnvelopeSchema.safeParse(job.data);
    if (!envelope.success) throw new UnrecoverableError(`${DEAD_LETTER_PREFIX}ENVELOPE_INVALID`);
    const { rowId, createdAt, payload } = envelope.data;
    const signals = [this.settings.stopping, ...(signal ? [signal] : [])];
    try {
      if (isTooOld(createdAt, Date.now())) throw new JobTooOld();
      const parsed = parsePayload(this.registered.job, payload);
      await this.registered.handler.handle({ rowId, payload: parsed, signal: AbortSignal.any(signals) });
    } catch (error) {
      if (error instanceof JobNotReady || this.settings.stopping.aborted) return this.comeBack(job, token);
      if (error instanceof DomainError && error.category === 'invalid') return this.bury(envelope.data, error);
      this.logger.warn({ event: 'job.failed', job: this.registered.job.name, rowId, error: toSafeError(error) });
      throw new JobFailed(error instanceof DomainError ? error.code : 'FAILED');
    }
  }

  private async comeBack(job: Job, token: string | undefined): Promise<never> {
    const waitMs = Math.min(LONGEST_WAIT_MS, 250 * 2 ** Math.min(job.attemptsStarted, 6));
    await job.moveToDelayed(Date.now() + (this.settings.stopping.aborted ? 0 : waitMs), token);
    throw new DelayedError();
  }

  private async bury({ rowId, payload }: JobEnvelope, { code }: DomainError): Promise<never> {
    const job = this.registered.job.name;
    await this.settings.deadLetters.record({ rowId, job, payload, code });
    this.logger.error({ event: 'job.dead', job, rowId, code });
    throw new UnrecoverableError(`${DEAD_LETTER_PREFIX}${code}`);
  }
}
