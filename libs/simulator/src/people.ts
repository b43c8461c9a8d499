import type { Coverage } from './coverage';
import type { District, Ground } from './kit';
import { AGE_BANDS } from './made-city';
import { Random, WeightedChoice } from './random';
import { metresPerDegree, type Position } from './shapes';

export type Gender = 'm' | 'f' | '';

/** A simulated subscriber. Made up from the seed. */
export interface Person {
  /** Numbers of places (see `Atlas`). */
  readonly home: number;
  readonly work: number;
  /** Goes to work, school or university on weekdays. */
  readonly commutes: boolean;
  readonly age: number;
  readonly gender: Gender;
  readonly homeArea: string;
  readonly business: boolean;
  /** Events in relation to the average. */
  readonly activity: number;
  /** Places this person tends to go to, numbers of places. */
  readonly shops: readonly number[];
  readonly leisure: readonly number[];
}

/** All places of a city: where they are and what is heard there. */
export class Atlas {
  readonly longitudes: number[] = [];
  readonly latitudes: number[] = [];
  private readonly tiles = new Map<string, number>();
  private readonly scale: readonly [number, number];

  constructor(
    readonly coverage: Coverage,
    latitude: number,
  ) {
    this.scale = metresPerDegree(latitude);
  }

  /** Adds a place and returns its number. */
  add([longitude, latitude]: Position, inside = false): number {
    this.longitudes.push(longitude);
    this.latitudes.push(latitude);
    return this.coverage.addPlace(longitude, latitude, inside);
  }

  /** The place of the 150 m tile around a position on the way: shared by all who pass. */
  tile(longitude: number, latitude: number): number {
    const [column, row] = [Math.floor((longitude * this.scale[0]) / 150), Math.floor((latitude * this.scale[1]) / 150)];
    const key = `${column},${row}`;
    let place = this.tiles.get(key);
    if (place === undefined) {
      place = this.add([((column + 0.5) * 150) / this.scale[0], ((row + 0.5) * 150) / this.scale[1]]);
      this.tiles.set(key, place);
    }
    return place;
  }

  distanceMetres(a: number, b: number): number {
    const east = (this.longitudes[a]! - this.longitudes[b]!) * this.scale[0];
    const north = (this.latitudes[a]! - this.latitudes[b]!) * this.scale[1];
    return Math.hypot(east, north);
  }

  near(position: Position, metres: number, random: Random): Position {
    return [
      position[0] + random.normal(0, metres) / this.scale[0],
      position[1] + random.normal(0, metres) / this.scale[1],
    ];
  }
}

/** Where people go besides home and work: numbers of places. */
export interface Destinations {
  readonly shops: readonly number[];
  readonly leisure: readonly number[];
  /** Parts of the shopping centre; empty where there is none. */
  readonly centre: readonly number[];
  readonly stations: readonly number[];
}

export function makeDestinations({ cells, places }: Ground, atlas: Atlas, people: number, seed: number): Destinations {
  const random = new Random(seed, 2);
  const outdoor = cells.filter(({ indoor }) => !indoor);
  const anywhere = (count: number) =>
    Array.from({ length: count }, () => {
      const { longitude, latitude } = random.pick(outdoor.length > 0 ? outdoor : cells);
      return atlas.add(atlas.near([longitude, latitude], 180, random));
    });
  const within = (kinds: (kind: string) => boolean, each: number) =>
    places
      .filter(({ kind }) => kinds(kind))
      .flatMap(({ shape, indoor }) => Array.from({ length: each }, () => atlas.add(shape.sample(random), indoor)));
  const isCentre = (kind: string) => kind === 'shopping-centre';
  const isStation = (kind: string) => kind === 'station';
  const count = Math.min(2_000, Math.max(30, Math.round(people / 60)));
  const sights = within((kind) => !isCentre(kind) && !isStation(kind), 4);
  return {
    shops: anywhere(count),
    leisure: [...anywhere(count), ...sights],
    centre: within(isCentre, 3),
    stations: within(isStation, 4),
  };
}

