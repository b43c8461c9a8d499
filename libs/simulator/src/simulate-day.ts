import { type Day, endOfDay, startOfDay, type TimeZone } from '@passant/contracts';
import { DayPlan } from './day-plan';
import type { Atlas, Destinations, Person } from './people';
import { Random } from './random';
import { RowWriter, SEPARATORS } from './row-writer';

/** Events an hour of a person of average activity: asleep, awake, on the way. */
const EVENTS_PER_HOUR = { asleep: 0.6, awake: 3.3, moving: 7 } as const;
/** Shares of rows that are spoilt in each way, and of rows that occur twice. */
export const DIRT = {
  unknownCell: 0.001,
  impossibleTime: 0.001,
  malformedNumber: 0.001,
  shortRow: 0.001,
  twice: 0.002,
};
const { comma } = SEPARATORS;

export interface SimulatedCity {
  readonly people: readonly Person[];
  readonly numbers: readonly Buffer[];
  readonly cellIds: readonly Buffer[];
  readonly atlas: Atlas;
  readonly destinations: Destinations;
  readonly timeZone: TimeZone;
  readonly seed: number;
}

export interface DayCounts {
  /** Rows written, dirt and duplicates included. */
  rows: number;
  duplicates: number;
  spoilt: number;
}

/**
 * Simulates one local day: one row an event into `eventsFile` (person after person, not sorted by time), one row a stay into `truth`. Each
 * person and day has a generator of its own.
 */
export class DaySimulation {
  private readonly random = new Random(0);
  private readonly dirt = new Random(0);
  private readonly plan: DayPlan;
  private readonly positions: Buffer[] = [];
  private counts: DayCounts = { rows: 0, duplicates: 0, spoilt: 0 };

  constructor(
    private readonly city: SimulatedCity,
    private readonly truth: RowWriter,
  ) {
    this.plan = new DayPlan(city.atlas, city.destinations);
  }

  async run(day: Day, eventsFile: string, progress: (people: number) => void): Promise<DayCounts> {
    const { people, seed, timeZone } = this.city;
    const start = startOfDay(day, timeZone) / 1000;
    const daySeconds = endOfDay(day, timeZone) / 1000 - start;
    const dayNumber = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
    const weekday = (dayNumber + 4) % 7;
    const events = new RowWriter(eventsFile);
    this.counts = { rows: 0, duplicates: 0, spoilt: 0 };
    events.text('msisdn,timestamp,cell_id').endRow();
    for (let person = 0; person < people.length; person++) {
      this.random.reseed(seed, dayNumber, person);
      this.dirt.reseed(seed + 1, dayNumber, person);
      this.plan.plan(people[person]!, weekday, daySeconds, this.random);
      await this.writeStays(person, start);
      await this.writeEvents(person, start, events);
      if (person % 1_000 === 999) progress(person + 1);
    }
    await events.close();
    this.counts.rows = events.rows - 1;
    return this.counts;
  }

  private async writeStays(person: number, start: number): Promise<void> {
    const { places, starts, length } = this.plan;
    for (let segment = 0; segment < length; segment++) {
      if (starts[segment + 1]! === starts[segment]!) continue;
      this.truth.integer(person).byte(comma).bytes(this.positionOf(places[segment]!)).byte(comma);
      this.truth.integer(start + starts[segment]!).byte(comma);
      // A chunk has room for one row more, not for all stays of a person.
      if (this.truth.integer(start + starts[segment + 1]!).endRow()) await this.truth.flush();
    }
  }

  private async writeEvents(person: number, start: number, events: RowWriter): Promise<void> {
    const { coverage } = this.city.atlas;
    const { places, starts, moving, length } = this.plan;
    const { activity } = this.city.people[person]!;
    const random = this.random;
    let time = 0;
    for (let segment = 0; segment < length; segment++) {
      const end = starts[segment + 1]!;
      coverage.camp(person, places[segment]!);
      time = starts[segment]!;
      for (;;) {
        const asleep = time < 6 * 3_600 || time >= 23 * 3_600;
        const rate = moving[segment] ? EVENTS_PER_HOUR.moving : asleep ? EVENTS_PER_HOUR.asleep : EVENTS_PER_HOUR.awake;
        time += random.exponential(3_600 / (rate * activity));
        if (time >= end) break;
        const full = this.writeEvent(events, person, start + Math.floor(time), coverage.nextCell(random));
        if (full) await events.flush();
      }
    }
  }

  private writeEvent(events: RowWriter, person: number, second: number, cell: number): boolean {
    const { numbers, cellIds } = this.city;
    const draw = this.dirt.uniform();
    const spoiling = DIRT.unknownCell + DIRT.impossibleTime + DIRT.malformedNumber + DIRT.shortRow;
    if (draw < spoiling) {
      this.counts.spoilt++;
      return this.writeSpoilt(events, { person, second, cell, draw });
    }
    events.bytes(numbers[person]!).byte(comma).time(second).byte(comma).bytes(cellIds[cell]!);
    const full = events.endRow();
    if (draw < 1 - DIRT.twice) return full;
    this.counts.duplicates++;
    events.bytes(numbers[person]!).byte(comma).time(second).byte(comma).bytes(cellIds[cell]!);
    return events.endRow() || full;
  }

  /** What networks really deliver: a cell that is not in the list, a time that cannot be, a number that is none, a row cut short. */
  private writeSpoilt(events: RowWriter, row: { person: number; second: number; cell: number; draw: number }): boolean {
    const number = this.city.numbers[row.person]!;
    const cell = this.city.cellIds[row.cell]!;
    if (row.draw < DIRT.unknownCell) {
      events.bytes(number).byte(comma).time(row.second).byte(comma).text('X-UNKNOWN');
    } else if (row.draw < DIRT.unknownCell + DIRT.impossibleTime) {
      events.bytes(number).byte(comma).text('2026-13-45T27:61:00Z').byte(comma).bytes(cell);
    } else if (row.draw < DIRT.unknownCell + DIRT.impossibleTime + DIRT.malformedNumber) {
      events.text('N/A').byte(comma).time(row.second).byte(comma).bytes(cell);
    } else {
      events.bytes(number).byte(comma).time(row.second);
    }
    return events.endRow();
  }

  private positionOf(place: number): Buffer {
    let bytes = this.positions[place];
    if (!bytes) {
      const { latitudes, longitudes } = this.city.atlas;
      bytes = Buffer.from(`${latitudes[place]!.toFixed(6)},${longitudes[place]!.toFixed(6)}`);
      this.positions[place] = bytes;
    }
    return bytes;
  }
}
