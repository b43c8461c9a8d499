/** Where what is kept, and for how long at most (ISO 8601 durations; `contract`, `proof` in words). The texts name each. */
export const RETENTION = [
  { store: 'registry', longest: 'contract' },
  { store: 'ended-lines', longest: 'P180D' },
  { store: 'decisions', longest: 'proof' },
  { store: 'codes', longest: 'PT24H' },
  { store: 'letter-codes', longest: 'P30D' },
  { store: 'text-messages', longest: 'PT24H' },
  { store: 'letters', longest: 'P14D' },
  { store: 'network-files', longest: 'PT48H' },
  { store: 'rows', longest: 'PT48H' },
  { store: 'return-visits', longest: 'P33D' },
  { store: 'keys', longest: 'PT48H' },
  { store: 'releases', longest: 'unlimited' },
  { store: 'complaints', longest: 'P3Y' },
  { store: 'credits', longest: 'P10Y' },
] as const;
export type RetentionId = (typeof RETENTION)[number]['store'];
