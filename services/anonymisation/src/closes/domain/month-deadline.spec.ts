import type { Month, TimeZone } from '@passant/contracts';
import fc from 'fast-check';
import { mayWaitForDays, toMonthDeadline, type OpenMonth } from './month-deadline';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const march: OpenMonth = {
  month: '2026-03' as Month,
  timeZone: 'Europe/Berlin' as TimeZone,
  lastPanelDiesAt: null,
  heldSince: null,
};
const at = (text: string): number => Date.parse(text);

test('a month dies 48 hours after its last local day', () => {
  expect(toMonthDeadline(march)).toBe(at('2026-04-02T22:00:00Z'));
  expect(toMonthDeadline({ ...march, timeZone: 'America/New_York' as TimeZone })).toBe(at('2026-04-03T04:00:00Z'));
  expect(toMonthDeadline({ ...march, lastPanelDiesAt: at('2026-03-10T00:00:00Z') })).toBe(at('2026-04-02T22:00:00Z'));
});

test('a replayed month dies with the last of its days', () => {
  expect(toMonthDeadline({ ...march, lastPanelDiesAt: at('2026-11-23T12:00:00Z') })).toBe(at('2026-11-23T12:00:00Z'));
});

test('no mark is kept for more than 33 days, whatever is asked for late', () => {
  const instants = fc.integer({ min: at('2026-03-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
  fc.assert(
    fc.property(fc.option(instants), instants, (lastPanelDiesAt, heldSince) => {
      const deadline = toMonthDeadline({ ...march, lastPanelDiesAt, heldSince });
      expect(deadline - heldSince).toBeLessThanOrEqual(33 * DAY_MS);
      expect(deadline).toBeLessThanOrEqual(toMonthDeadline({ ...march, lastPanelDiesAt }));
    }),
  );
});

test('a live month of any length has nearly 48 hours left to be counted after its last day', () => {
  for (const month of ['2026-01', '2026-02', '2028-02', '2026-10'] as Month[]) {
    // Its first panel is issued in the evening before it begins; in October clocks go back.
    const heldSince = at(`${month}-01T00:00:00Z`) - 6 * HOUR_MS;
    const late = toMonthDeadline({ ...march, month }) - toMonthDeadline({ ...march, month, heldSince });
    expect(late).toBeLessThanOrEqual(6 * HOUR_MS);
  }
});

test('a month waits for its days until six hours before its deadline', () => {
  expect(mayWaitForDays(100 * HOUR_MS, 94 * HOUR_MS - 1)).toBe(true);
  expect(mayWaitForDays(100 * HOUR_MS, 94 * HOUR_MS)).toBe(false);
});

test('a month dies no later than its keys at consent', () => {
  const keysDieAt = at('2026-03-20T00:00:00Z');
  expect(toMonthDeadline({ ...march, keysDieAt })).toBe(keysDieAt);
  expect(toMonthDeadline({ ...march, keysDieAt: at('2027-01-01T00:00:00Z') })).toBe(toMonthDeadline(march));
});
