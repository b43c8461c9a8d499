import { z } from 'zod';

/** The services that keep state. The gateway keeps none. */
export const SERVICES = ['consent', 'ingestion', 'anonymisation', 'insights'] as const;
export type ServiceName = (typeof SERVICES)[number];
export const serviceNameSchema = z.enum(SERVICES);

/** What a person may permit the statistics for (`place-statistics`: companies; `public-planning`: authorities). */
export const PURPOSES = ['place-statistics', 'public-planning'] as const;
export const purposeSchema = z.enum(PURPOSES);
export type Purpose = z.infer<typeof purposeSchema>;

/** What a person may permit to be looked at. `profile` and `home-area` are attributes of presence, never rows of their own. */
export const DATA_KINDS = ['presence', 'movement', 'home-area', 'profile', 'return-visits'] as const;
export const dataKindSchema = z.enum(DATA_KINDS);
export type DataKind = z.infer<typeof dataKindSchema>;

/** The data kinds with rows, pseudonyms and groups of their own; `profile` and `home-area` are attributes of presence. */
export const PANEL_DATA_KINDS = ['presence', 'movement', 'return-visits'] as const satisfies readonly DataKind[];
export type PanelDataKind = (typeof PANEL_DATA_KINDS)[number];
export const panelDataKindSchema = z.enum(PANEL_DATA_KINDS);

/** Disjoint groups of a panel by the purposes a person permits for one data kind. Each is measured with the whole budget. */
export const GROUPS = ['place-statistics', 'public-planning', 'both'] as const;
export const groupSchema = z.enum(GROUPS);
export type Group = z.infer<typeof groupSchema>;

/** How a group is written in panel and segment files (`UInt8`). */
export const GROUP_CODES = { 'place-statistics': 1, 'public-planning': 2, both: 3 } as const satisfies Record<
  Group,
  number
>;

/** The groups that may serve a purpose: its own and `both`. */
export const groupsServing = (purpose: Purpose): readonly [Group, Group] => [purpose, 'both'];

/** The group of somebody who permits these purposes for one data kind; none without a purpose. */
export const groupOf = (purposes: ReadonlySet<Purpose>): Group | undefined =>
  purposes.size === 2 ? 'both' : [...purposes][0];

/** Age bands, in years. In panel and segment files a band is its index here (`UInt8`). */
export const AGE_BANDS = ['18-24', '25-34', '35-44', '45-54', '55-64', '65+', 'not-given'] as const;
export const ageBandSchema = z.enum(AGE_BANDS);
export type AgeBand = z.infer<typeof ageBandSchema>;

/** In panel and segment files a gender is its index here (`UInt8`). */
export const GENDERS = ['female', 'male', 'not-given'] as const;
export const genderSchema = z.enum(GENDERS);
export type Gender = z.infer<typeof genderSchema>;

/** The code of `not-given` in panel and segment files. */
export const AGE_NOT_GIVEN = AGE_BANDS.indexOf('not-given');
export const GENDER_NOT_GIVEN = GENDERS.indexOf('not-given');

/** Columns of `visitors-by-age-and-gender`: `column = age · 3 + gender`. */
export const AGES_AND_GENDERS = AGE_BANDS.flatMap((age) => GENDERS.map((gender) => `${age}/${gender}` as const));

/** Parts of a local day (hours of local time): the columns of flows. */
export const DAY_PARTS = ['00-06', '06-10', '10-14', '14-18', '18-22', '22-24'] as const;
export const dayPartSchema = z.enum(DAY_PARTS);
export type DayPart = z.infer<typeof dayPartSchema>;

/** Bins of the dwell table: how long somebody stayed in a zone that day (`8h-24h` includes 24 h). */
export const DWELL_BINS = ['15-30min', '30-60min', '1-2h', '2-4h', '4-8h', '8-24h'] as const;
export type DwellBin = (typeof DWELL_BINS)[number];

/** Bins of the frequency table: on how many days of a month somebody was in a zone. */
export const FREQUENCY_BINS = ['1', '2-3', '4-7', '8+'] as const;
export type FrequencyBin = (typeof FREQUENCY_BINS)[number];

/** Products that are released. Others (affinity, campaign, leaflets, forecast) are computed from these. */
export const PRODUCTS = ['presence', 'visitors', 'dwell', 'origin', 'flows', 'frequency'] as const;
export const productSchema = z.enum(PRODUCTS);
export type Product = z.infer<typeof productSchema>;

/** Tables that are measured, each with noise and a ledger row of its own. */
export const TABLES = [
  'presence',
  'visitors',
  'visitors-by-age',
  'visitors-by-gender',
  'visitors-by-age-and-gender',
  'dwell',
  'origin',
  'flows',
  'frequency',
] as const;
export const tableSchema = z.enum(TABLES);
export type Table = z.infer<typeof tableSchema>;

/** The tables that a product's release is made of. */
export const TABLES_OF = {
  presence: ['presence'],
  visitors: ['visitors', 'visitors-by-age', 'visitors-by-gender', 'visitors-by-age-and-gender'],
  dwell: ['dwell'],
  origin: ['origin'],
  flows: ['flows'],
  frequency: ['frequency'],
} as const satisfies Record<Product, readonly Table[]>;

/** The rows that a product is counted from. */
export const DATA_KIND_OF = {
  presence: 'presence',
  visitors: 'presence',
  dwell: 'presence',
  origin: 'presence',
  flows: 'movement',
  frequency: 'return-visits',
} as const satisfies Record<Product, PanelDataKind>;

/** Products released for each day; `frequency` is released for each month. */
export const DAILY_PRODUCTS = [
  'presence',
  'visitors',
  'dwell',
  'origin',
  'flows',
] as const satisfies readonly Product[];
export const MONTHLY_PRODUCTS = ['frequency'] as const satisfies readonly Product[];

/** The kinds of buyer that people are told about. */
export const KINDS_OF_BUYER = ['retail', 'shopping-centre', 'public-planning', 'research', 'other'] as const;
export const kindOfBuyerSchema = z.enum(KINDS_OF_BUYER);
export type KindOfBuyer = z.infer<typeof kindOfBuyerSchema>;

/** Where a market stands: nothing is sold, tried with named buyers, sold. */
export const MARKET_STATES = ['preparation', 'pilot', 'live'] as const;
export type MarketState = (typeof MARKET_STATES)[number];

/** Suppressed is not zero is not "no data". */
export const FIGURE_STATUSES = ['PUBLISHED', 'SUPPRESSED', 'NO_DATA'] as const;
export type FigureStatus = (typeof FIGURE_STATUSES)[number];

/** The zone of everything that lies in no leaf of the plan; counted, never sold. */
export const OUTSIDE = 'outside';
