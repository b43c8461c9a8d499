// Written by `npx nx run client:generate`. Not by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A query as text, with what it answers and takes. */
export interface Document<Answer, Variables> {
  readonly text: string;
  readonly answer?: (answer: Answer, variables: Variables) => void;
}

/** What people are told apart by. */
export type AffinityOf = 'AGE' | 'AGE_AND_GENDER' | 'GENDER';

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
  }> | null;
};

export type PresenceQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  grain: Grain;
  ages?: ReadonlyArray<string> | string | null | undefined;
  genders?: ReadonlyArray<string> | string | null | undefined;
  together?: boolean;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type PresenceQuery = {
  readonly presence: ReadonlyArray<{
    readonly starts: ReadonlyArray<string>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly modelled: boolean;
    readonly unit: string;
    readonly releaseIds: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly marks: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly zone: { readonly id: string; readonly name: string } | null;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type VisitorsQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  grain: Grain;
  ages?: ReadonlyArray<string> | string | null | undefined;
  genders?: ReadonlyArray<string> | string | null | undefined;
  together?: boolean;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type VisitorsQuery = {
  readonly visitors: ReadonlyArray<{
    readonly starts: ReadonlyArray<string>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly modelled: boolean;
    readonly unit: string;
    readonly releaseIds: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly marks: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly zone: { readonly id: string; readonly name: string } | null;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type DwellQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  grain: Grain;
  bins?: ReadonlyArray<string> | string | null | undefined;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type DwellQuery = {
  readonly dwell: ReadonlyArray<{
    readonly bin: string;
    readonly starts: ReadonlyArray<string>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly modelled: boolean;
    readonly unit: string;
    readonly releaseIds: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly marks: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly zone: { readonly id: string; readonly name: string };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type FrequencyQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type FrequencyQuery = {
  readonly frequency: ReadonlyArray<{
    readonly bin: string;
    readonly starts: ReadonlyArray<string>;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly shares: ReadonlyArray<number | null>;
    readonly shareLows: ReadonlyArray<number | null>;
    readonly shareHighs: ReadonlyArray<number | null>;
    readonly modelled: boolean;
    readonly unit: string;
    readonly releaseIds: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly marks: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly zone: { readonly id: string; readonly name: string };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type RankQueryVariables = Exact<{
  product: string;
  from: string;
  to: string;
  zoneIds?: ReadonlyArray<string | number> | string | number | null | undefined;
  ages?: ReadonlyArray<string> | string | null | undefined;
  genders?: ReadonlyArray<string> | string | null | undefined;
  first?: number;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type RankQuery = {
  readonly rank: {
    readonly ranks: ReadonlyArray<number | null>;
    readonly start: string;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly modelled: boolean;
    readonly unit: string;
    readonly releaseIds: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly marks: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly zones: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type ComparisonQueryVariables = Exact<{
  product: string;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  against: string;
  againstTo?: string | null | undefined;
  ages?: ReadonlyArray<string> | string | null | undefined;
  genders?: ReadonlyArray<string> | string | null | undefined;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type ComparisonQuery = {
  readonly comparison: {
    readonly start: string;
    readonly values: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly highs: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly modelled: boolean;
    readonly unit: string;
    readonly releaseIds: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly marks: ReadonlyArray<string>;
    readonly notRepresented: ReadonlyArray<string>;
    readonly zones: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type FlowsQueryVariables = Exact<{
  from: string;
  to: string;
  grain: Grain;
  fromZoneIds?: ReadonlyArray<string | number> | string | number | null | undefined;
  toZoneIds?: ReadonlyArray<string | number> | string | number | null | undefined;
  dayParts?: ReadonlyArray<string> | string | null | undefined;
  byDayPart?: boolean;
  first?: number;
  after?: string | null | undefined;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type FlowsQuery = {
  readonly flows: {
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
    readonly hasNextPage: boolean;
    readonly endCursor: string | null;
    readonly unit: string;
    readonly releaseIds: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type OriginQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  grain: Grain;
  first?: number;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type OriginQuery = {
  readonly origin: ReadonlyArray<{
    readonly start: string;
    readonly homeZoneIds: ReadonlyArray<string>;
    readonly homeZoneNames: ReadonlyArray<string>;
    readonly distancesKm: ReadonlyArray<number | null>;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly highs: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly marks: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly modelled: boolean;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly shareHighs: ReadonlyArray<number | null>;
    readonly shareLows: ReadonlyArray<number | null>;
    readonly shares: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly suppressed: number;
    readonly unit: string;
    readonly values: ReadonlyArray<number | null>;
    readonly zone: { readonly id: string; readonly name: string };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type AffinityQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  of?: AffinityOf;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type AffinityQuery = {
  readonly affinity: ReadonlyArray<{
    readonly start: string;
    readonly ages: ReadonlyArray<string | null>;
    readonly genders: ReadonlyArray<string | null>;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly highs: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly marks: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly modelled: boolean;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly unit: string;
    readonly values: ReadonlyArray<number | null>;
    readonly zone: { readonly id: string; readonly name: string };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type CampaignQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  candidateZoneIds?: ReadonlyArray<string | number> | string | number | null | undefined;
  weeksBefore?: number;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type CampaignQuery = {
  readonly campaign: {
    readonly start: string;
    readonly ages: ReadonlyArray<string | null>;
    readonly genders: ReadonlyArray<string | null>;
    readonly controlWeights: ReadonlyArray<number>;
    readonly earlierChanges: ReadonlyArray<number>;
    readonly extraHighs: ReadonlyArray<number | null>;
    readonly extraLows: ReadonlyArray<number | null>;
    readonly extraVisits: ReadonlyArray<number | null>;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly highs: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly marks: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly modelled: boolean;
    readonly notRepresented: ReadonlyArray<string>;
    readonly placeboZones: ReadonlyArray<number | null>;
    readonly placebosAsExtreme: ReadonlyArray<number | null>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly smallestDetectable: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly unit: string;
    readonly values: ReadonlyArray<number | null>;
    readonly verdicts: ReadonlyArray<Verdict>;
    readonly controlZones: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type LeafletsQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  ages?: ReadonlyArray<string> | string | null | undefined;
  budgetMinorUnits?: number | null | undefined;
  first?: number;
  genders?: ReadonlyArray<string> | string | null | undefined;
  grams?: number;
  leaflets?: number | null | undefined;
  leafletsPerResident?: number;
  minorUnitsPerThousand?: number | null | undefined;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type LeafletsQuery = {
  readonly leaflets: {
    readonly start: string;
    readonly homeZoneIds: ReadonlyArray<string>;
    readonly homeZoneNames: ReadonlyArray<string>;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly highs: ReadonlyArray<number | null>;
    readonly leaflets: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly marks: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly modelled: boolean;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly served: ReadonlyArray<number | null>;
    readonly shareHighs: ReadonlyArray<number | null>;
    readonly shareLows: ReadonlyArray<number | null>;
    readonly shares: ReadonlyArray<number | null>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly suppressed: number;
    readonly unit: string;
    readonly values: ReadonlyArray<number | null>;
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly totals: {
      readonly everywhere: number;
      readonly leaflets: number;
      readonly reach: number;
      readonly reachHigh: number;
      readonly reachLow: number;
      readonly savedKilograms: number;
      readonly savedLeaflets: number;
      readonly savedLeafletsHigh: number;
      readonly savedLeafletsLow: number;
      readonly savedMinorUnits: number | null;
      readonly share: number;
      readonly shareHigh: number;
      readonly shareLow: number;
      readonly unknownAreas: number;
    } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type ForecastQueryVariables = Exact<{
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  ages?: ReadonlyArray<string> | string | null | undefined;
  genders?: ReadonlyArray<string> | string | null | undefined;
  weeks?: number;
  purpose?: string | null | undefined;
  contractId?: string | number | null | undefined;
  estimate?: boolean;
  idempotencyKey?: string | null | undefined;
}>;

export type ForecastQuery = {
  readonly forecast: ReadonlyArray<{
    readonly days: ReadonlyArray<string>;
    readonly extrapolatedBy: ReadonlyArray<string>;
    readonly highs: ReadonlyArray<number | null>;
    readonly lows: ReadonlyArray<number | null>;
    readonly marks: ReadonlyArray<string>;
    readonly methodVersion: string;
    readonly modelled: boolean;
    readonly notRepresented: ReadonlyArray<string>;
    readonly releaseIds: ReadonlyArray<string>;
    readonly statuses: ReadonlyArray<FigureStatus>;
    readonly tooLittleHistory: boolean;
    readonly unit: string;
    readonly values: ReadonlyArray<number | null>;
    readonly zone: { readonly id: string; readonly name: string };
    readonly backtest: {
      readonly days: number;
      readonly coverage: number | null;
      readonly meanAbsolutePercentageError: number | null;
    };
    readonly locationError: { readonly median: number; readonly p90: number } | null;
    readonly cost: {
      readonly isEstimate: boolean;
      readonly contractId: string;
      readonly figures: number;
      readonly published: number;
      readonly minorUnits: number;
      readonly currency: string;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export const zonesDocument: Document<ZonesQuery, ZonesQueryVariables> = {
  text: 'query zones($contractId:ID){zones(contractId:$contractId){id name kind residents covered}}',
};

export const presenceDocument: Document<PresenceQuery, PresenceQueryVariables> = {
  text: 'query presence($zoneIds:[ID!]!$from:String!$to:String!$grain:Grain!$ages:[String!]$genders:[String!]$together:Boolean!=false$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){presence(zoneIds:$zoneIds from:$from to:$to grain:$grain ages:$ages genders:$genders together:$together purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zone{id name}starts values lows highs statuses modelled unit releaseIds methodVersion locationError{median p90}extrapolatedBy marks notRepresented cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const visitorsDocument: Document<VisitorsQuery, VisitorsQueryVariables> = {
  text: 'query visitors($zoneIds:[ID!]!$from:String!$to:String!$grain:Grain!$ages:[String!]$genders:[String!]$together:Boolean!=false$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){visitors(zoneIds:$zoneIds from:$from to:$to grain:$grain ages:$ages genders:$genders together:$together purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zone{id name}starts values lows highs statuses modelled unit releaseIds methodVersion locationError{median p90}extrapolatedBy marks notRepresented cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const dwellDocument: Document<DwellQuery, DwellQueryVariables> = {
  text: 'query dwell($zoneIds:[ID!]!$from:String!$to:String!$grain:Grain!$bins:[String!]$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){dwell(zoneIds:$zoneIds from:$from to:$to grain:$grain bins:$bins purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zone{id name}bin starts values lows highs statuses modelled unit releaseIds methodVersion locationError{median p90}extrapolatedBy marks notRepresented cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const frequencyDocument: Document<FrequencyQuery, FrequencyQueryVariables> = {
  text: 'query frequency($zoneIds:[ID!]!$from:String!$to:String!$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){frequency(zoneIds:$zoneIds from:$from to:$to purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zone{id name}bin starts values lows highs statuses shares shareLows shareHighs modelled unit releaseIds methodVersion locationError{median p90}extrapolatedBy marks notRepresented cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const rankDocument: Document<RankQuery, RankQueryVariables> = {
  text: 'query rank($product:String!$from:String!$to:String!$zoneIds:[ID!]$ages:[String!]$genders:[String!]$first:Int!=50$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){rank(product:$product from:$from to:$to zoneIds:$zoneIds ages:$ages genders:$genders first:$first purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zones{id name}ranks start values lows highs statuses modelled unit releaseIds methodVersion locationError{median p90}extrapolatedBy marks notRepresented cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const comparisonDocument: Document<ComparisonQuery, ComparisonQueryVariables> = {
  text: 'query comparison($product:String!$zoneIds:[ID!]!$from:String!$to:String!$against:String!$againstTo:String$ages:[String!]$genders:[String!]$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){comparison(product:$product zoneIds:$zoneIds from:$from to:$to against:$against againstTo:$againstTo ages:$ages genders:$genders purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zones{id name}start values lows highs statuses modelled unit releaseIds methodVersion locationError{median p90}extrapolatedBy marks notRepresented cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const flowsDocument: Document<FlowsQuery, FlowsQueryVariables> = {
  text: 'query flows($from:String!$to:String!$grain:Grain!$fromZoneIds:[ID!]$toZoneIds:[ID!]$dayParts:[String!]$byDayPart:Boolean!=true$first:Int!=100$after:String$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){flows(from:$from to:$to grain:$grain fromZoneIds:$fromZoneIds toZoneIds:$toZoneIds dayParts:$dayParts byDayPart:$byDayPart first:$first after:$after purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){ends fromZoneIds fromZoneNames toZoneIds toZoneNames dayParts starts values lows highs suppressed noData hasNextPage endCursor unit releaseIds methodVersion cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const originDocument: Document<OriginQuery, OriginQueryVariables> = {
  text: 'query origin($zoneIds:[ID!]!$from:String!$to:String!$grain:Grain!$first:Int!=20$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){origin(zoneIds:$zoneIds from:$from to:$to grain:$grain first:$first purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zone{id name}start homeZoneIds homeZoneNames distancesKm extrapolatedBy highs locationError{median p90}lows marks methodVersion modelled notRepresented releaseIds shareHighs shareLows shares statuses suppressed unit values cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const affinityDocument: Document<AffinityQuery, AffinityQueryVariables> = {
  text: 'query affinity($zoneIds:[ID!]!$from:String!$to:String!$of:AffinityOf!=AGE_AND_GENDER$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){affinity(zoneIds:$zoneIds from:$from to:$to of:$of purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zone{id name}start ages genders extrapolatedBy highs locationError{median p90}lows marks methodVersion modelled notRepresented releaseIds statuses unit values cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const campaignDocument: Document<CampaignQuery, CampaignQueryVariables> = {
  text: 'query campaign($zoneIds:[ID!]!$from:String!$to:String!$candidateZoneIds:[ID!]$weeksBefore:Int!=8$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){campaign(zoneIds:$zoneIds from:$from to:$to candidateZoneIds:$candidateZoneIds weeksBefore:$weeksBefore purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){start ages genders controlWeights controlZones{id name}earlierChanges extraHighs extraLows extraVisits extrapolatedBy highs locationError{median p90}lows marks methodVersion modelled notRepresented placeboZones placebosAsExtreme releaseIds smallestDetectable statuses unit values verdicts cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const leafletsDocument: Document<LeafletsQuery, LeafletsQueryVariables> = {
  text: 'query leaflets($zoneIds:[ID!]!$from:String!$to:String!$ages:[String!]$budgetMinorUnits:Int$first:Int!=100$genders:[String!]$grams:Float!=20$leaflets:Int$leafletsPerResident:Float!=0.5$minorUnitsPerThousand:Int$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){leaflets(zoneIds:$zoneIds from:$from to:$to ages:$ages budgetMinorUnits:$budgetMinorUnits first:$first genders:$genders grams:$grams leaflets:$leaflets leafletsPerResident:$leafletsPerResident minorUnitsPerThousand:$minorUnitsPerThousand purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){start homeZoneIds homeZoneNames extrapolatedBy highs leaflets locationError{median p90}lows marks methodVersion modelled notRepresented releaseIds served shareHighs shareLows shares statuses suppressed totals{everywhere leaflets reach reachHigh reachLow savedKilograms savedLeaflets savedLeafletsHigh savedLeafletsLow savedMinorUnits share shareHigh shareLow unknownAreas}unit values cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const forecastDocument: Document<ForecastQuery, ForecastQueryVariables> = {
  text: 'query forecast($zoneIds:[ID!]!$from:String!$ages:[String!]$genders:[String!]$weeks:Int!=12$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){forecast(zoneIds:$zoneIds from:$from ages:$ages genders:$genders weeks:$weeks purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zone{id name}days backtest{days coverage meanAbsolutePercentageError}extrapolatedBy highs locationError{median p90}lows marks methodVersion modelled notRepresented releaseIds statuses tooLittleHistory unit values cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};
