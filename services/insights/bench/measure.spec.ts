import { setTimeout as pause } from 'node:timers/promises';
import { measure, quantile } from './measure';

describe('a quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  it('is the nearest rank', () => {
    expect([0.5, 0.95, 0.99, 1].map((part) => quantile(hundred, part))).toEqual([50, 95, 99, 100]);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('of nothing is none', () => expect(() => quantile([], 0.5)).toThrow(RangeError));
});

describe('a measurement', () => {
  it('has so many at once and no more, and counts what fails', async () => {
    let [now, most] = [0, 0];
    const done: number[] = [];
    const measured = await measure({ count: 20, clients: 4 }, async (number) => {
      most = Math.max(most, ++now);
      await pause(1);
      now -= 1;
      done.push(number);
      if (number === 3) throw new Error('no answer');
    });
    expect(most).toBe(4);
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, number) => number));
    expect(measured).toMatchObject({ answers: 20, failed: 1 });
    expect(measured.p50).toBeLessThanOrEqual(measured.p99);
  });
});
