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
    super('Visitors are counted per day: ask for DAY, WEEK or MONTH.');
  }
}

export class QuestionTooLarge extends DomainError {
  readonly code = 'QUESTION_TOO_LARGE';
  readonly category = 'too_large';

  constructor(kind: 'figures' | 'zone-days', most: number) {
    const what = kind === 'figures' ? 'figures (zones × periods)' : 'days of zones (zones × days)';
    super(
      `One question is about at most ${most} ${what}. Ask for fewer zones, a shorter period${
        kind === 'figures' ? ' or a coarser grain' : ''
      }, in several questions.`,
    );
  }
}