/** Makes people: homes by population (by cells where it is unknown), work by cell density. */
export function makePeople(ground: Ground, atlas: Atlas, destinations: Destinations, options: PeopleOptions): Person[] {
  const { count, seed } = options;
  const random = new Random(seed, 3);
  const { districts, cells } = ground;
  const outdoor = cells.filter(({ indoor }) => !indoor);
  const radiating = outdoor.length > 0 ? outdoor : cells;
  const nearCell = (metres: number) => {
    const { longitude, latitude } = random.pick(radiating);
    return atlas.near([longitude, latitude], metres, random);
  };
  const known = districts.filter(({ residents }) => residents !== null && residents > 0);
  const byResidents = known.length > 0 ? new WeightedChoice(known.map(({ residents }) => residents!)) : undefined;
  const workplaces = Array.from({ length: Math.max(20, Math.round(count / 20)) }, () => atlas.add(nearCell(220)));
  const adults = new AdultChoice();
  return Array.from({ length: count }, (_, index) => {
    random.reseed(seed, 4, index);
    const district = byResidents ? known[byResidents.draw(random)]! : undefined;
    const position = district ? sampleHome(district, atlas, random) : nearCell(350);
    const homeDistrict = district ?? districts.find(({ shape }) => shape.contains(...position));
    const home = atlas.add(position);
    return toPerson({ home, district: homeDistrict, workplaces, atlas, destinations, adults, random });
  });
}

export interface PeopleOptions {
  readonly count: number;
  readonly seed: number;
}

/** Of two positions the one nearer to the network: networks stand where people live. */
function sampleHome({ shape }: District, { coverage }: Atlas, random: Random): Position {
  const [a, b] = [shape.sample(random), shape.sample(random)];
  return coverage.distanceToNetwork(...a) <= coverage.distanceToNetwork(...b) ? a : b;
}

interface PersonInput {
  readonly home: number;
  readonly district: District | undefined;
  readonly workplaces: readonly number[];
  readonly atlas: Atlas;
  readonly destinations: Destinations;
  readonly adults: AdultChoice;
  readonly random: Random;
}

/** Of each district how to draw gender and age of an adult: by its public residents where they are known so finely, else as in the country. */
class AdultChoice {
  private readonly byCountry = new WeightedChoice(AGE_BANDS.map(({ share }) => share));
  private readonly byDistrict = new Map<District, WeightedChoice>();

  draw(district: District | undefined, random: Random): { gender: 'm' | 'f'; age: number } {
    const choice = district?.adults ? this.choiceOf(district, district.adults) : undefined;
    const drawn = (choice ?? this.byCountry).draw(random);
    const band = AGE_BANDS[drawn % AGE_BANDS.length]!;
    const isMale = choice ? drawn >= AGE_BANDS.length : random.chance(district?.maleShare ?? 0.5);
    return { gender: isMale ? 'm' : 'f', age: band.from + random.below(band.to - band.from + 1) };
  }

  private choiceOf(district: District, adults: readonly number[]): WeightedChoice {
    const choice = this.byDistrict.get(district) ?? new WeightedChoice(adults);
    this.byDistrict.set(district, choice);
    return choice;
  }
}

function toPerson({ home, district, workplaces, atlas, destinations, adults, random }: PersonInput): Person {
  const young = random.chance(0.03);
  const adult = adults.draw(district, random);
  const age = young ? 12 + random.below(5) : adult.age;
  const gender = random.chance(0.02) ? '' : adult.gender;
  const closest = (places: readonly number[], among: number) =>
    Array.from({ length: among }, () => random.pick(places)).reduce((best, place) =>
      atlas.distanceMetres(home, place) < atlas.distanceMetres(home, best) ? place : best,
    );
  const several = (places: readonly number[]) => Array.from({ length: 3 }, () => closest(places, 5));
  return {
    home,
    work: closest(workplaces, young ? 6 : 2),
    commutes: young || random.chance(age < 66 ? 0.74 : 0.05),
    age,
    gender,
    homeArea: district?.id ?? '',
    business: !young && random.chance(0.04),
    activity: Math.min(2.2, Math.max(0.35, Math.exp(random.normal(-0.08, 0.4)))),
    shops: several(destinations.shops),
    leisure: several(destinations.leisure),
  };
}
