import type { DataSource, EntitySubscriberInterface } from 'typeorm';
import { RecentReads } from './recent-reads';
import type { Transactions } from './transactions';

describe('recent reads', () => {
  let count: number;
  const read = async () => ++count;
  const subscribers: EntitySubscriberInterface[] = [];
  const transactions = { isRunning: false };
  const commit = () => subscribers.forEach((one) => void one.afterTransactionCommit?.({} as never));
  const start = () =>
    new RecentReads(transactions as unknown as Transactions, { subscribers } as unknown as DataSource);

  beforeEach(() => {
    jest.useFakeTimers();
    [count, transactions.isRunning] = [0, false];
    subscribers.length = 0;
  });
  afterEach(() => jest.useRealTimers());

  it('are one for a second, by what they ask for', async () => {
    const reads = start();
    expect(await Promise.all(['a', 'a', 'b'].map((key) => reads.share(key, read)))).toEqual([1, 1, 2]);
    jest.advanceTimersByTime(999);
    expect(await reads.share('a', read)).toBe(1);
    jest.advanceTimersByTime(1);
    expect(await reads.share('a', read)).toBe(3);
  });

  it('are forgotten when something was committed, those under way too', async () => {
    const reads = start();
    let finish: (value: number) => void = () => undefined;
    const slow = reads.share('a', () => new Promise<number>((resolve) => (finish = resolve)));
    commit();
    expect(await reads.share('a', read)).toBe(1);
    finish(100);
    expect(await slow).toBe(100);
    expect(await reads.share('a', read)).toBe(1);
  });

  it('are not taken into a transaction, nor out of one', async () => {
    const reads = start();
    await reads.share('a', read);
    transactions.isRunning = true;
    expect([await reads.share('a', read), await reads.share('b', read)]).toEqual([2, 3]);
    transactions.isRunning = false;
    expect([await reads.share('a', read), await reads.share('b', read)]).toEqual([1, 4]);
  });

  it('that fail fail for all who waited, and not for who comes after', async () => {
    const reads = start();
    const failing = () => Promise.reject(new Error('gone'));
    const together = [reads.share('a', failing), reads.share('a', failing)];
    for (const one of together) await expect(one).rejects.toThrow('gone');
    expect(await reads.share('a', read)).toBe(1);
  });
});
