// Written by `npx nx run web:generate`. Not by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Document } from '../../shared/graph/document';
/** What people are told apart by. */
export type AffinityOf = 'AGE' | 'AGE_AND_GENDER' | 'GENDER';

/** A question as the graph has it, of up to 2 million figures. What is not of its product must not be given; what is not given is as in the graph, but that lists are as long as they may be. */
export type ExportInput = {
  /** Of comparison. */
  readonly against?: string | null | undefined;
  /** Of comparison. */
  readonly againstTo?: string | null | undefined;
  /** Of presence, visitors, rank and comparison of visitors, leaflets and forecast. */
  readonly ages?: ReadonlyArray<string> | null | undefined;
  /** Of dwell. */
  readonly bins?: ReadonlyArray<string> | null | undefined;
  /** Of leaflets. */
  readonly budgetMinorUnits?: number | null | undefined;
  /** Of flows; false: parts of the day are added. */
  readonly byDayPart?: boolean | null | undefined;
  /** Of campaign. */
  readonly candidateZoneIds?: ReadonlyArray<string | number> | null | undefined;
  readonly contractId?: string | number | null | undefined;
  /** Of flows; none: all. */
  readonly dayParts?: ReadonlyArray<string> | null | undefined;
  /** Of rank and comparison: presence or visitors. */
  readonly figure?: string | null | undefined;
  /** Of origin, rank and leaflets: so many are listed; 1,000 where not given. */
  readonly first?: number | null | undefined;
  /** csv, geojson, parquet */
  readonly format: string;
  /** First local day of the market, YYYY-MM-DD; of a forecast the first of its seven days. */
  readonly from: string;
  /** Of flows: where trips begin; none: every zone of the contract. */
  readonly fromZoneIds?: ReadonlyArray<string | number> | null | undefined;
  /** As ages. */
  readonly genders?: ReadonlyArray<string> | null | undefined;
  /** Of presence, visitors, dwell, origin and flows. */
  readonly grain?: Grain | null | undefined;
  /** Of leaflets. */
  readonly grams?: number | null | undefined;
  /** Of leaflets: the print run; not together with a budget. */
  readonly leaflets?: number | null | undefined;
  /** Of leaflets. */
  readonly leafletsPerResident?: number | null | undefined;
  /** Of leaflets. */
  readonly minorUnitsPerThousand?: number | null | undefined;
  /** Of affinity. */
  readonly of?: AffinityOf | null | undefined;
  /** presence, visitors, dwell, frequency, origin, flows, affinity, rank, comparison, campaign, leaflets, forecast */
  readonly product: string;
  readonly purpose?: string | null | undefined;
  /** Last local day, included. Of all products but forecast. */
  readonly to?: string | null | undefined;
  /** Of flows: where trips end; none: every zone of the contract. */
  readonly toZoneIds?: ReadonlyArray<string | number> | null | undefined;
  /** Of forecast. */
  readonly weeks?: number | null | undefined;
  /** Of campaign. */
  readonly weeksBefore?: number | null | undefined;
  /** Of all products but flows; of rank none is every zone. */
  readonly zoneIds?: ReadonlyArray<string | number> | null | undefined;
};

export type ExportState =
  /** It was finished; its files are gone. */
  | 'EXPIRED'
  /** See failure. Nothing was billed. */
  | 'FAILED'
  | 'FINISHED'
  | 'REQUESTED'
  | 'RUNNING';

export type FigureStatus =
  /** Not covered, not released, or not all days of the period are. Not zero. */
  | 'NO_DATA'
  | 'PUBLISHED'
  /** Too uncertain to be published. Not zero. */
  | 'SUPPRESSED';

/** Hours are UTC hours; days are local days of the market; weeks are ISO weeks; months are calendar months. */
export type Grain = 'DAY' | 'HOUR' | 'MONTH' | 'WEEK';

export type Verdict =
  | 'DETECTED_DECREASE'
  | 'DETECTED_INCREASE'
  /** Not that there was no effect: none that stands out of what happens anyway. */
  | 'NOT_DETECTABLE';

export type EntitlementsQueryVariables = Exact<{ [key: string]: never }>;

export type EntitlementsQuery = {
  readonly entitlements: ReadonlyArray<{
    readonly contractId: string;
    readonly market: string;
    readonly timeZone: string;
    readonly purpose: string;
    readonly products: ReadonlyArray<string>;
    readonly allZones: boolean;
    readonly finestGrain: Grain;
    readonly from: string;
    readonly to: string | null;
    readonly exportFormats: ReadonlyArray<string>;
    readonly currency: string;
    readonly priceMinorUnitsPerFigure: number;
    readonly figuresPerMonth: number | null;
    readonly quotaLeft: number | null;
    readonly released: ReadonlyArray<{ readonly product: string; readonly first: string; readonly last: string }>;
  }> | null;
};

