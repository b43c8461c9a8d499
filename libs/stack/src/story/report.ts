import type { Day, FigureStatus } from '@passant/contracts';

/** What each row of the events became; the first is the sum of the others. */
export interface EventCounters {
  read: number;
  accepted: number;
  withoutConsent: number;
  duplicate: number;
  rejected: number;
}

export interface MeasuredPanel {
  day: Day;
  group: string;
  size: number;
  sigmaSquared: number;
  rho: string;
}

export interface ReportedRelease {
  id: string;
  day: Day;
  purpose: string;
  product: string;
  /** PUBLISHED, HELD (waits for a person), DISCARDED or WITHDRAWN. */
  status: string;
  measurements: { group: string; table: string; rho: string; sigmaSquared: number }[];
  /** Of the published figure's noise. */
  sigmaSquared: number;
  tau: number;
  /** What `sigmaSquared` and `tau` count in: 16 units a person for presence, 1 for dwell. */
  unitsPerPerson: number;
  figures: number;
  published: number;
  suppressed: number;
  noData: number;
  extrapolationFactor: number | null;
  tableSha256: string;
  methodVersion: string;
}

/** Privacy spent on whoever is in one group on a day, or in a month. */
export interface LedgerLine {
  /** YYYY-MM-DD, or YYYY-MM. */
  period: string;
  group: string;
  table: string;
  rho: string;
  sigmaSquared: number;
  tableSha256: string | null;
}

/** Columns of equal length, as partners get them. */
export interface Series {
  zone: { id: string; name: string };
  starts: string[];
  values: (number | null)[];
  lows: (number | null)[];
  highs: (number | null)[];
  statuses: FigureStatus[];
  modelled: boolean;
  unit: string;
  releaseIds: string[];
  methodVersion: string;
  /** Relative, of people by zone and hour; stands beside the intervals. Null: nobody measured it. */
  locationError: { median: number; p90: number } | null;
}

/** Visitors of one age band or gender. */
export interface ProfileSeries {
  /** As in AGE_BANDS or GENDERS of the contracts. */
  of: string;
  series: Series[];
}

/** Where visitors of a zone come from: columns of equal length, one entry a home area. */
export interface Catchment extends Omit<Series, 'starts' | 'locationError'> {
  start: string;
  homeZoneNames: string[];
  distancesKm: (number | null)[];
  shares: (number | null)[];
  suppressed: number;
}

/** Trips, largest first: columns of equal length. */
export interface Flows {
  fromZoneNames: string[];
  toZoneNames: string[];
  values: number[];
  lows: number[];
  highs: number[];
  suppressed: number;
  noData: number;
  unit: string;
}

export interface PartnerAnswer {
  presence: Series[];
  visitors: Series[];
  /** Of the most visited zones on the first day. */
  visitorsByAge: ProfileSeries[];
  visitorsByGender: ProfileSeries[];
  /** Of the most visited zone on the first day. */
  origin: Catchment[];
  flows: Flows | null;
}

export interface Accuracy {
  /** How many noise intervals hold the exact count before noise, over all figures. */
  mechanism: { coverage95: number; figures: number } | null;
  /** The published figures against the simulated people; printed, not judged. */
  people: { coverage95: number; medianRelativeError: number; figures: number } | null;
}

/** The JSON document of `npm start -- --json`. */
export interface Report {
  city: { market: string; name: string; timeZone: string; days: Day[]; zones: number; simulatedPeople: number | null };
  /** Whether this start took anything in, or found everything there. */
  ingested: boolean;
  events: EventCounters;
  quarantine: { reason: string; count: number; line: number | null }[];
  /** `measured`: the noisy number of people on the first day's panel; `byDay`: by group, as measured. */
  panel: { subscribers: number; measured: number; byDay: MeasuredPanel[] };
  releases: ReportedRelease[];
  ledger: LedgerLine[];
  answer: { data: PartnerAnswer | null; errors?: unknown };
  accuracy?: Accuracy;
  seconds: Record<string, number>;
  peakMemoryMb: Record<string, number>;
  addresses: Record<string, string>;
}
