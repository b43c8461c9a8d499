/** The last months up to that of an instant (UTC), newest first, as `YYYY-MM`. */
export const listMonths = (now: Date, months: number): string[] =>
  Array.from({ length: months }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
