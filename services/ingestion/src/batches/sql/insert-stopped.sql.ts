/** Fills `stopped` from files named `stop-<day number>.bin`. */
export const insertStopped = (source: string): string => `
INSERT INTO stopped SELECT toUInt16(extract(_file, '^stop-([0-9]+)')), pseudonym FROM ${source}`;
