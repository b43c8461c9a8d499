/** What CAMARA clients are told (Commonalities 0.6, `ErrorInfo`). */
export interface CamaraError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const OWN = 'POPULATION_DENSITY_DATA';

/** Refusals of `population-density-data` 0.3.0, by what is wrong. */
export const PROBLEMS = {
  area: { status: 400, code: `${OWN}.INVALID_AREA` },
  argument: { status: 400, code: 'INVALID_ARGUMENT' },
  credential: { status: 400, code: 'INVALID_CREDENTIAL' },
  token: { status: 400, code: 'INVALID_TOKEN' },
  sink: { status: 400, code: 'INVALID_SINK' },
  'start-too-early': { status: 400, code: `${OWN}.MIN_STARTTIME_EXCEEDED` },
  'start-too-late': { status: 400, code: `${OWN}.MAX_STARTTIME_EXCEEDED` },
  'end-before-start': { status: 400, code: `${OWN}.INVALID_END_TIME` },
  'too-long': { status: 400, code: `${OWN}.MAX_TIME_PERIOD_EXCEEDED` },
  'past-and-future': { status: 400, code: `${OWN}.INVALID_TIME_PERIOD` },
  precision: { status: 422, code: `${OWN}.UNSUPPORTED_PRECISION` },
  'too-big-at-once': { status: 422, code: `${OWN}.UNSUPPORTED_SYNC_RESPONSE` },
  'too-big': { status: 422, code: `${OWN}.UNSUPPORTED_REQUEST` },
} as const satisfies Record<string, Omit<CamaraError, 'message'>>;
export type ProblemKind = keyof typeof PROBLEMS;

export interface Refused {
  readonly kind: 'refused';
  readonly problem: ProblemKind;
  readonly message: string;
}

export const refuse = (problem: ProblemKind, message: string): Refused => ({ kind: 'refused', problem, message });
