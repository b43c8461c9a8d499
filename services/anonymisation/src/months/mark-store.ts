import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { ClaimCheck } from '@passant/contracts';
import type { Engine } from '@passant/engine';
import {
  ClaimCheckMismatch,
  ENVIRONMENT,
  loadSealKeyPair,
  ObjectMissing,
  ObjectStores,
  openStream,
  SealBroken,
  sealStream,
  type SealKeyPair,
} from '@passant/platform';
import { randomUUID } from 'node:crypto';
import type { Environment } from '../environment';
import type { MarkFile } from './mark-file';
import { MarkFilesRepository } from './mark-files.repository';
import { MarksAltered, MarksLost, MarksMissing } from './months.errors';

/** Marks at rest: sealed by this service to itself, under a key pair of their own, in a hand-over of their own. */
@Injectable()
export class MarkStore {
  private pair: Promise<SealKeyPair> | undefined;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly stores: ObjectStores,
    private readonly files: MarkFilesRepository,
  ) {}

  /** Seals a file of the session's folder; nothing refers to it yet. Returns its object key. @throws MarksLost */
  async write(engine: Engine, name: string, file: Omit<MarkFile, 'objectKey'>): Promise<string> {
    const objectKey = `${file.market}/${file.month}/${randomUUID()}.sealed`;
    const { publicKey } = await this.getKeys();
    await this.files.register({ ...file, objectKey });
    const sealing = sealStream(publicKey);
    const [check] = await Promise.all([
      this.store.put(objectKey, sealing),
      pipeline(createReadStream(join(engine.directory, name)), sealing),
    ]);
    if (await this.files.setWritten(objectKey, check.sha256)) return objectKey;
    await this.store.delete(objectKey);
    throw new MarksLost();
  }

  /** Opens a file into the session's folder; nothing of it is read before its last byte was verified. @throws MarksMissing, MarksAltered */
  async open(engine: Engine, check: ClaimCheck, name: string): Promise<void> {
    const keys = await this.getKeys();
    try {
      await pipeline(
        await this.store.read(check),
        openStream(keys),
        createWriteStream(join(engine.directory, name), { mode: 0o600 }),
      );
    } catch (error) {
      if (error instanceof ObjectMissing) throw new MarksMissing();
      if (error instanceof ClaimCheckMismatch || error instanceof SealBroken) throw new MarksAltered();
      throw error;
    }
  }

  delete(objectKey: string): Promise<void> {
    return this.store.delete(objectKey);
  }

  private get store() {
    return this.stores.of('return-visits');
  }

  /** @throws KeyFileInvalid */
  private async getKeys(): Promise<SealKeyPair> {
    this.pair ??= loadSealKeyPair(this.environment.SECRETS_DIR, 'return-visits');
    try {
      return await this.pair;
    } catch (error) {
      this.pair = undefined;
      throw error;
    }
  }
}
