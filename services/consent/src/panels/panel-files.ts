import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import {
  type ClaimCheck,
  GROUP_CODES,
  type Group,
  PANEL_DATA_KINDS,
  PANEL_FILE_STRUCTURE,
  type PanelDataKind,
  type PanelManifest,
} from '@passant/contracts';
import { type Engine, type EngineSettings, runInEngine } from '@passant/engine';
import { ObjectStores, sealBytes, sealStream } from '@passant/platform';
import type { OpenKeys } from '../days/day-keys';
import { type LiveDay, toObjectPrefix } from '../days/live-day';
import { CONSUMER_KEYS, type ConsumerKeys } from '../keys/consumer-keys';
import { derivePseudonym } from '../keys/domain/derive-pseudonym';
import { matchPanelSql, PLAIN_STRUCTURE } from './match-panel.sql';

/** Somebody in a panel. */
export interface Member {
  readonly subscriberId: string;
  /** E.164; leaves this process only into the engine's scratch folder. */
  readonly number: string;
  readonly groups: ReadonlyMap<PanelDataKind, Group>;
}

/** Exact sizes: never logged, stored, or sent; only the noise of the measured sizes is added to them. */
export type ExactSizes = ReadonlyMap<PanelDataKind, ReadonlyMap<Group, number>>;

export interface WrittenPanel {
  readonly manifest: ClaimCheck;
  readonly sizes: ExactSizes;
}

export interface PanelOrder {
  readonly day: LiveDay;
  readonly keys: OpenKeys;
  /** Members in pages. */
  readonly members: AsyncIterable<readonly Member[]>;
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
        const sizes = await writePlainRows(engine, order);
        return { manifest: await this.sealAll(engine, order), sizes };
      },
      signal,
    );
  }

  private async sealAll(engine: Engine, { day, keys, shards }: PanelOrder): Promise<ClaimCheck> {
    const matchKey = toMatchKey(keys.get('match')!);
    const files: PanelManifest['files'] = [];
    // A name of its own for each attempt: an earlier one that was cut off cannot have been announced.
    const prefix = `${toObjectPrefix(day)}${randomUUID()}/`;
    for (const dataKind of PANEL_DATA_KINDS) {
      const source = engine.source(plainName(dataKind), 'TabSeparated', PLAIN_STRUCTURE);
      for (let shard = 0; shard < shards; shard += 1) {
        const name = `${dataKind}-${shard}.native`;
        const sql = matchPanelSql(source, engine.target(name, 'Native', PANEL_FILE_STRUCTURE));
        await engine.execute(sql, { k0: matchKey[0], k1: matchKey[1], shards, shard });
        files.push({ dataKind, shard, file: await this.seal(join(engine.directory, name), `${prefix}${name}.sealed`) });
      }
    }
    const { panelId, market } = day;
    const manifest: PanelManifest = { format: 'panel/1', panelId, market, day: day.day, matchKey, shards, files };
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

const plainName = (dataKind: PanelDataKind): string => `${dataKind}.tsv`;

async function writePlainRows(engine: Engine, { keys, members }: PanelOrder): Promise<ExactSizes> {
  const sizes = new Map(PANEL_DATA_KINDS.map((dataKind) => [dataKind, new Map<Group, number>()]));
  const files = await Promise.all(
    PANEL_DATA_KINDS.map(async (dataKind) => ({
      dataKind,
      file: await open(join(engine.directory, plainName(dataKind)), 'wx', 0o600),
    })),
  );
  try {
    for await (const page of members) {
      for (const { dataKind, file } of files) {
        const counted = sizes.get(dataKind)!;
        const rows: string[] = [];
        for (const { subscriberId, number, groups } of page) {
          const group = groups.get(dataKind);
          if (!group) continue;
          counted.set(group, (counted.get(group) ?? 0) + 1);
          const pseudonym = derivePseudonym(keys.get(dataKind)!, subscriberId).toString('hex');
          rows.push(`${number}\t${pseudonym}\t${GROUP_CODES[group]}\n`);
        }
        await file.writeFile(rows.join(''));
      }
    }
  } finally {
    for (const { file } of files) await file.close();
  }
  return sizes;
}

/** The 16 bytes of a match key as the two numbers (decimal) that the engine's SipHash takes. */
const toMatchKey = (key: Buffer): [string, string] => [
  key.readBigUInt64LE(0).toString(),
  key.readBigUInt64LE(8).toString(),
];
