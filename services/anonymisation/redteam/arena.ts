import { randomSourceFrom } from '@passant/privacy';
import { randomFillSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recorder } from './recorder';
import type { Arena } from './suite';
import { readCheckIns, simulateCity } from './world/city';
import { buildWorld } from './world/world';

const SIZES = { full: { people: 6_000, days: 3 }, quick: { people: 2_000, days: 2 } };
const CHECK_IN_DAYS = 2;

export interface ArenaOptions {
  readonly quick: boolean;
  readonly seed: number;
  readonly recorder: Recorder;
  /** The folder of real check-ins; left out where it is not there. */
  readonly checkIns?: string;
  readonly say: (line: string) => void;
}

/** An arena with its scratch folder; `close` removes that. */
export type OpenArena = Arena & { close(): Promise<void> };

/** Simulates the city and runs step 2 over it. */
export async function openArena(options: ArenaOptions): Promise<OpenArena> {
  const { quick, seed, recorder, say } = options;
  const scratch = await mkdtemp(join(tmpdir(), 'passant-redteam-scratch-'));
  const close = () => rm(scratch, { recursive: true, force: true });
  try {
    const started = performance.now();
    const size = SIZES[quick ? 'quick' : 'full'];
    const world = await buildWorld(await simulateCity({ ...size, seed }), scratch);
    const { figures } = world.cube;
    say(`${size.people} simulated people, ${size.days} days, ${figures} figures a day and group: ${since(started)} s.`);
    const checkIns = await readCheckInsIfThere(options, scratch);
    const noise = randomSourceFrom((bytes) => randomFillSync(bytes));
    return { quick, size: 1, seed, world, checkIns, noise, recorder, scratch, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readCheckInsIfThere({ checkIns, seed, say }: ArenaOptions, scratch: string) {
  if (checkIns === undefined) return undefined;
  if (!existsSync(checkIns)) {
    say(`Real check-ins left out: there is no ${checkIns}.`);
    return undefined;
  }
  const started = performance.now();
  const world = await buildWorld(await readCheckIns(checkIns, { days: CHECK_IN_DAYS, seed }), scratch);
  say(
    `${world.city.members.length} real people's check-ins, ${world.cube.figures} figures a day and group: ${since(started)} s.`,
  );
  return world;
}

const since = (started: number): string => ((performance.now() - started) / 1000).toFixed(1);
