/** PostgreSQL's bigint arrives as text; our counts stay below 2^53. */
export const wholeNumber = {
  to: (value: number): number => value,
  from: (value: string | null): number | null => (value === null ? null : Number(value)),
};
