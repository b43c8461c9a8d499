import type { SuiteOutcome } from '../suite';
import type { Written } from './files';

/** A number that was computed again from files, and what the verdict or another file says. */
export interface Finding {
  readonly name: string;
  readonly again: number;
  readonly said: number;
  /** How far apart both may be: nothing but rounding, or standard errors where dice fell anew. */
  readonly within: number;
}

/** From a suite's files to its numbers. `said`: its `result.json`. */
export type Recompute = (written: Written, said: SuiteOutcome) => Finding[];

/**
 * The same number, but for the rounding of sums in another order: for 60,000 terms some 1e-13, while one of so many derived figures of R5
 * (σ² 711,112) that is off by a single unit moves their rms by 1.2e-11 or more, whatever the dice.
 */
export const same = (name: string, again: number, said: number): Finding => ({
  name,
  again,
  said,
  within: 1e-11 * Math.max(1, Math.abs(said)),
});

/** What another way of solving leaves between two results. */
const SOLVED_WITHIN = 1e-8;

export const near = (name: string, again: number, said: number, within: number): Finding => ({
  ...{ name, again, said, within },
});

/** How many of a list are not what another list says. */
export function differing(name: string, again: ArrayLike<number>, said: ArrayLike<number>): Finding {
  const isSame = (value: number, other = NaN) =>
    Math.abs(value - other) <= SOLVED_WITHIN * Math.max(1, Math.abs(other));
  const different = Array.from(again).filter((value, index) => !isSame(value, said[index])).length;
  return same(`${name} that differ`, different + Math.max(0, said.length - again.length), 0);
}

export const agrees = ({ again, said, within }: Finding): boolean => Math.abs(again - said) <= within;

/** A demand of the verdict by its name. */
export function valueOf({ checks }: SuiteOutcome, name: string): number {
  const check = checks.find((one) => one.name === name);
  if (!check) throw new RangeError(`the verdict has no ${name}`);
  return check.value;
}

/** What every suite states, in one go: columns, mark, and whether it was kept. */
export const stated = (
  again: Pick<SuiteOutcome, 'raw' | 'k20' | 'passant' | 'baseline' | 'se' | 'passMark'> & { hundredfold?: number },
  said: SuiteOutcome,
  /** How far apart these may be, where they are not the same to the last digit. */
  within: { readonly raw?: number; readonly k20?: number } = {},
): Finding[] => [
  ...(['passant', 'baseline', 'se', 'passMark'] as const).map((name) => same(name, again[name], said[name])),
  ...(['raw', 'k20'] as const).map((name) => ({
    ...same(name, again[name], said[name]),
    ...(within[name] !== undefined && { within: within[name] }),
  })),
  same('mark kept', Number(again.passant <= again.passMark), Number(said.passant <= said.passMark)),
  ...(again.hundredfold === undefined ? [] : [same('hundredfold', again.hundredfold, said.positiveControl!.value)]),
];
