/** The stop lists of the days: `day_number`, `pseudonym`. */
export const createStopped = `
CREATE TABLE stopped (day_number UInt16, pseudonym FixedString(16)) ENGINE = Memory`;
