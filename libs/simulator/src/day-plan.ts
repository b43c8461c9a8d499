import type { Atlas, Destinations, Person } from './people';
import type { Random } from './random';

const MINUTE = 60;
const HOUR = 3_600;
const MOST_SEGMENTS = 96;

/**
 * Where a person is during one local day: segments without gaps from the day's first second (0) to its last, at home at both
 * ends. Ways between stays are short stays in the tiles on the way. One object is reused for all people.
 */
export class DayPlan {
  readonly places = new Int32Array(MOST_SEGMENTS);
  /** Seconds after the day's start; a segment ends where the next begins. */
  readonly starts = new Int32Array(MOST_SEGMENTS + 1);
  readonly moving = new Uint8Array(MOST_SEGMENTS);
  length = 0;
  private daySeconds = 0;

  constructor(
    private readonly atlas: Atlas,
    private readonly destinations: Destinations,
  ) {}

  /** @param weekday 0 (Sunday) to 6 @param daySeconds 23 to 25 hours */
  plan(person: Person, weekday: number, daySeconds: number, random: Random): void {
    this.length = 0;
    this.daySeconds = daySeconds;
    this.starts[0] = 0;
    this.push(person.home, false);
    const workday = weekday >= 1 && weekday <= 5;
    if (workday && person.commutes && !random.chance(0.08)) this.planWork(person, random);
    else this.planLeisure(person, weekday, random);
    if (this.places[this.length - 1] !== person.home) this.goTo(person.home, this.now(), random);
    this.finish(person.home);
  }

  private planWork(person: Person, random: Random): void {
    this.goTo(person.work, clamp(random.normal(7.4, 0.9), 5, 11) * HOUR, random, 0.12);
    if (random.chance(0.45)) {
      const lunch = random.pick(random.chance(0.5) ? person.shops : this.nearWork(person));
      this.goTo(lunch, Math.max(this.now() + HOUR, clamp(random.normal(12.2, 0.4), 11, 14) * HOUR), random);
      this.goTo(person.work, this.now() + random.between(25, 55) * MINUTE, random);
    }
    this.leaveAt(Math.max(this.now() + HOUR, clamp(random.normal(16.6, 1), 13, 20) * HOUR));
    if (random.chance(0.38)) this.shop(person, random);
    if (random.chance(0.3)) {
      this.goTo(person.home, this.now(), random, 0.12);
      this.goTo(random.pick(person.leisure), this.now() + random.between(20, 90) * MINUTE, random);
      this.leaveAt(this.now() + random.between(50, 170) * MINUTE);
    }
  }

  private planLeisure(person: Person, weekday: number, random: Random): void {
    if (random.chance(0.14)) return;
    this.leaveAt(clamp(random.normal(weekday === 0 ? 11.5 : 10.2, 1.4), 8, 15) * HOUR);
    const outings = 1 + random.below(3);
    for (let outing = 0; outing < outings && this.now() < 19 * HOUR; outing++) {
      if (weekday !== 0 && random.chance(0.55)) this.shop(person, random);
      else {
        this.goTo(random.pick(person.leisure), this.now(), random);
        this.leaveAt(this.now() + random.between(40, 200) * MINUTE);
      }
      if (random.chance(0.7)) {
        this.goTo(person.home, this.now(), random);
        this.leaveAt(this.now() + random.between(30, 180) * MINUTE);
      }
    }
  }

  /** A shop nearby, or some parts of the shopping centre. */
  private shop(person: Person, random: Random): void {
    if (this.destinations.centre.length > 0 && random.chance(0.3)) {
      const parts = 1 + random.below(3);
      for (let part = 0; part < parts; part++) {
        this.goTo(random.pick(this.destinations.centre), this.now(), random);
        this.leaveAt(this.now() + random.between(12, 55) * MINUTE);
      }
      return;
    }
    this.goTo(random.pick(person.shops), this.now(), random);
    this.leaveAt(this.now() + random.between(12, 60) * MINUTE);
  }

  private nearWork(person: Person): readonly number[] {
    const [first = person.work, ...others] = [...person.shops, ...person.leisure];
    const distance = (place: number) => this.atlas.distanceMetres(person.work, place);
    return [others.reduce((best, place) => (distance(place) < distance(best) ? place : best), first)];
  }

  /** When the person may next do something. */
  private now(): number {
    return this.clock;
  }

  private clock = 0;

  private leaveAt(second: number): void {
    this.clock = Math.max(this.clock, Math.round(second));
  }

  /** Leaves for a place, through the tiles on the way. @param viaStation the chance of a stop at a station */
  private goTo(place: number, leave: number, random: Random, viaStation = 0): void {
    this.leaveAt(leave);
    if (viaStation > 0 && this.destinations.stations.length > 0 && random.chance(viaStation)) {
      this.travel(random.pick(this.destinations.stations), random);
      this.clock += Math.round(random.between(5, 22) * MINUTE);
    }
    this.travel(place, random);
  }

  private travel(to: number, random: Random): void {
    const from = this.places[this.length - 1]!;
    if (from === to) return;
    const metres = this.atlas.distanceMetres(from, to);
    const seconds = Math.round(120 + metres / random.between(4, 9));
    const steps = metres < 400 ? 0 : Math.min(4, Math.max(1, Math.round(seconds / 600)));
    const { longitudes, latitudes } = this.atlas;
    for (let step = 1; step <= steps; step++) {
      const share = step / (steps + 1);
      const longitude = longitudes[from]! + share * (longitudes[to]! - longitudes[from]!);
      const latitude = latitudes[from]! + share * (latitudes[to]! - latitudes[from]!);
      this.push(this.atlas.tile(longitude, latitude), true);
      this.clock += Math.round(seconds / steps);
    }
    if (steps === 0) this.clock += seconds;
    this.push(to, false);
  }

  /** The last segment ends now and one at `place` begins; what would begin in the day's last quarter of an hour does not happen. */
  private push(place: number, moving: boolean): void {
    if (this.length === 0) this.clock = 0;
    else if (this.length >= MOST_SEGMENTS - 8 || this.clock > this.daySeconds - 15 * MINUTE) return;
    this.places[this.length] = place;
    this.moving[this.length] = moving ? 1 : 0;
    this.starts[this.length] = this.clock;
    this.length++;
  }

  /** Whoever is late is at home for the day's last minutes all the same: the next day begins there. */
  private finish(home: number): void {
    if (this.places[this.length - 1] !== home) {
      this.places[this.length] = home;
      this.moving[this.length] = 0;
      this.starts[this.length] = Math.max(this.starts[this.length - 1]! + MINUTE, this.daySeconds - 15 * MINUTE);
      this.length++;
    }
    this.starts[this.length] = this.daySeconds;
  }
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
