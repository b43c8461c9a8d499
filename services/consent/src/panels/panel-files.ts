import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type ClaimCheck, PANEL_DATA_KINDS, PANEL_FILE_STRUCTURE, type PanelManifest } from '@passant/contracts';
import { type Engine, type EngineSettings, runInEngine } from '@passant/engine';
import { ObjectStores, sealBytes, sealStream } from '@passant/platform';
import { CONSUMER_KEYS, type ConsumerKeys } from '../keys/consumer-keys';
import { type LiveDay, toObjectPrefix } from '../periods/live-period';
import { matchPanelSql, PLAIN_STRUCTURE } from './match-panel.sql';
import { type ExactCounts, plainName, type RowsOrder, writePlainRows } from './panel-rows';

export interface WrittenPanel {
  readonly manifest: ClaimCheck;
  readonly counts: ExactCounts;
}

export interface PanelOrder extends RowsOrder {
  readonly day: LiveDay;
  readonly shards: number;
}

export const ENGINE_SETTINGS = Symbol('ENGINE_SETTINGS');

/** Makes a panel's sealed files. Numbers touch only an engine session's folder, which goes with it. */
@Injectable()
export class PanelFiles {
  constructor(
    private readonly stores: ObjectStores,
    @Inject(CONSUMER_KEYS) private readonly consumers: ConsumerKeys,
    @Inject(ENGINE_SETTINGS) private readonly engine: EngineSettings,
  ) {}

  write(order: PanelOrder, signal?: AbortSignal): Promise<WrittenPanel> {
    return runInEngine(
      this.engine,
      async (engine) => {
        const counts = await writePlainRows(engine.directory, order);
        return { manifest: await this.sealAll(engine, order), counts };
      },
      signal,
    );
  }

  private async sealAll(engine: Engine, { day: live, keys, shards }: PanelOrder): Promise<ClaimCheck> {
    const { panelId, market, day } = live;
    const matchKey = toMatchKey(keys.get('match')!);
    const files: PanelManifest['files'] = [];
    // A name of its own for each attempt: an earlier one that was cut off cannot have been announced.
    const prefix = `${toObjectPrefix({ market, period: day })}${randomUUID()}/`;
    for (const dataKind of PANEL_DATA_KINDS) {
      const source = engine.source(plainName(dataKind), 'TabSeparated', PLAIN_STRUCTURE);
      for (let shard = 0; shard < shards; shard += 1) {
        const name = `${dataKind}-${shard}.native`;
        const sql = matchPanelSql(source, engine.target(name, 'Native', PANEL_FILE_STRUCTURE));
        await engine.execute(sql, { k0: matchKey[0], k1: matchKey[1], shards, shard });
        files.push({ dataKind, shard, file: await this.seal(join(engine.directory, name), `${prefix}${name}.sealed`) });
      }
    }
    const manifest: PanelManifest = { format: 'panel/2', panelId, market, day, matchKey, shards, files };
    const sealed = await sealBytes(this.consumers.ingestion, Buffer.from(JSON.stringify(manifest)));
    return this.stores.of('panels').put(`${prefix}manifest.sealed`, sealed);
  }

  private async seal(path: string, objectKey: string): Promise<ClaimCheck> {
    const plain = createReadStream(path);
    const sealed = sealStream(this.consumers.ingestion);
    plain.on('error', (error) => sealed.destroy(error));
    return this.stores.of('panels').put(objectKey, plain.pipe(sealed));
  }
}

/** The 16 bytes of a match key as the two numbers (decimal) that the engine's SipHash takes. */
const toMatchKey = (key: Buffer): [string, string] => [
  key.readBigUInt64LE(0).toString(),
  key.readBigUInt64LE(8).toString(),
];
