import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { batchReceived, type BatchId, type ClaimCheck, type ZonePlanId } from '@passant/contracts';
import {
  ActsService,
  CLOCK,
  type Clock,
  Jobs,
  type NotedAct,
  ObjectStores,
  sealStream,
  StopsService,
} from '@passant/platform';
import { DaysService } from '../days/days.service';
import { SEALS, type Seals } from '../seals';
import { parseMarketId, ZonePlansService } from '../zone-plans/zone-plans.service';
import { FileKnown, StorageFull, UploadCutShort } from './batch.errors';
import { BatchesRepository, type NewBatch } from './batches.repository';
import { toUploadKey } from './domain/upload-key';
import { Fingerprint } from './fingerprint';
import { detach, putThrough } from './put-through';

export interface EventsUpload {
  readonly market: string;
  readonly name: string;
  readonly body: Readable;
  readonly act: NotedAct;
}

/** Where sealed uploads lie, and what they are sealed to. */
@Injectable()
export class UploadStore {
  constructor(
    private readonly stores: ObjectStores,
    @Inject(SEALS) private readonly seals: Seals,
  ) {}

  /** Seals a file to this service while it arrives: its rows never lie open. @throws StorageFull, UploadCutShort */
  async put(objectKey: string, body: Readable, fingerprint: Fingerprint): Promise<ClaimCheck> {
    const through = [fingerprint, sealStream(this.seals.own.publicKey)];
    const outcome = await putThrough(this.stores.of('uploads'), objectKey, detach(body), through);
    if (outcome.kind === 'stored') return outcome.check;
    if (isFull(outcome.error)) throw new StorageFull();
    throw outcome.kind === 'source-failed' ? new UploadCutShort() : outcome.error;
  }

  delete(check: ClaimCheck): Promise<void> {
    return this.stores.of('uploads').delete(check.objectKey);
  }
}

const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(String((error as { code?: unknown }).code));

/** Writes a batch, its hold on the days and its job together. */
@Injectable()
export class BatchReceiver {
  constructor(
    private readonly repository: BatchesRepository,
    private readonly days: DaysService,
    private readonly jobs: Jobs,
    private readonly acts: ActsService,
  ) {}

  /** @throws FileKnown */
  receive(batch: NewBatch, act: NotedAct): Promise<void> {
    return this.repository.inTransaction(async (tx) => {
      const known = await this.repository.insert(tx, batch);
      if (known) throw new FileKnown(known);
      await this.days.holdAll(tx, { batchId: batch.id, market: batch.market });
      await this.acts.note(act, { kind: 'batch', id: batch.id });
      await this.jobs.add(tx, batchReceived, { batchId: batch.id });
    });
  }
}

/** What a file asks of its market: the plan it is read by, and whether everything is stopped. */
@Injectable()
export class FilesMarket {
  constructor(
    readonly zonePlans: ZonePlansService,
    readonly stops: StopsService,
  ) {}
}

/** Receives event files: sealed, fingerprinted, and queued as batches. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly store: UploadStore,
    private readonly receiver: BatchReceiver,
    private readonly around: FilesMarket,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws MarketInvalid, ProcessingStopped, ZonePlanMissing, FileKnown, StorageFull, UploadCutShort */
  async receive(upload: EventsUpload): Promise<{ batchId: BatchId; sha256: string; bytes: number }> {
    const market = parseMarketId(upload.market);
    this.around.stops.refuseStopped({ market });
    const plan = await this.around.zonePlans.getCurrent(market);
    const batchId = randomUUID() as BatchId;
    const fingerprint = new Fingerprint();
    const receivedAt = this.clock.now();
    const check = await this.store.put(toUploadKey(batchId, receivedAt.getTime()), upload.body, fingerprint);
    const { sha256, bytes, compression } = fingerprint;
    try {
      const batch = {
        id: batchId,
        market,
        planId: plan.id as ZonePlanId,
        name: /^[\w .-]{1,120}$/.test(upload.name) ? upload.name : 'events',
        sha256,
        bytes,
        compression,
        upload: check,
        receivedBy: upload.act.staffId,
        receivedAt,
      };
      // Once more: a file may take hours to arrive.
      this.around.stops.refuseStopped({ market });
      await this.receiver.receive(batch, upload.act);
    } catch (error) {
      await this.store.delete(check);
      throw error;
    }
    return { batchId, sha256, bytes };
  }
}
