import { SharedCalls } from './shared-calls';

/** A call that is answered when it is told to. */
function hold() {
  let answer: (value: string) => void = () => undefined;
  let [calls, ended] = [0, false];
  const call = (signal: AbortSignal) => {
    calls += 1;
    signal.addEventListener('abort', () => (ended = true));
    return new Promise<string>((resolve) => (answer = resolve));
  };
  return { call, answer: (value: string) => answer(value), calls: () => calls, ended: () => ended };
}
const never = () => new AbortController().signal;

describe('calls under way', () => {
  it('are made once for all who ask alike meanwhile, and anew afterwards', async () => {
    const [shared, held] = [new SharedCalls<string>(), hold()];
    const both = ['a', 'a'].map((key) => shared.share(key, never(), held.call));
    held.answer('x');
    expect(await Promise.all(both)).toEqual([
      { answer: 'x', isShared: false },
      { answer: 'x', isShared: true },
    ]);
    const later = shared.share('a', never(), held.call);
    held.answer('y');
    expect(await later).toEqual({ answer: 'y', isShared: false });
    expect(held.calls()).toBe(2);
  });

  it('are not joined under another key, nor once they are separated', async () => {
    const [shared, held] = [new SharedCalls<string>(), hold()];
    void shared.share('a', never(), held.call);
    void shared.share('b', never(), held.call);
    shared.separate();
    void shared.share('a', never(), held.call);
    expect(held.calls()).toBe(3);
  });

  it('go on while anybody waits, and end with the last who goes away', async () => {
    const [shared, held] = [new SharedCalls<string>(), hold()];
    const [one, other] = [new AbortController(), new AbortController()];
    const first = shared.share('a', one.signal, held.call);
    const second = shared.share('a', other.signal, held.call);
    one.abort();
    await expect(first).rejects.toThrow(/abort/i);
    expect(held.ended()).toBe(false);
    other.abort();
    await expect(second).rejects.toThrow(/abort/i);
    expect(held.ended()).toBe(true);
    // Nobody joins what was ended.
    void shared.share('a', never(), held.call);
    expect(held.calls()).toBe(2);
  });

  it('that fail fail for all, and are forgotten', async () => {
    const shared = new SharedCalls<string>();
    const fail = () => Promise.reject(new Error('broken'));
    const both = await Promise.allSettled(['a', 'a'].map((key) => shared.share(key, never(), fail)));
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await shared.share('a', never(), async () => 'well')).toEqual({ answer: 'well', isShared: false });
  });
});
