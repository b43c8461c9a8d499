import type { IndoorGroup } from './indoor-groups';
import { type Box, boxOf, isInside, type MultiPolygon, type Position } from './ring';
import type { SectorShare } from './share-samples';
import type { Samples } from './to-samples';

/** People are at home two thirds of the day (time-use surveys); else where work and errands take them, or anywhere. */
const HOME_SHARE = 0.65;
const ANYWHERE_SHARE = 0.02;
const ACTIVITY_SHARE = 1 - HOME_SHARE - ANYWHERE_SHARE;
/** Of that, work takes about half: four hours of a mean day, week-ends and those without work included (time-use surveys). */
const WORK_SHARE = ACTIVITY_SHARE / 2;
/**
 * A place draws three times as many people by area as live around it. Rough: where 120,000 people a day spend 20 minutes each on 8 ha,
 * there are 20,000 to the square kilometre on average, three or four times what lives in a dense district.
 */
const ATTRACTION_OF_PLACES = 3;

/** An area with its public residents and workplaces, in metres. */
export interface ResidentArea {
  readonly shape: MultiPolygon;
  readonly residents: number;
  /** People who work there; null, or absent, where that is not known. */
  readonly workplaces?: number | null;
}

export interface PriorInput {
  readonly samples: Samples;
  /** Of each zone whether it is a place: nobody lives there, and it draws people. */
  readonly isPlace: readonly boolean[];
  /** None: residents are spread by area. */
  readonly areas: readonly ResidentArea[];
  readonly shares: readonly SectorShare[];
  readonly indoor: readonly IndoorGroup[];
}

/**
 * How likely somebody is at each sample, from public facts alone; sums to one. Residents, spread over the area of their district; work
 * and errands, which the network itself tells of, since cells are built for about the same load each (the network prior of Tennekes and Gootzen 2022);
 * work by public workplaces of districts, where they are known; and a little by area, so that no spot has none.
 */
export function weighSamples(input: PriorInput): Float64Array {
  const areaOf = findAreas(input);
  const [home, activity] = [spreadResidents(input, areaOf), spreadActivity(input)];
  const work = spreadWork(activity, input.areas, areaOf);
  const anywhere = toShares(input.samples.squareMetres);
  return anywhere.map((share, sample) => {
    const active = WORK_SHARE * work[sample]! + (ACTIVITY_SHARE - WORK_SHARE) * activity[sample]!;
    return HOME_SHARE * home[sample]! + active + ANYWHERE_SHARE * share;
  });
}

/** The area of each sample; −1 beyond the zones, and where no district is known. */
function findAreas({ samples: { positions, outside }, areas }: PriorInput): number[] {
  const boxes = areas.map(({ shape }) => boxOf(shape));
  return positions.map((position, sample) => (outside[sample] ? -1 : findArea(position, areas, boxes)));
}

/** Beyond the zones (and where no district is known) people live as thinly as in the emptiest district. */
function spreadResidents({ samples, isPlace, areas }: PriorInput, areaOf: readonly number[]): Float64Array {
  const { zones, squareMetres } = samples;
  const lived = new Float64Array(areas.length);
  for (const [sample, area] of areaOf.entries()) {
    if (area >= 0 && !isPlace[zones[sample]!]) lived[area]! += squareMetres[sample]!;
  }
  const densities = areas.map(({ residents }, area) => (lived[area]! > 0 ? residents / lived[area]! : 0));
  const inhabited = densities.filter((density) => density > 0);
  const thinnest = inhabited.length > 0 ? Math.min(...inhabited) : 1;
  return toShares(
    squareMetres.map((metres, sample) => {
      const density = densities[areaOf[sample]!] ?? thinnest;
      return metres * density * (isPlace[zones[sample]!] ? ATTRACTION_OF_PLACES : 1);
    }),
  );
}

function findArea(position: Position, areas: readonly ResidentArea[], boxes: readonly Box[]): number {
  const [x, y] = position;
  return areas.findIndex(({ shape }, area) => {
    const [minX, minY, maxX, maxY] = boxes[area]!;
    return x >= minX && x <= maxX && y >= minY && y <= maxY && isInside(shape, position);
  });
}

/**
 * Public workplaces say how many work in a district, the network where in it: activity, scaled so that districts have their share of all
 * workplaces. Activity itself where workplaces of a district are not known, or there are none at all.
 */
function spreadWork(activity: Float64Array, areas: readonly ResidentArea[], areaOf: readonly number[]): Float64Array {
  const workplaces = areas.map((area) => area.workplaces ?? null);
  const all = workplaces.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  if (all === 0 || workplaces.includes(null)) return activity;
  const active = new Float64Array(areas.length);
  for (const [sample, area] of areaOf.entries()) if (area >= 0) active[area]! += activity[sample]!;
  const inside = active.reduce((sum, share) => sum + share, 0);
  const scales = workplaces.map((one, area) => (active[area]! > 0 ? (one! / all) * (inside / active[area]!) : 0));
  return toShares(activity.map((share, sample) => share * (scales[areaOf[sample]!] ?? 1)));
}

/** Each cell carries the same load, evenly over the area it serves. */
function spreadActivity({ samples: { squareMetres }, shares, indoor }: PriorInput): Float64Array {
  const activity = new Float64Array(squareMetres.length);
  const spread = (load: number, samples: readonly number[], weightOf: (index: number) => number) => {
    const weights = samples.map((sample, index) => squareMetres[sample]! * weightOf(index));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, sample] of samples.entries()) activity[sample]! += (load * weights[index]!) / total;
  };
  for (const { sector, samples, probabilities } of shares) {
    spread(sector.cells.length, samples, (index) => probabilities[index]!);
  }
  for (const { samples, cells } of indoor) spread(cells.length, samples, () => 1);
  return toShares(activity);
}

function toShares(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : weights;
}
