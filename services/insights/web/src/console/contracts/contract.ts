import type { ContractQuery } from '../generated/graph';

export type Contract = NonNullable<ContractQuery['contract']>;
