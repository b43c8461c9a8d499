import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  isHalting,
  type MarketId,
  type Processing,
  PROCESSING_STOPS_KEY,
  processingResumed,
  type ProcessingStop,
  processingStopped,
  type ProcessingStops,
  processingStopsSchema,
  type Product,
  PRODUCTS,
  type Purpose,
  PURPOSES,
} from '@passant/contracts';
import { CLOCK, type Clock, Jobs, ObjectStores } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import {
  beginStop,
  decideConfirmation,
  decideEnd,
  decideEndProposal,
  type Refusal,
  stateOf,
  type StopActor,
  type StopRecord,
  type StopState,
  toProcessingStop,
} from './domain/decide-stop';
import { StopRefused, StopUnknown } from './stops.errors';
import { StopsRepository } from './stops.repository';

/** What is asked to stop: a market, or a purpose or product of it. */
export interface StopScope {
  readonly market: MarketId;
  readonly purpose: Purpose | null;
  readonly product: Product | null;
}

/** A stop as anybody may read it: no names, no reasons. */
export type PublicStop = StopScope & { readonly since: Date; readonly until: Date | null };

@Injectable()
export class StopsOutside {
  constructor(
    readonly transactions: Transactions,
    readonly jobs: Jobs,
    readonly stores: ObjectStores,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

/**
 * The stop switch. Its rows are the truth; jobs ring, and the hand-over `stops` holds the same for whoever is not rung. Numbers grow
 * with each change, also over a restore: what the hand-over knows and this database does not is taken back from it.
 */
@Injectable()
export class StopsService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Stops');

  constructor(
    private readonly repository: StopsRepository,
    private readonly outside: StopsOutside,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.adopt();
    await this.publish();
  }

  /** Begins a stop: it holds at once where a privacy officer begins it. */
  begin(scope: StopScope, by: StopActor, reason: string): Promise<StopRecord> {
    const now = this.outside.clock.now();
    const begun = { id: randomUUID(), ...scope, reason, begunBy: by.staffId, begunAt: now, ...beginStop(by, now) };
    const open = { confirmedBy: null, confirmedAt: null, endProposedBy: null, endProposedAs: null, endReason: null };
    return this.change(async () => ({ ...begun, ...open, endedBy: null, endedAt: null, number: 0 }));
  }

  /** @throws StopUnknown, StopRefused */
  confirm(id: string, by: StopActor): Promise<StopRecord> {
    const now = this.outside.clock.now();
    return this.change(async () => {
      const stop = await this.get(id);
      refuse(decideConfirmation(stop, by, now));
      return { ...stop, since: stop.since ?? now, until: null, confirmedBy: by.staffId, confirmedAt: now };
    });
  }

  /** @throws StopUnknown, StopRefused */
  proposeEnd(id: string, by: StopActor, reason: string): Promise<StopRecord> {
    return this.change(async () => {
      const stop = await this.get(id);
      refuse(decideEndProposal(stop, this.outside.clock.now()));
      const isOfficer = by.roles.includes('privacy-officer');
      const endProposedAs = isOfficer ? ('privacy-officer' as const) : ('admin' as const);
      return { ...stop, endProposedBy: by.staffId, endProposedAs, endReason: reason };
    });
  }

  /** @throws StopUnknown, StopRefused */
  end(id: string, by: StopActor): Promise<StopRecord> {
    const now = this.outside.clock.now();
    return this.change(async () => {
      const stop = await this.get(id);
      refuse(decideEnd(stop, by, now));
      return { ...stop, endedBy: by.staffId, endedAt: now };
    });
  }

  async list(): Promise<(StopRecord & { readonly state: StopState })[]> {
    const now = this.outside.clock.now();
    return (await this.repository.findAll()).map((stop) => ({ ...stop, state: stateOf(stop, now) }));
  }

  /** What stands now, for everybody, oldest first. */
  async listPublic(): Promise<PublicStop[]> {
    const standing = (await this.list()).filter(({ state }) => state === 'standing' || state === 'standing-alone');
    return standing.reverse().map(({ market, purpose, product, since, until }) => ({
      ...{ market, purpose, product },
      ...{ since: since!, until },
    }));
  }

  /** Whether something of a whole market (a panel, a clearance) is halted: by a stop of everything, or of every purpose or product of it. */
  async isMarketStopped(market: MarketId): Promise<boolean> {
    const told = (await this.repository.findAll()).flatMap((stop) => toProcessingStop(stop) ?? []);
    const nowMs = this.outside.clock.now().getTime();
    const isHalted = (processing: Processing) => told.some((stop) => isHalting(stop, processing, nowMs));
    return PURPOSES.every((purpose) => PRODUCTS.every((product) => isHalted({ market, purpose, product })));
  }

  /** Brings the hand-over to what the rows say, where it is not: after each change, and every second besides. */
  async publish(): Promise<void> {
    const now = await this.read();
    const stops = (await this.repository.findAll()).flatMap((stop) => toProcessingStop(stop) ?? []);
    const number = Math.max(0, ...stops.map((stop) => stop.number));
    if (now !== undefined && now.number >= number) return;
    const written: ProcessingStops = { format: 'processing-stops/1', number, stops };
    await this.store.put(PROCESSING_STOPS_KEY, Buffer.from(JSON.stringify(written)));
  }

  private async change(decide: () => Promise<StopRecord>): Promise<StopRecord> {
    const changed = await this.outside.transactions.run(async (transaction) => {
      await this.repository.lockAll(transaction);
      const number = Math.max(await this.repository.findHighestNumber(), (await this.read())?.number ?? 0) + 1;
      const stop = { ...(await decide()), number };
      await this.repository.save(transaction, stop);
      await this.tell(transaction, stop);
      return stop;
    });
    this.logger.warn({ event: 'stop.changed', stopId: changed.id, market: changed.market, number: changed.number });
    return changed;
  }

  private async tell(transaction: Transaction, stop: StopRecord): Promise<void> {
    const told = toProcessingStop(stop);
    if (told) await this.outside.jobs.add(transaction, told.endedAt ? processingResumed : processingStopped, told);
  }

  /** After the restore of an older database: a stop that others know still stands, until two people end it. */
  private async adopt(): Promise<void> {
    const known = new Map((await this.repository.findAll()).map((stop) => [stop.id, stop]));
    const lost = ((await this.read())?.stops ?? []).filter(
      ({ stopId, number }) => number > (known.get(stopId)?.number ?? 0),
    );
    if (lost.length === 0) return;
    await this.outside.transactions.run(async (transaction) => {
      await this.repository.lockAll(transaction);
      for (const stop of lost) await this.repository.save(transaction, toRecord(stop, known.get(stop.stopId)));
    });
    this.logger.warn({ event: 'stops.adopted', stops: lost.length });
  }

  private async read(): Promise<ProcessingStops | undefined> {
    const bytes = await this.store.readCurrent(PROCESSING_STOPS_KEY);
    const parsed = bytes && processingStopsSchema.safeParse(parseJson(bytes));
    // What cannot be read is written again.
    return parsed?.success ? parsed.data : undefined;
  }

  private async get(id: string): Promise<StopRecord> {
    const stop = await this.repository.find(id);
    if (!stop) throw new StopUnknown();
    return stop;
  }

  private get store() {
    return this.outside.stores.of('stops');
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function refuse(refusal: Refusal | null): void {
  if (refusal) throw new StopRefused(refusal);
}

const UNKNOWN = 'unknown (restored)';

/** Who did it went with the database; the acts of other backups say it. */
function toRecord(stop: ProcessingStop, known: StopRecord | undefined): StopRecord {
  const { stopId: id, number, market, purpose, product } = stop;
  const [since, until, endedAt] = [stop.since, stop.until, stop.endedAt].map((time) => (time ? new Date(time) : null));
  const confirmed = until === null ? { confirmedBy: known?.confirmedBy ?? UNKNOWN, confirmedAt: since! } : {};
  const ended = endedAt ? { endedBy: UNKNOWN, endedAt, endProposedBy: known?.endProposedBy ?? `${UNKNOWN} other` } : {};
  const unknown = {
    ...{ reason: UNKNOWN, begunBy: `${UNKNOWN} first`, begunAs: 'privacy-officer' as const, begunAt: since! },
    ...{ confirmedBy: null, confirmedAt: null, endProposedBy: null, endProposedAs: null, endReason: null },
    ...{ endedBy: null, endedAt: null },
  };
  return {
    ...unknown,
    ...known,
    id,
    number,
    market,
    purpose,
    product,
    since: since!,
    until: until ?? null,
    ...confirmed,
    ...ended,
  };
}
