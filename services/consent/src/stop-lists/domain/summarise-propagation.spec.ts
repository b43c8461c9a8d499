import { summarisePropagation } from './summarise-propagation';

describe('the summary of times to effect', () => {
  it.each([0, 99])('says nothing about %d withdrawals', (count) => {
    expect(
      summarisePropagation(
        Array.from({ length: count }, () => 1),
        0,
      ),
    ).toEqual({ kind: 'under-100' });
  });

  it('gives two percentiles and two shares of 100', () => {
    const seconds = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(summarisePropagation(seconds, 0)).toEqual({
      kind: 'summary',
      p50: 50,
      p95: 95,
      shareWithinHour: 1,
      shareWithinDay: 1,
    });
  });

  it('counts what nobody confirmed yet as slower than everything', () => {
    const summary = summarisePropagation(
      Array.from({ length: 90 }, () => 10),
      10,
    );
    expect(summary).toMatchObject({ p50: 10, p95: Infinity, shareWithinDay: 0.9 });
  });
});