export type ZonesQueryVariables = Exact<{
  contractId?: string | number | null | undefined;
}>;

export type ZonesQuery = {
  readonly zones: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly residents: number | null;
    readonly covered: boolean;
    readonly shape: string | null;
  }> | null;
};

export type VisitorsQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  grain: Grain;
  ages?: ReadonlyArray<string> | string | null | undefined;
  genders?: ReadonlyArray<string> | string | null | undefined;
}>;

export type VisitorsQuery = {
  readonly answer: ReadonlyArray<{
    readonly starts: ReadonlyArray<string>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly zone: { readonly id: string; readonly name: string } | null;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type PresenceQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  grain: Grain;
  ages?: ReadonlyArray<string> | string | null | undefined;
  genders?: ReadonlyArray<string> | string | null | undefined;
}>;

export type PresenceQuery = {
  readonly answer: ReadonlyArray<{
    readonly starts: ReadonlyArray<string>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly zone: { readonly id: string; readonly name: string } | null;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type DwellQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  grain: Grain;
}>;

export type DwellQuery = {
  readonly answer: ReadonlyArray<{
    readonly bin: string;
    readonly starts: ReadonlyArray<string>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly zone: { readonly id: string; readonly name: string };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type OriginQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  grain: Grain;
}>;

export type OriginQuery = {
  readonly answer: ReadonlyArray<{
    readonly start: string;
    readonly homeZoneIds: ReadonlyArray<string>;
    readonly homeZoneNames: ReadonlyArray<string>;
    readonly distancesKm: ReadonlyArray<number | null>;
    readonly shares: ReadonlyArray<number | null>;
    readonly shareLows: ReadonlyArray<number | null>;
    readonly shareHighs: ReadonlyArray<number | null>;
    readonly suppressed: number;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly zone: { readonly id: string; readonly name: string };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type AffinityQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  of: AffinityOf;
}>;

export type AffinityQuery = {
  readonly answer: ReadonlyArray<{
    readonly start: string;
    readonly ages: ReadonlyArray<string | null>;
    readonly genders: ReadonlyArray<string | null>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly zone: { readonly id: string; readonly name: string };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type FrequencyQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type FrequencyQuery = {
  readonly answer: ReadonlyArray<{
    readonly bin: string;
    readonly starts: ReadonlyArray<string>;
    readonly shares: ReadonlyArray<number | null>;
    readonly shareLows: ReadonlyArray<number | null>;
    readonly shareHighs: ReadonlyArray<number | null>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly zone: { readonly id: string; readonly name: string };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type ComparisonQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  against: string;
}>;

export type ComparisonQuery = {
  readonly answer: {
    readonly start: string;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly zones: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type CampaignQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  weeksBefore: number;
}>;

export type CampaignQuery = {
  readonly answer: {
    readonly start: string;
    readonly ages: ReadonlyArray<string | null>;
    readonly genders: ReadonlyArray<string | null>;
    readonly verdicts: ReadonlyArray<Verdict>;
    readonly smallestDetectable: ReadonlyArray<number | null>;
    readonly extraVisits: ReadonlyArray<number | null>;
    readonly extraLows: ReadonlyArray<number | null>;
    readonly extraHighs: ReadonlyArray<number | null>;
    readonly controlWeights: ReadonlyArray<number>;
    readonly placeboZones: ReadonlyArray<number | null>;
    readonly placebosAsExtreme: ReadonlyArray<number | null>;
    readonly earlierChanges: ReadonlyArray<number>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly controlZones: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type LeafletsQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  leaflets?: number | null | undefined;
  budgetMinorUnits?: number | null | undefined;
  minorUnitsPerThousand?: number | null | undefined;
  leafletsPerResident: number;
  ages?: ReadonlyArray<string> | string | null | undefined;
  genders?: ReadonlyArray<string> | string | null | undefined;
}>;

export type LeafletsQuery = {
  readonly answer: {
    readonly start: string;
    readonly homeZoneIds: ReadonlyArray<string>;
    readonly homeZoneNames: ReadonlyArray<string>;
    readonly served: ReadonlyArray<number | null>;
    readonly shares: ReadonlyArray<number | null>;
    readonly shareLows: ReadonlyArray<number | null>;
    readonly shareHighs: ReadonlyArray<number | null>;
    readonly suppressed: number;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly leafletsOf: ReadonlyArray<number | null>;
    readonly totals: {
      readonly leaflets: number;
      readonly reach: number;
      readonly reachLow: number;
      readonly reachHigh: number;
      readonly share: number;
      readonly shareLow: number;
      readonly shareHigh: number;
      readonly everywhere: number;
      readonly unknownAreas: number;
      readonly savedLeaflets: number;
      readonly savedLeafletsLow: number;
      readonly savedLeafletsHigh: number;
      readonly savedKilograms: number;
      readonly savedMinorUnits: number | null;
    } | null;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type FlowsQueryVariables = Exact<{
  zoneIds?: ReadonlyArray<string | number> | string | number | null | undefined;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  toZoneIds?: ReadonlyArray<string | number> | string | number | null | undefined;
  grain: Grain;
  dayParts?: ReadonlyArray<string> | string | null | undefined;
}>;

export type FlowsQuery = {
  readonly answer: {
    readonly ends: string;
    readonly fromZoneIds: ReadonlyArray<string>;
    readonly fromZoneNames: ReadonlyArray<string>;
    readonly toZoneIds: ReadonlyArray<string>;
    readonly toZoneNames: ReadonlyArray<string>;
    readonly dayParts: ReadonlyArray<string | null>;
    readonly starts: ReadonlyArray<string>;
    readonly values: ReadonlyArray<number>;
    readonly lows: ReadonlyArray<number>;
    readonly highs: ReadonlyArray<number>;
    readonly suppressed: number;
    readonly noData: number;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type RankQueryVariables = Exact<{
  zoneIds?: ReadonlyArray<string | number> | string | number | null | undefined;
  from: string;
  to: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type RankQuery = {
  readonly answer: {
    readonly start: string;
    readonly ranks: ReadonlyArray<number | null>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly zones: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type ForecastQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  contractId?: string | number | null | undefined;
  estimate: boolean;
  idempotencyKey?: string | null | undefined;
  weeks: number;
  ages?: ReadonlyArray<string> | string | null | undefined;
  genders?: ReadonlyArray<string> | string | null | undefined;
}>;

export type ForecastQuery = {
  readonly answer: ReadonlyArray<{
    readonly days: ReadonlyArray<string>;
    readonly tooLittleHistory: boolean;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly methodVersion: string;
    readonly marks: ReadonlyArray<string>;
    readonly modelled: boolean;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly unit: string;
    readonly zone: { readonly id: string; readonly name: string };
    readonly backtest: {
      readonly days: number;
      readonly coverage: number | null;
      readonly meanAbsolutePercentageError: number | null;
    };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly isEstimate: boolean;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type RequestExportMutationVariables = Exact<{
  input: ExportInput;
  idempotencyKey: string;
}>;

export type RequestExportMutation = { readonly requestExport: { readonly id: string; readonly state: ExportState } };

export type ExportQueryVariables = Exact<{
  id: string | number;
}>;

export type ExportQuery = {
  readonly export: {
    readonly id: string;
    readonly state: ExportState;
    readonly progress: number;
    readonly failure: { readonly code: string; readonly message: string } | null;
    readonly files: ReadonlyArray<{ readonly name: string; readonly bytes: number; readonly url: string }>;
  } | null;
};

export const entitlementsDocument: Document<EntitlementsQuery, EntitlementsQueryVariables> = {
  name: 'entitlements',
  text: 'query entitlements{entitlements{contractId market timeZone purpose products allZones finestGrain from to exportFormats currency priceMinorUnitsPerFigure figuresPerMonth quotaLeft released{product first last}}}',
};

export const zonesDocument: Document<ZonesQuery, ZonesQueryVariables> = {
  name: 'zones',
  text: 'query zones($contractId:ID){zones(contractId:$contractId){id name kind residents covered shape}}',
};

export const visitorsDocument: Document<VisitorsQuery, VisitorsQueryVariables> = {
  name: 'visitors',
  text: 'query visitors($zoneIds:[ID!]!$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$grain:Grain!$ages:[String!]$genders:[String!]){answer:visitors(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey grain:$grain ages:$ages genders:$genders){zone{id name}starts values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const presenceDocument: Document<PresenceQuery, PresenceQueryVariables> = {
  name: 'presence',
  text: 'query presence($zoneIds:[ID!]!$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$grain:Grain!$ages:[String!]$genders:[String!]){answer:presence(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey grain:$grain ages:$ages genders:$genders){zone{id name}starts values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const dwellDocument: Document<DwellQuery, DwellQueryVariables> = {
  name: 'dwell',
  text: 'query dwell($zoneIds:[ID!]!$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$grain:Grain!){answer:dwell(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey grain:$grain){zone{id name}bin starts values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const originDocument: Document<OriginQuery, OriginQueryVariables> = {
  name: 'origin',
  text: 'query origin($zoneIds:[ID!]!$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$grain:Grain!){answer:origin(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey grain:$grain first:200){zone{id name}start homeZoneIds homeZoneNames distancesKm shares shareLows shareHighs suppressed values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const affinityDocument: Document<AffinityQuery, AffinityQueryVariables> = {
  name: 'affinity',
  text: 'query affinity($zoneIds:[ID!]!$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$of:AffinityOf!){answer:affinity(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey of:$of){zone{id name}start ages genders values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const frequencyDocument: Document<FrequencyQuery, FrequencyQueryVariables> = {
  name: 'frequency',
  text: 'query frequency($zoneIds:[ID!]!$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String){answer:frequency(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zone{id name}bin starts shares shareLows shareHighs values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const comparisonDocument: Document<ComparisonQuery, ComparisonQueryVariables> = {
  name: 'comparison',
  text: 'query comparison($zoneIds:[ID!]!$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$against:String!){answer:comparison(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey against:$against product:"visitors"){zones{id name}start values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const campaignDocument: Document<CampaignQuery, CampaignQueryVariables> = {
  name: 'campaign',
  text: 'query campaign($zoneIds:[ID!]!$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$weeksBefore:Int!){answer:campaign(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey weeksBefore:$weeksBefore){start ages genders verdicts smallestDetectable extraVisits extraLows extraHighs controlZones{id name}controlWeights placeboZones placebosAsExtreme earlierChanges values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const leafletsDocument: Document<LeafletsQuery, LeafletsQueryVariables> = {
  name: 'leaflets',
  text: 'query leaflets($zoneIds:[ID!]!$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$leaflets:Int$budgetMinorUnits:Int$minorUnitsPerThousand:Int$leafletsPerResident:Float!$ages:[String!]$genders:[String!]){answer:leaflets(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey leaflets:$leaflets budgetMinorUnits:$budgetMinorUnits minorUnitsPerThousand:$minorUnitsPerThousand leafletsPerResident:$leafletsPerResident ages:$ages genders:$genders first:1000){start homeZoneIds homeZoneNames leafletsOf:leaflets served shares shareLows shareHighs suppressed totals{leaflets reach reachLow reachHigh share shareLow shareHigh everywhere unknownAreas savedLeaflets savedLeafletsLow savedLeafletsHigh savedKilograms savedMinorUnits}values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const flowsDocument: Document<FlowsQuery, FlowsQueryVariables> = {
  name: 'flows',
  text: 'query flows($zoneIds:[ID!]$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$toZoneIds:[ID!]$grain:Grain!$dayParts:[String!]){answer:flows(from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey fromZoneIds:$zoneIds toZoneIds:$toZoneIds grain:$grain dayParts:$dayParts byDayPart:true first:500){ends fromZoneIds fromZoneNames toZoneIds toZoneNames dayParts starts values lows highs suppressed noData methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const rankDocument: Document<RankQuery, RankQueryVariables> = {
  name: 'rank',
  text: 'query rank($zoneIds:[ID!]$from:String!$to:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String){answer:rank(zoneIds:$zoneIds from:$from to:$to contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey product:"visitors" first:1000){zones{id name}start ranks values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const forecastDocument: Document<ForecastQuery, ForecastQueryVariables> = {
  name: 'forecast',
  text: 'query forecast($zoneIds:[ID!]!$from:String!$contractId:ID$estimate:Boolean!$idempotencyKey:String$weeks:Int!$ages:[String!]$genders:[String!]){answer:forecast(zoneIds:$zoneIds from:$from contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey weeks:$weeks ages:$ages genders:$genders){zone{id name}days tooLittleHistory backtest{days coverage meanAbsolutePercentageError}values lows highs statuses methodVersion marks modelled locationError{median p90}extrapolatedBy notRepresented releaseIds unit cost{figures published minorUnits currency isEstimate quotaLeft}}}',
};

export const requestExportDocument: Document<RequestExportMutation, RequestExportMutationVariables> = {
  name: 'requestExport',
  text: 'mutation requestExport($input:ExportInput!$idempotencyKey:String!){requestExport(input:$input idempotencyKey:$idempotencyKey){id state}}',
};

export const exportDocument: Document<ExportQuery, ExportQueryVariables> = {
  name: 'export',
  text: 'query export($id:ID!){export(id:$id){id state progress failure{code message}files{name bytes url}}}',
};
