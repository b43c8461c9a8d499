import { DomainError } from '@passant/platform';
import { type CamaraError, type ProblemKind, PROBLEMS, type Refused } from './domain/problem';

/** A refusal that the specification has a word for. */
export class DensityRefused extends DomainError {
  readonly code = 'DENSITY_REFUSED';
  readonly category = 'invalid';
  readonly camara: CamaraError;

  constructor({ problem, message }: Pick<Refused, 'problem' | 'message'>) {
    super(message);
    this.camara = { ...PROBLEMS[problem satisfies ProblemKind], message };
  }
}

/** None of the contracts in force sells presence by the hour. */
export class DensityNotGranted extends DomainError {
  readonly code = 'DENSITY_NOT_GRANTED';
  readonly category = 'forbidden';

  constructor() {
    super('No contract covers the product presence by the hour.');
  }
}

/** The callback could not be made; it is tried again. */
export class SinkNotReached extends DomainError {
  readonly code = 'SINK_NOT_REACHED';
  readonly category = 'unavailable';

  constructor() {
    super('The sink did not take the answer.');
  }
}
