import { InFlight } from './in-flight';

describe('reads at the same time', () => {
  it('are one, by what they ask for; later ones read again', async () => {
    const reads = new InFlight();
    let count = 0;
    const read = async () => ++count;
    const together = [reads.share('a', read), reads.share('a', read), reads.share('b', read)];
    expect(await Promise.all(together)).toEqual([1, 1, 2]);
    expect(await reads.share('a', read)).toBe(3);
  });

  it('that fail fail for all who waited, and not for who comes after', async () => {
    const reads = new InFlight();
    const failing = () => Promise.reject(new Error('gone'));
    const together = [reads.share('a', failing), reads.share('a', failing)];
    for (const one of together) await expect(one).rejects.toThrow('gone');
    expect(await reads.share('a', async () => 1)).toBe(1);
  });
});
