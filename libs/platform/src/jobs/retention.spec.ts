import { isTooOld, RETENTION_DAYS } from './retention';

const now = Date.parse('2026-06-08T12:00:00Z');
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();

describe('how long jobs are kept', () => {
  it('lets a job be done for 390 days, and not after', () => {
    expect([isTooOld(daysAgo(0), now), isTooOld(daysAgo(390), now), isTooOld(daysAgo(390.001), now)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(isTooOld(daysAgo(-1), now)).toBe(false);
    expect(isTooOld(undefined, now)).toBe(false);
  });

  it('remembers what was done for longer than it can come again, whatever clocks differ by', () => {
    expect(RETENTION_DAYS.inbox - RETENTION_DAYS.job).toBeGreaterThanOrEqual(7);
    expect(RETENTION_DAYS.outbox).toBeLessThan(RETENTION_DAYS.job);
  });
});
