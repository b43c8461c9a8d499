import { SharedRuns } from './shared-runs';

/** Work that ends when it is told to. */
function heldWork() {
  const ends: { end: () => void; fail: (error: Error) => void }[] = [];
  const runs = new SharedRuns(() => new Promise((end, fail) => void ends.push({ end, fail })));
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { ends, runs, settled };
}

test('everybody who asks while it runs shares one run that begins afterwards', async () => {
  const { ends, runs, settled } = heldWork();
  const first = runs.run();
  const later = [runs.run(), runs.run(), runs.run()];
  await settled();
  expect(ends).toHaveLength(1);
  ends[0]!.end();
  await first;
  await settled();
  expect(ends).toHaveLength(2);
  ends[1]!.end();
  await Promise.all(later);
  expect(ends).toHaveLength(2);
});

test('who asks during a shared run waits for another one: what they did may be too late for it', async () => {
  const { ends, runs, settled } = heldWork();
  const answers: string[] = [];
  const ask = (name: string): Promise<void> => runs.run().then(() => void answers.push(name));
  const all = [ask('first'), ask('second')];
  ends[0]!.end();
  await settled();
  all.push(ask('third'));
  ends[1]!.end();
  await settled();
  expect(answers).toEqual(['first', 'second']);
  ends[2]!.end();
  await Promise.all(all);
  expect(answers).toEqual(['first', 'second', 'third']);
});

test('between two runs nobody begins a third beside them', async () => {
  const begun: string[] = [];
  const runs = new SharedRuns(async () => {
    begun.push('begun');
    await Promise.resolve();
    begun.push('ended');
  });
  // Whoever is told that a run ended asks again at once: after it, and before the shared one has begun.
  await Promise.all([runs.run().then(() => runs.run()), runs.run(), runs.run().then(() => runs.run())]);
  expect(begun).toEqual(begun.map((_, index) => (index % 2 === 0 ? 'begun' : 'ended')));
  expect(begun.length).toBeLessThanOrEqual(6);
});

test('a run that fails is told to those who waited for it, and nobody else', async () => {
  const { ends, runs, settled } = heldWork();
  const [first, second] = [runs.run(), runs.run()];
  ends[0]!.fail(new Error('the store is gone'));
  await expect(first).rejects.toThrow('the store is gone');
  await settled();
  ends[1]!.end();
  await expect(second).resolves.toBeUndefined();
  const third = runs.run();
  ends[2]!.end();
  await expect(third).resolves.toBeUndefined();
});
