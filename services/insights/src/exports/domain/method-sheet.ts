/** What a series says of how it was made. */
export interface MadeOf {
  readonly unit: string;
  readonly modelled: boolean;
  readonly releaseIds: readonly string[];
  readonly methodVersion: string;
  readonly locationError: { readonly median: number; readonly p90: number } | null;
  readonly strata: readonly string[];
  readonly extrapolated: boolean;
}

export interface Method {
  readonly units: readonly string[];
  readonly modelled: boolean;
  readonly releaseIds: readonly string[];
  readonly methodVersions: readonly string[];
  /** The largest of all; null: not known. */
  readonly locationError: { readonly median: number; readonly p90: number } | null;
  readonly extrapolatedBy: readonly string[];
  readonly notRepresented: readonly string[];
}

const NEVER_REPRESENTED = ['under-18', 'visitors-from-abroad'];

/** Gathers how the figures of a file were made, series by series. */
export class MethodNotes {
  private readonly units = new Set<string>();
  private readonly releaseIds = new Set<string>();
  private readonly methodVersions = new Set<string>();
  private readonly strata = new Set<string>();
  private locationError: Method['locationError'] = null;
  private modelled = false;
  private ofPanelOnly = false;

  add(series: MadeOf): void {
    this.units.add(series.unit);
    for (const id of series.releaseIds) this.releaseIds.add(id);
    if (series.methodVersion !== '') this.methodVersions.add(series.methodVersion);
    for (const one of series.extrapolated ? series.strata : []) this.strata.add(one);
    const { locationError } = series;
    if (locationError && !(this.locationError && this.locationError.median >= locationError.median)) {
      this.locationError = locationError;
    }
    this.modelled ||= series.modelled;
    this.ofPanelOnly ||= !series.extrapolated;
  }

  finish(): Method {
    return {
      ...{ units: [...this.units], modelled: this.modelled, releaseIds: [...this.releaseIds] },
      ...{ methodVersions: [...this.methodVersions], locationError: this.locationError },
      extrapolatedBy: [...this.strata],
      notRepresented: this.ofPanelOnly ? [...NEVER_REPRESENTED, 'without-consent'] : NEVER_REPRESENTED,
    };
  }
}

/** What every file says about what is in it. */
export const READING = {
  interval: 'low and high: limits of the 95 % interval; the location error stands beside them, not in them',
  locationError:
    'relative, of people by zone and hour (presence), as measured for the zone plan; counts of visits (visitors, dwell, origin, flows, frequency) may lie twice as far off',
  statuses: {
    PUBLISHED: 'a figure',
    SUPPRESSED: 'too uncertain to be published; not zero',
    NO_DATA: 'not covered, not released, or not all days of the period are; not zero',
  },
  starts: 'first instant of each period, UTC; days, weeks and months are local ones of the market',
  flows:
    'trips between zones; in plans with too many pairs of zones, trips over 50 km are told between whole regions (a pair of regions counts no nearer trips), and only where the question names all zones of both',
  visits: 'sums of visitors over days or zones are visits (person-zone-days), not people',
} as const;
