import type { RandomSource } from '@passant/privacy';
import type { SuiteId } from './arguments';
import { diceOf, type Dice } from './attacks/random';
import type { Estimated } from './attacks/statistics';
import type { Recorder } from './recorder';
import type { World } from './world/world';

/** What every suite attacks, and how much of it. */
export interface Arena {
  readonly quick: boolean;
  /** How much more is drawn than the form says: 1, or 2 where a suite runs a second time. */
  readonly size: 1 | 2;
  readonly seed: number;
  /** Simulated people. */
  readonly world: World;
  /** Real check-ins, where they are present and the run is a full one. */
  readonly checkIns?: World;
  /** What Passant draws its noise from: the system's cryptographic generator. */
  readonly noise: RandomSource;
  readonly recorder: Recorder;
  /** A folder for engine sessions. */
  readonly scratch: string;
}

/** A demand on one number. `value` is judged against `limit`, standard errors allowed for in it. */
export interface Check {
  readonly name: string;
  readonly value: number;
  readonly se?: number;
  readonly rule: 'at most' | 'at least';
  readonly limit: number;
  readonly held: boolean;
}

export interface SuiteResult {
  readonly id: SuiteId;
  readonly title: string;
  /** Raw mark reached, all pass marks held, positive control broken where there is one. */
  readonly passed: boolean;
  /** 2: it failed once (`failedBefore`), and this is the second run, on twice as much. */
  readonly runs: 1 | 2;
  /** What the four columns and the mark measure. */
  readonly measure: string;
  readonly raw: number;
  readonly k20: number;
  readonly passant: number;
  readonly baseline: number;
  /** What `passant` may be at most, three standard errors included (R6: exactly). */
  readonly passMark: number;
  readonly se: number;
  /** The same attack on step 3 at a hundred times the promised rho: must break the same mark. */
  readonly positiveControl?: { readonly value: number; readonly broken: boolean };
  /** Every demand, raw marks among them. */
  readonly checks: readonly Check[];
  readonly seed: number;
  readonly notes: readonly string[];
  readonly seconds: number;
  /** The same attack on real people's check-ins, where they are present; its demands count like the others. */
  readonly checkIns?: SuiteOutcome;
  /** A first run that failed, where this is the second. */
  readonly failedBefore?: SuiteResult;
}

export type SuiteOutcome = Omit<
  SuiteResult,
  'passed' | 'seconds' | 'seed' | 'id' | 'title' | 'notes' | 'runs' | 'failedBefore' | 'checkIns'
> & {
  readonly notes?: readonly string[];
};

export interface Suite {
  readonly id: SuiteId;
  readonly title: string;
  /** Whether it also runs on real check-ins, in its quick form: they are few and sparse. */
  readonly onCheckIns?: true;
  run(arena: Arena): SuiteOutcome | Promise<SuiteOutcome>;
}

/** A suite's own dice: none of its numbers depends on which other suites run. */
export const diceFor = ({ seed }: Arena, id: SuiteId): Dice => diceOf(seed, Number(id.slice(1)));

export const atMost = (name: string, value: number, limit: number, se?: number): Check => ({
  name,
  value,
  se,
  rule: 'at most',
  limit,
  held: value <= limit,
});

export const atLeast = (name: string, value: number, limit: number, se?: number): Check => ({
  name,
  value,
  se,
  rule: 'at least',
  limit,
  held: value >= limit,
});

/** `value ≤ bound + 3 SE`, the error of the value itself. */
export const atMostWithin3 = (name: string, { value, se }: Estimated, bound: number): Check =>
  atMost(name, value, bound + 3 * se, se);

/** `value ≥ bound − 3 SE`: weaker would mean that the attack is broken. */
export const atLeastWithin3 = (name: string, { value, se }: Estimated, bound: number): Check =>
  atLeast(name, value, bound - 3 * se, se);

/**
 * Runs a suite and judges it. Some thirty demands of three standard errors fail by bad luck about once in thirty runs: a suite that
 * fails runs a second time, on twice as much (what was three standard errors is 4.2 then), with other dice and fresh noise, and must
 * hold. What is really broken fails twice. Both runs are kept, and the verdict says that there were two.
 */
export async function runSuite(suite: Suite, arena: Arena): Promise<SuiteResult> {
  const first = await runOnce(suite, arena);
  const result = first.passed
    ? first
    : { ...(await runOnce(suite, again(arena))), runs: 2 as const, failedBefore: first };
  await arena.recorder.writeJson(suite.id, 'result', result);
  return result;
}

const again = (arena: Arena): Arena => ({ ...arena, seed: arena.seed + 1, size: 2 });

async function runOnce(suite: Suite, arena: Arena): Promise<SuiteResult> {
  const started = performance.now();
  const outcome = await suite.run(arena);
  const checkIns =
    suite.onCheckIns && arena.checkIns ? await suite.run(overCheckIns(arena, arena.checkIns)) : undefined;
  const held = [outcome, checkIns].every((one) => one?.checks.every((check) => check.held) ?? true);
  const passed = held && (outcome.positiveControl?.broken ?? true);
  const seconds = Math.round(performance.now() - started) / 1000;
  const { id, title } = suite;
  return {
    notes: [],
    ...outcome,
    id,
    title,
    passed,
    runs: 1,
    seed: arena.seed,
    ...(checkIns && { checkIns }),
    seconds,
  };
}

const overCheckIns = (arena: Arena, world: World): Arena => {
  const { keeps, writeCsv, writeJson } = arena.recorder;
  return {
    ...arena,
    world,
    quick: true,
    recorder: {
      keeps,
      writeCsv: (suite, name, table) => writeCsv(suite, `check-ins-${name}`, table),
      writeJson: (suite, name, value) => writeJson(suite, `check-ins-${name}`, value),
    },
  };
};
