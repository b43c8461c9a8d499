import { composeTimeline, type ContractEvent } from './compose-timeline';

const event = (what: ContractEvent['what'], atMs: number, state: ContractEvent['state'] = null): ContractEvent => ({
  ...{ what, atMs, state, staffId: 'ada', reason: null, version: null },
});
const LIFE = [event('activate', 30, 'active'), event('draft', 10, 'draft'), event('propose', 40)];

describe('a timeline', () => {
  it('is in the order of time', () => {
    expect(composeTimeline(LIFE, null, 1_000).map(({ what }) => what)).toEqual(['draft', 'activate', 'propose']);
  });

  it('ends with an expiry that nobody wrote down', () => {
    const events = composeTimeline(LIFE, 500, 500);
    expect(events.at(-1)).toEqual({
      ...{ what: 'expire', state: 'expired', atMs: 500, staffId: null, reason: null, version: null },
    });
    expect(composeTimeline(LIFE, 500, 499).at(-1)?.what).toBe('propose');
  });

  it('has no expiry of what never ran, or ended otherwise', () => {
    expect(composeTimeline([event('draft', 10, 'draft')], 500, 1_000)).toHaveLength(1);
    expect(composeTimeline([...LIFE, event('terminate', 50, 'terminated')], 500, 1_000)).toHaveLength(4);
  });

  it('is empty of nothing', () => {
    expect(composeTimeline([], 500, 1_000)).toEqual([]);
  });
});
