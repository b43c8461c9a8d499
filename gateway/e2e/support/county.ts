import { createHash } from 'node:crypto';
import {
  DATA_KINDS,
  type Day,
  type Market,
  marketSchema,
  type Purpose,
  PURPOSES,
  startOfDay,
  type TimeZone,
} from '@passant/contracts';
import { cellOf, type District, DISTRICTS, lines, type NetworkFiles, toCsv, writeInto, writeSquares } from './squares';
import type { Events } from './town';

export const COUNTY_TIME_ZONE = 'Europe/Berlin' as TimeZone;
/** People who permit everything for both purposes, and others who permit everything for public planning only. */
export const PEOPLE_OF_BOTH = 1_600;
export const PEOPLE_OF_PLANNING = 480;
const REFUSING_PEOPLE = 10;
const EVERYONE = PEOPLE_OF_BOTH + PEOPLE_OF_PLANNING + REFUSING_PEOPLE;
/** Wide enough that a tower is heard in its own district, nearly: who goes to another one has moved. */
const SIDE_DEGREES = 0.2;
const HOUR_MS = 3_600_000;
const HOURS = 24;
const LEAVES_AT = 10;
const RETURNS_AT = 16;
const NOTICE_SHA256 = createHash('sha256').update('the notice of another channel').digest('hex');

/** All numbers begin alike, so that one search finds any of them. */
export const NUMBERS_BEGIN = '4915120';
export const numberOf = (person: number): string => `+${NUMBERS_BEGIN}${String(person).padStart(6, '0')}`;
export const homeOf = (person: number): District => DISTRICTS[person % DISTRICTS.length]!;
/** The district where somebody works: the one after the home, in a ring. */
export const workOf = (person: number): District => DISTRICTS[(person + 1) % DISTRICTS.length]!;
const among = (person: number): number => Math.floor(person / DISTRICTS.length);
export const isYoung = (person: number): boolean => among(person) % 2 === 0;
const isHalf = (person: number): boolean => Math.floor(among(person) / 2) % 2 === 0;

export const countyMarket = (firstDay: Day): Market =>
  marketSchema.parse({ id: 'weitland', name: 'Weitland', country: 'DE', timeZone: COUNTY_TIME_ZONE, firstDay });

export interface CountyFiles extends NetworkFiles {
  readonly subscribers: string;
  readonly decisions: string;
}

/** A county of four wide districts; on `day` half of its people are women of 25 to 34, the others men of 55 to 64. */
export function writeCounty(directory: string, day: Day): CountyFiles {
  const write = writeInto(directory);
  const year = Number(day.slice(0, 4));
  const decidedAt = '2021-01-01T12:00:00Z';
  const everyone = Array.from({ length: EVERYONE }, (_, person) => person);
  return {
    ...writeSquares(directory, SIDE_DEGREES),
    subscribers: write(
      'subscribers.csv',
      lines(
        'msisdn,birth_year,gender,home_area,contract_start,is_business',
        ...everyone.map((person) => {
          const born = year - (isYoung(person) ? 31 : 61);
          return `${numberOf(person)},${born},${isYoung(person) ? 'f' : 'm'},${homeOf(person)},2020-01-01,false`;
        }),
      ),
    ),
    decisions: write(
      'decisions.csv',
      lines(
        'msisdn,purpose,data_kind,state,effective_from,evidence_notice_sha256,evidence_channel,evidence_time',
        ...everyone.flatMap((person) => {
          const row = (purpose: Purpose, kind: string, state: string) =>
            `${numberOf(person)},${purpose},${kind},${state},${decidedAt},${NOTICE_SHA256},shop,${decidedAt}`;
          const given = PURPOSES.filter((purpose) => permits(person, purpose));
          if (given.length === 0) return [row('place-statistics', 'presence', 'refused')];
          return given.flatMap((purpose) => DATA_KINDS.map((kind) => row(purpose, kind, 'given')));
        }),
      ),
    ),
  };
}

function permits(person: number, purpose: Purpose): boolean {
  if (person < PEOPLE_OF_BOTH) return true;
  return person < PEOPLE_OF_BOTH + PEOPLE_OF_PLANNING && purpose === 'public-planning';
}

/** Who goes to work that day, from ten to four; or all are together in one district, go to another, and stay there. */
export type Outing = 'everybody' | 'half' | 'nobody' | 'one-way';

/** One event an hour of everybody. */
export function outingsOf(day: Day, outing: Outing): Events {
  const start = startOfDay(day, COUNTY_TIME_ZONE);
  const rows = ['msisdn,timestamp,cell_id'];
  for (let hour = 0; hour < HOURS; hour += 1) {
    const time = new Date(start + (hour + 0.5) * HOUR_MS).toISOString();
    for (let person = 0; person < EVERYONE; person += 1) {
      rows.push(`${numberOf(person)},${time},${cellOf(placeOf(person, hour, outing))}`);
    }
  }
  return { csv: toCsv(rows), rows: rows.length - 1, refused: REFUSING_PEOPLE * HOURS };
}

function placeOf(person: number, hour: number, outing: Outing): District {
  if (outing === 'one-way') return hour < LEAVES_AT ? 'NW' : 'SE';
  const goes = outing === 'everybody' || (outing === 'half' && isHalf(person));
  return goes && hour >= LEAVES_AT && hour < RETURNS_AT ? workOf(person) : homeOf(person);
}
