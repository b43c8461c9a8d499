/** What is wrong with an input. Codes are stable; messages say what, where and what to do, in a sentence or two. */
export const PROBLEM_CODES = [
  'empty-file',
  'wrong-delimiter',
  'missing-column',
  'malformed-row',
  'malformed-json',
  'malformed-geometry',
  'malformed-value',
  'duplicate-id',
  'bad-coordinates',
  'overlap',
  'inseparable',
  'gap',
  'missing-population',
  'sum-mismatch',
  'too-few-residents',
  'no-zones',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  /** Line of the file, the header being line 1. */
  readonly line?: number;
  /** The ids (of cells, zones or places) it is about. */
  readonly ids?: readonly string[];
}

/** The outcome of a parser: everything, or every problem at once (at most `MAX_PROBLEMS`). */
export type Parsed<T> =
  { readonly kind: 'parsed'; readonly value: T } | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export const MAX_PROBLEMS = 100;

/** `parsed` without problems, else `refused` with the first hundred of them. */
export function toParsed<T>(value: T, problems: readonly Problem[]): Parsed<T> {
  if (problems.length === 0) return { kind: 'parsed', value };
  return { kind: 'refused', problems: problems.slice(0, MAX_PROBLEMS) };
}
