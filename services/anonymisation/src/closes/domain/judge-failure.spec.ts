import { judgeFailure, waitMsAfter } from './judge-failure';

describe('a failed attempt', () => {
  test.each([
    ['OBJECT_MISSING', 0, { kind: 'wait', reason: 'SEGMENT_MISSING' }],
    ['PANEL_MISSING', 0, { kind: 'wait', reason: 'PANEL_MISSING' }],
    ['CLAIM_CHECK_MISMATCH', 0, { kind: 'fail', reason: 'SEGMENT_ALTERED' }],
    ['SEAL_BROKEN', 0, { kind: 'fail', reason: 'SEGMENT_ALTERED' }],
    ['RHO_CEILING_EXCEEDED', 0, { kind: 'fail', reason: 'BUDGET_EXCEEDED' }],
    ['MARKS_ALTERED', 0, { kind: 'fail', reason: 'MARKS_ALTERED' }],
    ['MARKS_MISSING', 0, { kind: 'wait', reason: 'MARKS_MISSING' }],
    ['DAYS_OPEN', 99, { kind: 'wait', reason: 'DAYS_OPEN' }],
    ['NO_DAY_MEASURED', 0, { kind: 'fail', reason: 'NO_DAY_MEASURED' }],
    ['DEADLINE_PASSED', 0, { kind: 'wait', reason: 'DEADLINE_PASSED' }],
    ['MARKS_LOST', 0, { kind: 'start-over', reason: 'MARKS_LOST' }],
    ['STOP_LIST_GREW', 0, { kind: 'start-over', reason: 'STOP_LIST_GREW' }],
    ['ENGINE_ABORTED', 9, { kind: 'start-over', reason: 'INTERRUPTED' }],
    ['ENGINE_FAILED', 4, { kind: 'wait', reason: 'ENGINE_FAILED' }],
    ['ENGINE_FAILED', 5, { kind: 'fail', reason: 'ENGINE_FAILED' }],
    ['ENGINE_DIED', 99, { kind: 'wait', reason: 'INTERRUPTED' }],
    ['UNEXPECTED', 99, { kind: 'wait', reason: 'INTERRUPTED' }],
  ])('by %s after %d attempts is judged', (code, attempts, verdict) => {
    expect(judgeFailure(code, attempts)).toEqual(verdict);
  });

  test('waits longer each time, a minute at most', () => {
    expect([0, 1, 5, 6, 1000].map(waitMsAfter)).toEqual([1000, 2000, 32_000, 60_000, 60_000]);
  });
});
