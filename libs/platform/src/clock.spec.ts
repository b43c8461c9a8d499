import { SystemClock } from './clock';

describe('the domain clock', () => {
  it('runs at its offset from wall time', () => {
    const before = Date.now();
    const ahead = new SystemClock(86_400).now().getTime() - before;
    expect(ahead).toBeGreaterThanOrEqual(86_400_000);
    expect(ahead).toBeLessThan(86_410_000);
  });
});
