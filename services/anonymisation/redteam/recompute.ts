import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Another program's way from the files of `--out` to the numbers of R1 and R5, for tests: nothing of the suites, the attacks or step 3
 * is used, so that a file that says something else than the verdict does is found.
 */

type Row = Readonly<Record<string, string>>;

function readCsv(folder: string, name: string): Row[] {
  const [header, ...lines] = readFileSync(join(folder, `${name}.csv`), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = header!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [columns[index]!, cell])));
}

/** An empty cell is no number: hidden. */
const toNumber = (cell: string | undefined): number => (cell === undefined || cell === '' ? NaN : Number(cell));

/**
 * `R1`: ρ = Σ d²/2σ² of `targets.csv`; a score Σ d·(released − known)/σ² of every world of `days.csv`; AUC by counting pairs, and hits
 * at 1 % false alarms. `written`: what `scores.csv` says of the same worlds.
 */
export function recomputeMembership(folder: string) {
  const target = readCsv(folder, 'targets').map((row) => ({
    figure: row['figure']!,
    units: toNumber(row['units']),
    variance: toNumber(row['sigma_squared']),
  }));
  const known = new Map(readCsv(folder, 'known').map((row) => [row['figure']!, toNumber(row['known'])]));
  const days = readCsv(folder, 'days').map((row) => ({
    member: row['member'] === '1',
    score: sum(
      target.map(({ figure, units, variance }) => {
        const released = toNumber(row[`f${figure}`]);
        return (units * (released - known.get(figure)!)) / variance;
      }),
    ),
  }));
  const written = readCsv(folder, 'scores').filter(({ attack }) => attack === 'day');
  const of = (member: boolean) => days.filter((day) => day.member === member).map(({ score }) => score);
  const [members, others] = [of(true), of(false)];
  const threshold = others.toSorted((one, other) => one - other)[Math.ceil(others.length * 0.99) - 1]!;
  return {
    rho: sum(target.map(({ units, variance }) => units ** 2 / (2 * variance))),
    worlds: written.length,
    scores: days.map(({ score }) => score),
    written: written.map((row) => toNumber(row['score'])),
    auc:
      sum(members.map((score) => others.reduce((won, other) => won + wins(score, other), 0))) /
      (members.length * others.length),
    hits: members.filter((score) => score > threshold).length / members.length,
  };
}

/** `R5`: rms of (derived − truth)/√variance, shares that hit the truth, and 1/√(2πσ²) of `derived.csv`. */
export function recomputeDerived(folder: string) {
  const rows = readCsv(folder, 'derived').map((row) => ({
    derived: toNumber(row['derived']),
    truth: toNumber(row['truth']),
    variance: toNumber(row['variance']),
    ofRaw: toNumber(row['of_raw']),
    ofK20: toNumber(row['of_k20']),
  }));
  const share = (hits: (row: (typeof rows)[number]) => boolean) => rows.filter(hits).length / rows.length;
  const deviations = rows.map(({ derived, truth, variance }) => (derived - truth) / Math.sqrt(variance));
  const mean = sum(deviations) / rows.length;
  // The suite adds the square of the mean to the sample variance.
  const variance = sum(deviations.map((one) => (one - mean) ** 2)) / (rows.length - 1);
  return {
    figures: rows.length,
    rms: Math.sqrt(variance + mean ** 2),
    hits: share(({ derived, truth }) => Math.round(derived) === truth),
    hitsOfRaw: share(({ ofRaw, truth }) => ofRaw === truth),
    hitsOfK20: share(({ ofK20, truth }) => ofK20 === truth),
    chance: sum(rows.map((row) => 1 / Math.sqrt(2 * Math.PI * row.variance))) / rows.length,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** 1 where a score lies above another, half where they are equal. */
const wins = (score: number, other: number): number => (score > other ? 1 : score === other ? 0.5 : 0);
