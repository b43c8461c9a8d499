/** Where what is kept, and for how long at most (ISO 8601 durations; `contract`, `proof` in words). The texts name each. */
export const RETENTION = [
  { store: 'registry', longest: 'contract' },
  { store: 'decisions', longest: 'proof' },
  { store: 'codes', longest: 'PT24H' },
  { store: 'network-files', longest: 'PT48H' },
  { store: 'rows', longest: 'PT48H' },
  { store: 'return-visits', longest: 'P33D' },
  { store: 'keys', longest: 'PT48H' },
  { store: 'releases', longest: 'unlimited' },
  { store: 'complaints', longest: 'P3Y' },
  { store: 'credits', longest: 'P10Y' },
] as const;
export type RetentionId = (typeof RETENTION)[number]['store'];
