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

/**
 * The data kinds for which a product exists today. A panel holds pseudonyms for these and no others (data minimisation):
 * a permission for a kind that nothing uses yet is recorded, and not acted on.
 */
export const PANEL_DATA_KINDS = ['presence'] as const satisfies readonly DataKind[];
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

/** The purposes a release is made for today. */
export const RELEASED_PURPOSES = ['place-statistics'] as const satisfies readonly Purpose[];

/** Released products (tables). `visitors` is sold as the sum of the dwell bins until it has a table of its own. */
export const PRODUCTS = ['presence', 'dwell'] as const;
export const productSchema = z.enum(PRODUCTS);
export type Product = z.infer<typeof productSchema>;

/** Bins of the dwell table: how long somebody stayed in a zone that day (`8h-24h` includes 24 h). */
export const DWELL_BINS = ['15-30min', '30-60min', '1-2h', '2-4h', '4-8h', '8-24h'] as const;
export type DwellBin = (typeof DWELL_BINS)[number];

/** The kinds of buyer that people are told about. */
export const KINDS_OF_BUYER = ['retail', 'shopping-centre', 'public-planning', 'research', 'other'] as const;
export const kindOfBuyerSchema = z.enum(KINDS_OF_BUYER);
export type KindOfBuyer = z.infer<typeof kindOfBuyerSchema>;

/** Suppressed is not zero is not "no data". */
export const FIGURE_STATUSES = ['PUBLISHED', 'SUPPRESSED', 'NO_DATA'] as const;
export type FigureStatus = (typeof FIGURE_STATUSES)[number];

/** The zone of everything that lies in no leaf of the plan; counted, never sold. */
export const OUTSIDE = 'outside';
