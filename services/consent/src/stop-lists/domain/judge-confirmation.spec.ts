import { BLOCKING_MS, judgeConfirmation, LATE_MS } from './judge-confirmation';

describe('5.8 a place that has not confirmed a stop list', () => {
  it.each([
    [undefined, 'on-time'],
    [0, 'on-time'],
    [LATE_MS - 1, 'on-time'],
    [LATE_MS, 'late'],
    [BLOCKING_MS - 1, 'late'],
    [BLOCKING_MS, 'blocking'],
  ])('for %s ms is %s', (unconfirmedMs, expected) => {
    expect(judgeConfirmation(unconfirmedMs)).toBe(expected);
  });
});
