import { GROUP_CODES } from '@passant/contracts';
import type { RandomSource } from '@passant/privacy';
import { BOTH_PURPOSES_SHARE, RESERVED, type Consent } from './cases';
import type { Lines } from './lines';
import { seededSource, uniform } from './random';

/** How much the share of those who agree moves with age (youngest to oldest), gender (female, male) and home. */
const AGE_EFFECT = [0.4, 0.24, 0.08, -0.08, -0.24, -0.4] as const;
const GENDER_EFFECT = [0.2, -0.2] as const;
const MOST_HOME_EFFECT = 0.4;
/** The three effects reach from −1 to 1 together: 0.6 to 1.4 times the mean share. */
const SPREAD = 0.4;

/** Who takes part in one panel, by line: 0 or a code of `GROUP_CODES`. */
export interface Panel {
  readonly number: number;
  readonly consent: Consent;
  readonly presence: Uint8Array;
  readonly movement: Uint8Array;
  readonly returnVisits: Uint8Array;
}

/** What a line lets be attached to its presence rows, by line: in `reserved` panels; in others everything is given. */
export interface Given {
  readonly profile: Uint8Array;
  readonly homeArea: Uint8Array;
}

export interface PanelToDraw {
  readonly number: number;
  readonly consent: Consent;
  /** Mean share of eligible lines. */
  readonly share: number;
  /** Number of the home region of each line. */
  readonly regionOfLine: Uint16Array;
  readonly seed: number;
}

/** Draws who agrees, line by line, independently. */
export function drawPanel(lines: Lines, { number, consent, share, regionOfLine, seed }: PanelToDraw): Panel {
  const source = seededSource(seed, `panel ${consent} ${number}`);
  const count = lines.numbers.length;
  const [presence, movement, returnVisits] = [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)];
  const homeOf = consent === 'by-district' ? lines.homeAreas : Array.from(regionOfLine, String);
  const shareOf =
    consent === 'uniform' || consent === 'reserved'
      ? () => share
      : varyingShares(lines, { mean: share, homeOf, source });
  const isReserved = consent === 'reserved';
  for (let line = 0; line < count; line += 1) {
    const [agrees, both, moves, returns] = [uniform(source), uniform(source), uniform(source), uniform(source)];
    if (lines.eligible[line] !== 1 || agrees >= shareOf(line)) continue;
    const group = both < BOTH_PURPOSES_SHARE ? GROUP_CODES.both : GROUP_CODES['place-statistics'];
    presence[line] = group;
    if (!isReserved || moves < RESERVED.movement) movement[line] = group;
    if (!isReserved || returns < RESERVED.returnVisits) returnVisits[line] = group;
  }
  return { number, consent, presence, movement, returnVisits };
}

export function drawGiven(lines: Lines, seed: number): Given {
  const source = seededSource(seed, 'given');
  const draw = (share: number) => Uint8Array.from(lines.numbers, () => (uniform(source) < share ? 1 : 0));
  return { profile: draw(RESERVED.profile), homeArea: draw(RESERVED.homeArea) };
}

interface Varying {
  readonly mean: number;
  readonly homeOf: readonly string[];
  readonly source: RandomSource;
}

function varyingShares({ ages, genders }: Lines, { mean, homeOf, source }: Varying): (line: number) => number {
  const homes = [...new Set(homeOf)].sort();
  // Spread evenly and dealt out anew for each panel: the extremes are always there.
  const spread = homes.map((_, index) => (homes.length > 1 ? (2 * index) / (homes.length - 1) - 1 : 0));
  const effects = shuffle(
    spread.map((effect) => MOST_HOME_EFFECT * effect),
    source,
  );
  const effectOf = new Map(homes.map((home, index) => [home, effects[index]!]));
  return (line) => {
    const effect = AGE_EFFECT[ages[line]!]! + GENDER_EFFECT[genders[line]!]! + effectOf.get(homeOf[line]!)!;
    return mean * (1 + SPREAD * effect);
  };
}

function shuffle(values: number[], source: RandomSource): number[] {
  for (let index = values.length - 1; index > 0; index -= 1) {
    const other = Math.floor(uniform(source) * (index + 1));
    [values[index], values[other]] = [values[other]!, values[index]!];
  }
  return values;
}
