import { DomainError } from '@passant/platform';

export class PeriodReversed extends DomainError {
  readonly code = 'PERIOD_REVERSED';
  readonly category = 'invalid';

  constructor() {
    super('The period ends before it begins: "from" is the first day, "to" the last, both included.');
  }
}

export class GrainNotAvailable extends DomainError {
  readonly code = 'GRAIN_NOT_AVAILABLE';
  readonly category = 'invalid';

  constructor() {
    super('Only presence is counted by the hour: ask for DAY, WEEK or MONTH.');
  }
}

export class ProfileNotAvailable extends DomainError {
  readonly code = 'PROFILE_NOT_AVAILABLE';
  readonly category = 'invalid';

  constructor() {
    super('Presence is compared for everybody only: leave ages and genders out, or ask about visitors.');
  }
}

export class PeriodsNotAlike extends DomainError {
  readonly code = 'PERIODS_NOT_ALIKE';
  readonly category = 'invalid';

  constructor() {
    super(
      'Like for like: "against" must be the same weekday as "from", and not the same day; or name "againstTo" too, and every weekday of the period must lie between the two.',
    );
  }
}

export class CandidatesTooFew extends DomainError {
  readonly code = 'CANDIDATES_TOO_FEW';
  readonly category = 'invalid';

  constructor(candidates: number, least: number) {
    super(
      `An action is judged against at least ${least} zones of the contract that are covered, without it and no neighbours of it; here are ${candidates}. Name more candidates, or ask under a contract with more zones.`,
    );
  }
}

export class PopulationUnknown extends DomainError {
  readonly code = 'POPULATION_UNKNOWN';
  readonly category = 'invalid';

  constructor() {
    super('The zone plan of this market says nowhere how many people live where: leaflets cannot be counted.');
  }
}

export class TargetSuppressed extends DomainError {
  readonly code = 'TARGET_SUPPRESSED';
  readonly category = 'invalid';

  constructor() {
    super(
      'Visitors of that age and gender are not published for these zones and days, so there is no target group. Ask for more ages, a longer period or more zones.',
    );
  }
}

export class PrintRunUnclear extends DomainError {
  readonly code = 'PRINT_RUN_UNCLEAR';
  readonly category = 'invalid';

  constructor() {
    super('Say either "leaflets", or "budgetMinorUnits" together with "minorUnitsPerThousand".');
  }
}

const EXCESS = {
  figures: 'figures (zones × periods × what is listed for each)',
  'zone-days': 'days of zones (zones × days)',
  values: 'released values (zones × days × columns of the table)',
  rows: 'released rows (zones, or pairs of them, × days)',
};

export class QuestionTooLarge extends DomainError {
  readonly code = 'QUESTION_TOO_LARGE';
  readonly category = 'too_large';

  constructor(kind: keyof typeof EXCESS, most: number) {
    super(
      `One question is about at most ${most} ${EXCESS[kind]}. Ask for fewer zones, a shorter period${
        kind === 'figures' ? ' or a coarser grain' : ''
      }, in several questions.`,
    );
  }
}
