import { waitFor } from '@passant/testing';
import { Ticker } from './ticker';

describe('a ticker', () => {
  it('goes on after errors and tells of the first in a row', async () => {
    let rounds = 0;
    const failures: unknown[] = [];
    const work = async () => {
      rounds += 1;
      if (rounds <= 2) throw new Error('twice');
    };
    const ticker = new Ticker(1, work, (error) => failures.push(error));
    ticker.start();
    await waitFor(() => rounds > 3);
    await ticker.stop();
    expect(failures).toHaveLength(1);
  });

  it('does one more round when woken during one, and none after its stop', async () => {
    let rounds = 0;
    let open = (): void => undefined;
    const work = () => {
      rounds += 1;
      return new Promise<void>((resolve) => (open = resolve));
    };
    const ticker = new Ticker(1_000_000, work, () => undefined);
    ticker.start();
    ticker.wake();
    ticker.wake();
    expect(rounds).toBe(1);
    open();
    await waitFor(() => rounds === 2);
    const stopped = ticker.stop();
    open();
    await stopped;
    ticker.wake();
    expect(rounds).toBe(2);
  });
});
