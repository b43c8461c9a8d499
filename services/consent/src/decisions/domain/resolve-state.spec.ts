import fc from 'fast-check';
import { CONSENT_STATES, isValid, type ConsentState } from './consent-state';
import { decideChange, NOTICE_VALID_MS, type Wish } from './decide-change';
import type { Decision } from './decision';
import { toDecisionTime } from './order-decision';
import { ONCE_ALL_COUNTS, resolveState } from './resolve-state';

const decision = (state: ConsentState, decidedAt: number, effectiveFrom = decidedAt): Decision => ({
  purpose: 'place-statistics',
  dataKind: 'presence',
  state,
  decidedAt,
  effectiveFrom,
});

const anyDecision = fc
  .record({
    state: fc.constantFrom(...CONSENT_STATES),
    decidedAt: fc.integer({ min: 0, max: 20 }),
    delay: fc.integer({ min: 0, max: 10 }),
    expiresAt: fc.option(fc.integer({ min: 0, max: 32 })),
    invalidatedAt: fc.option(fc.integer({ min: 0, max: 32 })),
  })
  .map(({ state, decidedAt, delay, ...ends }) => ({ ...decision(state, decidedAt, decidedAt + delay), ...ends }));

describe('the state of a decision', () => {
  it('is unknown, and so not allowed, where nobody decided', () => {
    expect(resolveState([], 10)).toBe('unknown');
    expect(isValid('unknown')).toBe(false);
  });

  it.each(CONSENT_STATES)('allows processing in state %s only if it is an explicit yes', (state) => {
    expect(isValid(state)).toBe(state === 'given' || state === 'renewed');
  });

  it('does not depend on the order in which decisions arrive', () => {
    fc.assert(
      fc.property(fc.array(anyDecision, { maxLength: 8 }), fc.integer({ min: 0, max: 32 }), (decisions, instant) => {
        const shuffled = fc.sample(fc.shuffledSubarray(decisions, { minLength: decisions.length }), 3);
        for (const order of shuffled) expect(resolveState(order, instant)).toBe(resolveState(decisions, instant));
      }),
    );
  });

  it('lets the yes that ends sooner stand, of two given in the same millisecond', () => {
    const short = { ...decision('given', 1), expiresAt: 5 };
    const long = { ...decision('given', 1), expiresAt: 9 };
    const voided = { ...decision('given', 1), expiresAt: 9, invalidatedAt: 3 };
    const states = [
      [short, long],
      [long, short],
      [long, voided],
      [voided, long],
    ].map((order) => resolveState(order, 6));
    expect(states).toEqual(['expired', 'expired', 'invalidated', 'invalidated']);
  });

  it('never allows anything after a withdrawal that no later yes follows', () => {
    fc.assert(
      fc.property(
        fc.array(anyDecision, { maxLength: 8 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 40 }),
        (decisions, withdrawnAt, later) => {
          const before = decisions.filter(({ decidedAt }) => decidedAt <= withdrawnAt);
          const all = [decision('withdrawn', withdrawnAt), ...before];
          expect(isValid(resolveState(all, withdrawnAt + later))).toBe(false);
        },
      ),
    );
  });

  it('is what it was at a past instant, whatever is decided afterwards', () => {
    fc.assert(
      fc.property(
        fc.array(anyDecision),
        fc.array(anyDecision),
        fc.integer({ max: 20, min: 0 }),
        (old, recent, instant) => {
          const after = recent.map((each) => ({ ...each, effectiveFrom: instant + 1 + each.effectiveFrom }));
          expect(resolveState([...old, ...after], instant)).toBe(resolveState(old, instant));
        },
      ),
    );
  });

  it('does not let a grant for later survive a withdrawal made meanwhile', () => {
    const decisions = [decision('given', 1), decision('given', 2, 10), decision('withdrawn', 5)];
    expect([3, 7, 11].map((instant) => resolveState(decisions, instant))).toEqual(['given', 'withdrawn', 'withdrawn']);
  });
});

describe('two devices deciding about one line', () => {
  const step = fc.record({
    device: fc.constantFrom('phone', 'tablet'),
    wish: fc.constantFrom<Wish>('allow', 'refuse'),
    clock: fc.integer({ min: 0, max: 1000 }),
  });

  it('leaves what was committed last, even where the clocks of two servers disagree', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const recorded: Decision[] = [];
        for (const { wish, clock } of steps) {
          const latest = recorded.length === 0 ? undefined : Math.max(...recorded.map(({ decidedAt }) => decidedAt));
          const change = decideChange({
            current: resolveState(recorded, ONCE_ALL_COUNTS),
            wish,
            noticeServedAt: clock,
            journalWritable: true,
            now: clock,
          });
          if (change.kind === 'record') recorded.push(decision(change.state, toDecisionTime(clock, latest), clock));
        }
        const settled = resolveState(recorded, ONCE_ALL_COUNTS);
        expect(isValid(settled)).toBe(steps.at(-1)!.wish === 'allow');
      }),
    );
  });
});

describe('decideChange', () => {
  const allow = { current: 'unknown', wish: 'allow', noticeServedAt: 0, journalWritable: true, now: 0 } as const;

  it.each([
    [NOTICE_VALID_MS, { kind: 'record', state: 'given' }],
    [NOTICE_VALID_MS + 1, { kind: 'refused', reason: 'NOTICE_TOO_OLD' }],
  ])('takes a yes %d ms after the notice as %j', (now, outcome) => {
    expect(decideChange({ ...allow, now })).toEqual(outcome);
  });

  it('refuses a yes to a notice that was never shown, or while its withdrawal could not be kept', () => {
    expect(decideChange({ ...allow, noticeServedAt: undefined })).toEqual({
      kind: 'refused',
      reason: 'NOTICE_NOT_SERVED',
    });
    expect(decideChange({ ...allow, journalWritable: false })).toEqual({
      kind: 'refused',
      reason: 'JOURNAL_UNWRITABLE',
    });
  });

  it('never refuses a no, and always ends in a state that allows nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CONSENT_STATES),
        fc.option(fc.integer(), { nil: undefined }),
        fc.boolean(),
        fc.integer(),
        (current, noticeServedAt, journalWritable, now) => {
          const change = decideChange({ current, wish: 'refuse', noticeServedAt, journalWritable, now });
          expect(change.kind).not.toBe('refused');
          expect(isValid(change.kind === 'record' ? change.state : current)).toBe(false);
        },
      ),
    );
  });
});
