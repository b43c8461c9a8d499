/** The rules of step 2 (anonymisation.md). Part of the method: who changes one raises `METHOD_VERSION`. */
export const STEP_TWO = {
  /** A stay lasts at least this long from its first to its last event. */
  leastStaySeconds: 15 * 60,
  /** Events further apart do not belong to one stay; stays further apart are not joined by filling the gap. */
  longestGapSeconds: 12 * 3600,
  /** The day's ends are filled up to this. */
  longestEndFillSeconds: 6 * 3600,
  /** Who seems faster than this … */
  fastestMetresPerSecond: 55,
  /** … between cells at least this far apart was not there: the event is dropped. */
  jumpMetres: 10_000,
  /** Whoever has more events a day is read once a minute: what one person can cost is bounded. */
  mostEvents: 1440,
  /** A person counts in at most this many zones a day, in every table but presence: the same zones in each. */
  mostZones: 6,
  /** Presence is counted in this many parts of a person-hour. */
  unitsPerHour: 16,
  /** A trip joins two stays at least this far apart, or two parts of a centre that have cells of their own. */
  leastTripMetres: 500,
  /** From this probability on a stay is told by the cells of the place's own. */
  leastOwnProbability: 0.5,
  /** A person counts in at most this many distinct (from, to, day-part) a day, once in each. */
  mostTrips: 8,
  /** A person counts in at most this many zones a month. */
  mostZonesOfMonth: 10,
} as const;

/** Lower limits of the dwell bins, in seconds, in the order of `DWELL_BINS`. */
export const DWELL_BIN_SECONDS = [15 * 60, 30 * 60, 3600, 2 * 3600, 4 * 3600, 8 * 3600] as const;

/** Lower limits of the frequency bins, in days, in the order of `FREQUENCY_BINS`. */
export const FREQUENCY_BIN_DAYS = [1, 2, 4, 8] as const;

/** Local hours at which day-parts begin, but the first, in the order of `DAY_PARTS`. */
export const DAY_PART_HOURS = [6, 10, 14, 18, 22] as const;
