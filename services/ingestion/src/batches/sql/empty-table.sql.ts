/** Empties a table of this session. */
export const emptyTable = (table: 'days' | 'stopped' | 'members' | 'traces'): string => `
TRUNCATE TABLE ${table}`;
