import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { densityRequested } from '@passant/contracts';
import { CLOCK, type Clock, DomainError, Jobs } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { type Delivery, OutgoingSender } from '../outgoing/sender';
import { SecretBox } from '../outgoing/seal-secret';
import { CORRELATOR } from './correlator';
import { DensityRefused, SinkNotReached } from './density.errors';
import { DensityService, type Prepared } from './density.service';
import { type Operation, OperationsRepository } from './operations.repository';

/** Where answers go out: to a partner's sink, with its token. */
@Injectable()
export class SinkDesk {
  constructor(
    readonly sender: OutgoingSender,
    readonly secrets: SecretBox,
    readonly jobs: Jobs,
    readonly transactions: Transactions,
  ) {}
}

export interface Accepted {
  readonly prepared: Prepared;
  readonly apiClientId: string;
  readonly requestId: string;
  readonly correlator: string | undefined;
}

/** Waits between attempts grow to a minute: some six minutes in all. */
export const MOST_ATTEMPTS = 12;

/** Answers that are not waited for. */
@Injectable()
export class OperationsService {
  constructor(
    private readonly operations: OperationsRepository,
    private readonly density: DensityService,
    private readonly desk: SinkDesk,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the operation's id. @throws DensityRefused where the sink is no address to call */
  async accept({ prepared, correlator, ...asker }: Accepted): Promise<string> {
    const { sink, ...request } = prepared.request;
    if (prepared.reach.marks.includes('sandbox')) {
      throw new DensityRefused({ problem: 'sink', message: 'In a sandbox nobody is called back: ask without a sink.' });
    }
    const problem = this.desk.sender.findProblem(sink?.url ?? '');
    if (!sink || problem !== undefined) {
      throw new DensityRefused({ problem: 'sink', message: `sink is no public HTTPS address (${problem}).` });
    }
    const id = randomUUID();
    const sealedToken = sink.accessToken === null ? null : this.desk.secrets.seal(sink.accessToken, toScope(id));
    const operation = {
      ...{ id, ...asker, request, sink: sink.url, sealedToken },
      ...{ correlator: correlator ?? null, acceptedAt: this.clock.now() },
    };
    await this.desk.transactions.run(async (transaction) => {
      await this.operations.add(transaction, operation);
      await this.desk.jobs.add(transaction, densityRequested, { operationId: id });
    });
    return id;
  }

  /**
   * Answers once, under the request that asked, and sends that; a repeat sends the same and costs nothing.
   *
   * @throws SinkNotReached where it is worth trying again
   */
  async carryOut(operationId: string, signal: AbortSignal): Promise<void> {
    const operation = await this.operations.claimAttempt(operationId);
    if (!operation) return;
    const isLast = operation.attempts >= MOST_ATTEMPTS;
    const answer = await this.answer(operation, isLast);
    const delivery = await this.desk.sender.post({
      ...{ url: operation.sink, signal, body: JSON.stringify({ ...answer, operationId }) },
      headers: this.toHeaders(operation),
    });
    if (isTaken(delivery)) return this.operations.end(operationId, 'delivered', this.clock.now());
    if (isLast || isFinal(delivery)) return this.operations.end(operationId, 'given-up', this.clock.now());
    throw new SinkNotReached();
  }

  /** What cannot be answered is told as such, since a callback cannot be an error; what may pass is tried again. */
  private async answer(operation: Operation, isLast: boolean): Promise<object> {
    const { apiClientId, requestId, acceptedAt, request } = operation;
    try {
      const asked = { ...request, sink: { url: operation.sink, accessToken: null } };
      const prepared = await this.density.measure(asked, apiClientId, acceptedAt.getTime());
      return await this.density.answer(prepared, { apiClientId, requestId });
    } catch (error) {
      if (!(error instanceof DomainError) || (isPassing(error) && !isLast)) throw error;
      return { status: 'OPERATION_NOT_COMPLETED', timedPopulationDensityData: [], statusInfo: error.message };
    }
  }

  private toHeaders({ id, sealedToken, correlator }: Operation): Record<string, string> {
    return {
      ...(sealedToken === null ? {} : { authorization: `Bearer ${this.desk.secrets.open(sealedToken, toScope(id))}` }),
      ...(correlator === null ? {} : { [CORRELATOR]: correlator }),
    };
  }
}

const toScope = (id: string): string => `density-operation/${id}`;
const isPassing = ({ code, category }: DomainError): boolean => category === 'unavailable' || code === 'RATE_EXCEEDED';
const isTaken = (delivery: Delivery): boolean =>
  delivery.kind === 'answered' && delivery.status >= 200 && delivery.status < 300;
/** Refused for good: what the specification lets a sink answer but 429, and redirects, which are not followed. */
const isFinal = (delivery: Delivery): boolean =>
  delivery.kind === 'not-allowed' ||
  (delivery.kind === 'answered' && delivery.status < 500 && delivery.status !== 429 && delivery.status !== 408);
