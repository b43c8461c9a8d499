import { Inject, Injectable } from '@nestjs/common';
import type { ZonePlanId } from '@passant/contracts';
import { runInEngine } from '@passant/engine';
import { ENVIRONMENT } from '@passant/platform';
import type { Environment } from '../environment';
import { countMonth } from '../transform/marks';
import type { CountedFigure } from '../transform/transform.service';
import { toEngineSettings } from './engine-settings';
import type { LiveMarkFile, MarketMonth } from './mark-file';
import { MarkFilesRepository } from './mark-files.repository';
import { MarkStore } from './mark-store';

/** In memory they take some 2 GB while they are grouped. */
const MOST_MARKS_A_SESSION = 20_000_000;

export interface MonthToCount extends MarketMonth {
  /** Marks of other plans are left out. */
  readonly planId: ZonePlanId;
  /** Zones of the plan. */
  readonly zones: number;
  /** Pseudonyms of the month on its stop list, 16 bytes each. */
  readonly stopped: Buffer;
}

/** From marks to exact counts of a month. In memory only, gone with the close. */
@Injectable()
export class CountMonthService {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly files: MarkFilesRepository,
    private readonly store: MarkStore,
  ) {}

  /**
   * People by group, zone and bin of days. A person lies in one shard, so what engine sessions over different shards
   * count adds up.
   *
   * @throws MarksMissing, MarksAltered, EngineFailed
   */
  async count(month: MonthToCount, signal: AbortSignal): Promise<CountedFigure[]> {
    const hashKey = await this.files.findKey(month);
    const files = (await this.files.findLive(month)).filter(({ planId }) => planId === month.planId);
    if (!hashKey) return [];
    const counted: CountedFigure[][] = [];
    for (const session of planSessions(files)) {
      counted.push(
        await runInEngine(
          toEngineSettings(this.environment, countRows(session)),
          async (engine) => {
            for (const [index, { check }] of session.entries())
              await this.store.open(engine, check, `marks-${index}.native.lz4`);
            return countMonth(engine, { hashKey, zones: month.zones, stopped: month.stopped });
          },
          signal,
        ),
      );
    }
    return counted.flat();
  }
}

/** Neighbouring shards share a session while they fit; a shard is never cut. Days that were cut differently are counted together. */
function planSessions(files: readonly LiveMarkFile[]): LiveMarkFile[][] {
  if (new Set(files.map(({ shards }) => shards)).size > 1) return [[...files]];
  const sessions: LiveMarkFile[][] = [];
  let room = 0;
  for (const shard of new Set(files.map((file) => file.shard))) {
    const ofShard = files.filter((file) => file.shard === shard);
    const rows = countRows(ofShard);
    const last = sessions.at(-1);
    if (last && rows <= room) last.push(...ofShard);
    else {
      sessions.push(ofShard);
      room = MOST_MARKS_A_SESSION;
    }
    room -= rows;
  }
  return sessions;
}

const countRows = (files: readonly LiveMarkFile[]): number =>
  files.reduce((sum, { rowsAtMost }) => sum + rowsAtMost, 0);
