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
    super('Like for like: "against" must be the same weekday as "from", and not the same day.');
  }
}

const EXCESS = {
  figures: 'figures (zones × periods × what is listed for each)',
  'zone-days': 'days of zones (zones × days)',
  values: 'released values (zones × days × columns of the table)',
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
