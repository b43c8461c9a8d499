import { createHash } from 'node:crypto';
import { type Day, type Market, marketSchema, startOfDay, type TimeZone } from '@passant/contracts';
import { cellOf, DISTRICTS, lines, type NetworkFiles, toCsv, writeInto, writeSquares } from './squares';

export { ADULTS_PER_DISTRICT, DISTRICTS } from './squares';
export const TIME_ZONE = 'Europe/Berlin' as TimeZone;
/** So many consenting people live in each district, and stay there all day: enough to be published. */
export const PEOPLE_PER_DISTRICT = 500;
const REFUSING_PEOPLE = 10;
const HOURS = 24;
const SIDE_DEGREES = 0.04;

/** The one who decides for herself, on the page. Nobody decided for her elsewhere. */
export const ERIKA = '+4915112345678';
const HOUR_MS = 3_600_000;
const NOTICE_SHA256 = createHash('sha256').update('the notice of another channel').digest('hex');

export const numberOf = (person: number): string => `+491511${String(person).padStart(7, '0')}`;
const CONSENTING = DISTRICTS.length * PEOPLE_PER_DISTRICT;
const everyone = Array.from({ length: CONSENTING + REFUSING_PEOPLE }, (_, person) => person);

export const townMarket = (firstDay: Day): Market =>
  marketSchema.parse({ id: 'vierstadt', name: 'Vierstadt', country: 'DE', timeZone: TIME_ZONE, firstDay });

/** What a network operator delivers: about its network, and about its people. */
export interface TownFiles extends NetworkFiles {
  readonly subscribers: string;
  readonly decisions: string;
}

export function writeTown(directory: string): TownFiles {
  const write = writeInto(directory);
  const contractStart = '2020-01-01';
  const decidedAt = '2021-01-01T12:00:00Z';
  const subscriber = (number: string) => `${number},1980,f,NW,${contractStart},false`;
  return {
    ...writeSquares(directory, SIDE_DEGREES),
    subscribers: write(
      'subscribers.csv',
      lines(
        'msisdn,birth_year,gender,home_area,contract_start,is_business',
        ...everyone.map((person) => subscriber(numberOf(person))),
        subscriber(ERIKA),
      ),
    ),
    decisions: write(
      'decisions.csv',
      lines(
        'msisdn,purpose,data_kind,state,effective_from,evidence_notice_sha256,evidence_channel,evidence_time',
        ...everyone.map((person) => {
          const state = person < CONSENTING ? 'given' : 'refused';
          const number = numberOf(person);
          return `${number},place-statistics,presence,${state},${decidedAt},${NOTICE_SHA256},shop,${decidedAt}`;
        }),
      ),
    ),
  };
}

export interface Events {
  readonly csv: Buffer;
  readonly rows: number;
  /** Rows of people who refused. */
  readonly refused: number;
}

/** One event an hour of every person of the registry on this day, and of Erika where she is out with her phone. */
export function eventsOf(day: Day, { withErika = false, perHour = 1 } = {}): Events {
  const start = startOfDay(day, TIME_ZONE);
  const rows = ['msisdn,timestamp,cell_id'];
  for (let slot = 0; slot < HOURS * perHour; slot += 1) {
    const time = new Date(start + (slot + 0.5) * (HOUR_MS / perHour)).toISOString();
    for (const person of everyone) rows.push(`${numberOf(person)},${time},${cellOf(districtOf(person))}`);
    if (withErika) rows.push(`${ERIKA},${time},${cellOf('NW')}`);
  }
  return { csv: toCsv(rows), rows: rows.length - 1, refused: REFUSING_PEOPLE * HOURS * perHour };
}

/** So many late events of these people on this day, at times no other file has. */
export function lateEventsOf(day: Day, people: readonly { number: string; events: number }[]): Events {
  const start = startOfDay(day, TIME_ZONE);
  const rows = people.flatMap(({ number, events }) =>
    Array.from({ length: events }, (_, index) => {
      const time = new Date(start + index * HOUR_MS + 61_000).toISOString();
      return `${number},${time},${cellOf('NW')}`;
    }),
  );
  return { csv: toCsv(['msisdn,timestamp,cell_id', ...rows]), rows: rows.length, refused: 0 };
}

const districtOf = (person: number) => DISTRICTS[person % DISTRICTS.length]!;
