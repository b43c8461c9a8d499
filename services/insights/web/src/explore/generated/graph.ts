// Written by `npx nx run web:generate`. Not by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Document } from '../../shared/graph/document';
/** Hours are UTC hours; days are local days of the market; weeks are ISO weeks; months are calendar months. */
export type Grain = 'DAY' | 'HOUR' | 'MONTH' | 'WEEK';

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

export const entitlementsDocument: Document<EntitlementsQuery, EntitlementsQueryVariables> = {
  name: 'entitlements',
  text: 'query entitlements{entitlements{contractId market timeZone purpose products allZones finestGrain from to exportFormats currency priceMinorUnitsPerFigure figuresPerMonth quotaLeft released{product first last}}}',
};

export const zonesDocument: Document<ZonesQuery, ZonesQueryVariables> = {
  name: 'zones',
  text: 'query zones($contractId:ID){zones(contractId:$contractId){id name kind residents covered shape}}',
};
