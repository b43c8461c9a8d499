// Written by `npx nx run web:generate`. Not by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Document } from '../../shared/graph/document';
export type ClientsQueryVariables = Exact<{ [key: string]: never }>;

export type ClientsQuery = {
  readonly clients: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly kindOfBuyer: string;
    readonly createdAt: string;
  }> | null;
};

export const clientsDocument: Document<ClientsQuery, ClientsQueryVariables> = {
  name: 'clients',
  text: 'query clients{clients{id name kindOfBuyer createdAt}}',
};
