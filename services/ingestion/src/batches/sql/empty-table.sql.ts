/** Empties a table of this session. */
export const emptyTable = (table: 'days' | 'stopped' | 'joined'): string => `
TRUNCATE TABLE ${table}`;
