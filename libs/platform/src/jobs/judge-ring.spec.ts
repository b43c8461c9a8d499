import { judgeRing } from './judge-ring';

describe('a ring', () => {
  it.each([
    ['completed', undefined, { kind: 'settle' }],
    ['failed', 'FAILED', { kind: 'ring-again', afterMs: 2000 }],
    ['failed', undefined, { kind: 'ring-again', afterMs: 2000 }],
    ['failed', 'dead-letter:PLAN_INVALID', { kind: 'die', code: 'PLAN_INVALID' }],
    ['unknown', undefined, { kind: 'ring-again', afterMs: 0 }],
    ['waiting', undefined, { kind: 'leave' }],
    ['active', undefined, { kind: 'leave' }],
    ['delayed', undefined, { kind: 'leave' }],
    ['prioritized', undefined, { kind: 'leave' }],
  ])('that is %s (%s) gives its row %p', (state, failedReason, verdict) => {
    expect(judgeRing({ state, failedReason, ring: 1 })).toEqual(verdict);
  });

  it('that failed very often rings again within a minute', () => {
    expect(judgeRing({ state: 'failed', ring: 1_000_050 })).toEqual({ kind: 'ring-again', afterMs: 60_000 });
  });
});
