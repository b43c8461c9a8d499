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

export type FigureStatus =
  /** Not covered, not released, or not all days of the period are. Not zero. */
  | 'NO_DATA'
  | 'PUBLISHED'
  /** Too uncertain to be published. Not zero. */
  | 'SUPPRESSED';

/** Hours are UTC hours; days are local days of the market; weeks are ISO weeks; months are calendar months. */
export type Grain = 'DAY' | 'HOUR' | 'MONTH' | 'WEEK';

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
  text: 'query comparison($product:String!$zoneIds:[ID!]!$from:String!$to:String!$against:String!$ages:[String!]$genders:[String!]$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){comparison(product:$product zoneIds:$zoneIds from:$from to:$to against:$against ages:$ages genders:$genders purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){zones{id name}start values lows highs statuses modelled unit releaseIds methodVersion locationError{median p90}extrapolatedBy marks notRepresented cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};

export const flowsDocument: Document<FlowsQuery, FlowsQueryVariables> = {
  text: 'query flows($from:String!$to:String!$grain:Grain!$fromZoneIds:[ID!]$toZoneIds:[ID!]$dayParts:[String!]$byDayPart:Boolean!=true$first:Int!=100$after:String$purpose:String$contractId:ID$estimate:Boolean!=false$idempotencyKey:String){flows(from:$from to:$to grain:$grain fromZoneIds:$fromZoneIds toZoneIds:$toZoneIds dayParts:$dayParts byDayPart:$byDayPart first:$first after:$after purpose:$purpose contractId:$contractId estimate:$estimate idempotencyKey:$idempotencyKey){fromZoneIds fromZoneNames toZoneIds toZoneNames dayParts starts values lows highs suppressed noData hasNextPage endCursor unit releaseIds methodVersion cost{isEstimate contractId figures published minorUnits currency quotaLeft}}}',
};
