import { GROUP_CODES } from '@passant/contracts';
import { PERMITTED, type Consent } from './cases';
import type { Lines } from './lines';
import { seededSource, uniform } from './random';

/** How much the share of those who agree moves with age (youngest to oldest), gender (female, male) and district. */
const AGE_EFFECT = [0.4, 0.24, 0.08, -0.08, -0.24, -0.4] as const;
const GENDER_EFFECT = [0.2, -0.2] as const;
const MOST_DISTRICT_EFFECT = 0.4;
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

/** What a line lets be attached to its presence rows, by line: the same in all panels. */
export interface Given {
  readonly profile: Uint8Array;
  readonly homeArea: Uint8Array;
}

export interface PanelToDraw {
  readonly number: number;
  readonly consent: Consent;
  /** Mean share of eligible lines. */
  readonly share: number;
  readonly seed: number;
}

/** Draws who agrees, line by line, independently. */
export function drawPanel(lines: Lines, { number, consent, share, seed }: PanelToDraw): Panel {
  const source = seededSource(seed, `panel ${consent} ${number}`);
  const count = lines.numbers.length;
  const [presence, movement, returnVisits] = [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)];
  const shareOf = consent === 'uniform' ? () => share : varyingShares(lines, share, source);
  for (let line = 0; line < count; line += 1) {
    const [agrees, both, moves, returns] = [uniform(source), uniform(source), uniform(source), uniform(source)];
    if (lines.eligible[line] !== 1 || agrees >= shareOf(line)) continue;
    const group = both < PERMITTED.bothPurposes ? GROUP_CODES.both : GROUP_CODES['place-statistics'];
    presence[line] = group;
    if (moves < PERMITTED.movement) movement[line] = group;
    if (returns < PERMITTED.returnVisits) returnVisits[line] = group;
  }
  return { number, consent, presence, movement, returnVisits };
}

export function drawGiven(lines: Lines, seed: number): Given {
  const source = seededSource(seed, 'given');
  const draw = (share: number) => Uint8Array.from(lines.numbers, () => (uniform(source) < share ? 1 : 0));
  return { profile: draw(PERMITTED.profile), homeArea: draw(PERMITTED.homeArea) };
}

function varyingShares({ ages, genders, homeAreas }: Lines, mean: number, source: ReturnType<typeof seededSource>) {
  const districts = [...new Set(homeAreas)].sort();
  // Spread evenly and dealt out anew for each panel: the extremes are always there.
  const effects = shuffle(
    districts.map(
      (_, index) => MOST_DISTRICT_EFFECT * (districts.length > 1 ? (2 * index) / (districts.length - 1) - 1 : 0),
    ),
    source,
  );
  const effectOf = new Map(districts.map((district, index) => [district, effects[index]!]));
  return (line: number): number => {
    const effect = AGE_EFFECT[ages[line]!]! + GENDER_EFFECT[genders[line]!]! + effectOf.get(homeAreas[line]!)!;
    return mean * (1 + SPREAD * effect);
  };
}

function shuffle(values: number[], source: ReturnType<typeof seededSource>): number[] {
  for (let index = values.length - 1; index > 0; index -= 1) {
    const other = Math.floor(uniform(source) * (index + 1));
    [values[index], values[other]] = [values[other]!, values[index]!];
  }
  return values;
}
