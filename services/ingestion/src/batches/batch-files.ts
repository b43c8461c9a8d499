import { createReadStream, createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  type ClaimCheck,
  type PanelManifest,
  panelManifestSchema,
  type StopList,
  stopListSchema,
} from '@passant/contracts';
import { DomainError, ObjectStores, openBytes, openStream, sealStream } from '@passant/platform';
import { z } from 'zod';
import { type OpenDay, toSegmentKey } from '../days/days.service';
import { SEALS, type Seals } from '../seals';
import { BatchRefused } from './batch.errors';
import type { ClaimedBatch } from './batches.repository';
import { type JoinDay, type SegmentFile, toPanelFile } from './event-tables';
import { inParallel } from './in-parallel';
import { putThrough } from './put-through';
import { unpackUpload } from './unpack-upload';
import { parseUploadKey, type UploadObject } from './domain/upload-key';

/** Opens what a batch needs, in the engine's scratch folder, and seals what it makes. */
@Injectable()
export class BatchFiles {
  constructor(
    private readonly stores: ObjectStores,
    @Inject(SEALS) private readonly seals: Seals,
  ) {}

  /** @throws BatchRefused */
  async unpack(batch: ClaimedBatch, path: string, onProgress: (bytesRead: number) => void): Promise<void> {
    const sealed = await this.stores
      .of('uploads')
      .read(batch.upload)
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        throw new BatchRefused('UPLOAD_LOST', 'The stored file is gone: send it again.');
      });
    await unpackUpload({ sealed, keys: this.seals.own, compression: batch.compression, path, onProgress });
  }

  /** Opens the panel of a day into `directory`; gives its match key and whether it holds anybody's file. */
  async openPanel(
    { day, number, panel, shards }: OpenDay & { number: number },
    market: string,
    directory: string,
  ): Promise<{ joinDay: JoinDay; files: number }> {
    const manifest = await this.openManifest(panel);
    if (manifest.market !== market || manifest.day !== day) throw brokenPanel();
    const { files } = manifest;
    for (const { file, dataKind, shard } of files) {
      await this.openPanelFile(file, join(directory, toPanelFile(number, dataKind, shard)));
    }
    return { joinDay: { number, day, matchKey: manifest.matchKey, shards }, files: files.length };
  }

  /** Opens the stop list of a day into `directory`: 16 bytes a pseudonym, of whatever data kind. False where the day has none. */
  async openStopList({ number, stopList }: OpenDay & { number: number }, directory: string): Promise<boolean> {
    const path = join(directory, `stop-${number}.bin`);
    await rm(path, { force: true });
    if (!stopList) return false;
    const list = await this.openList(stopList);
    await writeFile(path, Buffer.concat(list.pseudonyms.map(({ base64 }) => Buffer.from(base64, 'base64'))), {
      mode: 0o600,
    });
    return true;
  }

  /** Seals segment files to anonymisation, four at a time, and deletes their open copies. */
  async sealSegments(batch: ClaimedBatch, segments: readonly SegmentFile[]) {
    const { id: batchId, market, attempts: attempt } = batch;
    return inParallel(segments, 4, async ({ dataKind, day, shard, rows, path }) => {
      const objectKey = toSegmentKey({ market, day, batchId, attempt, dataKind, shard });
      const seal = sealStream(this.seals.anonymisation);
      const outcome = await putThrough(this.stores.of('segments'), objectKey, createReadStream(path), [seal]);
      if (outcome.kind !== 'stored') throw outcome.error;
      await rm(path);
      return { day, shard, rows, file: outcome.check, dataKind };
    });
  }

  async deleteSegments(files: readonly ClaimCheck[]): Promise<void> {
    for (const { objectKey } of files) await this.stores.of('segments').delete(objectKey);
  }

  /** What attempts that died left behind. */
  async deleteLeftovers({ id }: ClaimedBatch): Promise<void> {
    const keys = await this.stores.of('segments').list();
    for (const key of keys) if (key.includes(`/${id}/`)) await this.stores.of('segments').delete(key);
  }

  async listUploads(): Promise<UploadObject[]> {
    const keys = await this.stores.of('uploads').list();
    return keys.flatMap((objectKey) => parseUploadKey(objectKey) ?? []);
  }

  deleteUpload({ objectKey }: Pick<ClaimCheck, 'objectKey'>): Promise<void> {
    return this.stores.of('uploads').delete(objectKey);
  }

  private async openManifest(panel: ClaimCheck): Promise<PanelManifest> {
    try {
      const sealed = await this.stores.of('panels').readBytes(panel);
      return panelManifestSchema.parse(JSON.parse((await openBytes(this.seals.own, sealed)).toString('utf8')));
    } catch (error) {
      throw toPanelError(error);
    }
  }

  private async openList(list: ClaimCheck): Promise<StopList> {
    try {
      const sealed = await this.stores.of('stop-lists-ingestion').readBytes(list);
      return stopListSchema.parse(JSON.parse((await openBytes(this.seals.own, sealed)).toString('utf8')));
    } catch (error) {
      throw isBroken(error) ? new BatchRefused('STOP_LIST_BROKEN', toBroken('stop list')) : error;
    }
  }

  private async openPanelFile(file: ClaimCheck, path: string): Promise<void> {
    try {
      const sealed = await this.stores.of('panels').read(file);
      await pipeline(sealed, openStream(this.seals.own), createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      throw toPanelError(error);
    }
  }
}

/** A panel that is gone (its day ended meanwhile) is looked at again; one that cannot be read never will be. */
const toPanelError = (error: unknown): unknown => (isBroken(error) ? brokenPanel() : error);
const isBroken = (error: unknown): boolean =>
  error instanceof DomainError
    ? error.category === 'invalid'
    : error instanceof z.ZodError || error instanceof SyntaxError;
const toBroken = (what: string): string => `A ${what} of this batch cannot be read. Nothing of the file was taken.`;
const brokenPanel = (): BatchRefused => new BatchRefused('PANEL_BROKEN', toBroken('panel'));
