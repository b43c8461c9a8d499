import { describeEffect, type Confirmation, type Consumer } from './describe-effect';

const decidedAt = new Date('2026-06-08T10:00:00Z');
const at = (seconds: number): Date => new Date(decidedAt.getTime() + seconds * 1000);
const confirmation = (consumer: Consumer, appliedAt: Date | null): Confirmation => ({
  submissionId: 'any',
  consumer,
  appliedAt,
});

describe('when a withdrawal took effect', () => {
  it('is at once where no day held the line', () => {
    expect(describeEffect(decidedAt, [])).toEqual({ kind: 'effective', since: decidedAt });
  });

  it('is open until both places have confirmed every day', () => {
    const confirmations = [
      confirmation('ingestion', at(1)),
      confirmation('ingestion', at(2)),
      confirmation('anonymisation', at(1)),
      confirmation('anonymisation', null),
    ];
    expect(describeEffect(decidedAt, confirmations)).toEqual({ kind: 'pending', confirmed: 1, places: 2 });
  });

  it('is the last confirmation of all', () => {
    const confirmations = [confirmation('ingestion', at(1)), confirmation('anonymisation', at(5))];
    expect(describeEffect(decidedAt, confirmations)).toEqual({ kind: 'effective', since: at(5) });
  });
});
