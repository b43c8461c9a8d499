import { sumCounters, sumQuarantine } from './batches';
import { summarise } from './measure-accuracy';

const batch = (accepted: number, rejected: number, quarantine: [string, number, number | null][] = []) => ({
  counters: { read: accepted + rejected, accepted, withoutConsent: 0, duplicate: 0, rejected },
  quarantine: quarantine.map(([reason, count, line]) => ({ reason, count, line })),
});

describe('the counters of all batches', () => {
  test('add up', () => {
    expect(sumCounters([batch(5, 1), batch(7, 2)])).toEqual({
      read: 15,
      accepted: 12,
      withoutConsent: 0,
      duplicate: 0,
      rejected: 3,
    });
  });

  test('tell each reason once, the most frequent first, with the first line known', () => {
    const batches = [
      batch(0, 3, [['unknown_cell', 3, null]]),
      batch(0, 6, [
        ['bad_time', 5, 9],
        ['unknown_cell', 1, 4],
      ]),
    ];

    expect(sumQuarantine(batches)).toEqual([
      { reason: 'bad_time', count: 5, line: 9 },
      { reason: 'unknown_cell', count: 4, line: 4 },
    ]);
  });
});

describe('the comparison with simulated people', () => {
  const figure = (value: number, truth: number) => ({ value, low: value - 10, high: value + 10, truth });

  test('counts intervals that hold the truth, and takes the middle error', () => {
    const figures = [figure(100, 100), figure(110, 100), figure(130, 100)];

    expect(summarise(figures)).toEqual({ coverage95: 2 / 3, medianRelativeError: 0.1, figures: 3 });
  });

  test('leaves places where nobody was out of the relative error', () => {
    expect(summarise([figure(5, 0), figure(50, 100), figure(150, 100)]).medianRelativeError).toBe(0.5);
  });
});
