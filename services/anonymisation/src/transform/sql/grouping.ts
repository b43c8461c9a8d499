/**
 * By what the last group-by of a product's statement adds up: by group in production. With the pseudonym the same increments are
 * kept person by person: for tests, and for tools that attack or measure simulated people.
 */
export type Grouping = 'group_code' | 'pseudonym, group_code';
