import fc from 'fast-check';
import { type ConsentState, isValid } from './consent-state';
import { CONSENT_LASTS_MS, decideChange, type GrantBlock, NOTICE_VALID_MS, type Wish } from './decide-change';
import type { Decision } from './decision';
import { toDecisionTime } from './order-decision';
import { ONCE_ALL_COUNTS, resolveState } from './resolve-state';

const HOUR = 3_600_000;

/** What anybody would say of one purpose and data kind, without any of the code's words: the model. */
interface Model {
  answer: 'none' | 'later' | 'yes' | 'no';
  until: number;
  isVoid: boolean;
}
const permits = (model: Model, now: number): boolean => model.answer === 'yes' && now < model.until && !model.isVoid;

type Step =
  | { kind: 'wait'; hours: number }
  | { kind: 'void the notice' }
  | {
      kind: 'answer';
      device: 'phone' | 'tablet';
      wish: Wish;
      /** How long ago that device was shown the notice; undefined: never. */
      shownAgo: number | undefined;
      blockedBy: GrantBlock | undefined;
      isJournalWell: boolean;
    };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 24 * 800 }) }),
  fc.constant<Step>({ kind: 'void the notice' }),
  fc.record({
    kind: fc.constant('answer' as const),
    device: fc.constantFrom('phone' as const, 'tablet' as const),
    wish: fc.constantFrom<Wish>('allow', 'renew', 'refuse', 'defer'),
    shownAgo: fc.option(fc.integer({ min: 0, max: NOTICE_VALID_MS * 2 }), { nil: undefined }),
    blockedBy: fc.option(fc.constantFrom<GrantBlock>('SIM_CHANGED', 'USER_UNDER_18'), { nil: undefined, freq: 5 }),
    isJournalWell: fc.boolean(),
  }),
);

describe('5.2 two devices, a clock and a privacy officer', () => {
  it('leave exactly what the model says, in every order of what they do', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        const model: Model = { answer: 'none', until: 0, isVoid: false };
        let recorded: Decision[] = [];
        let now = 0;
        const stateNow = (): ConsentState => resolveState(recorded, ONCE_ALL_COUNTS, now);
        for (const step of steps) {
          if (step.kind === 'wait') now += step.hours * HOUR;
          else if (step.kind === 'void the notice') {
            recorded = recorded.map((decision) => ({ ...decision, invalidatedAt: decision.invalidatedAt ?? now }));
            if (model.answer === 'yes') model.isVoid = true;
          } else {
            const noticeServedAt = step.shownAgo === undefined ? undefined : now - step.shownAgo;
            const change = decideChange({
              current: stateNow(),
              wish: step.wish,
              noticeServedAt,
              journalWritable: step.isJournalWell,
              blockedBy: step.blockedBy,
              now,
            });
            if (change.kind === 'record') {
              const decidedAt = toDecisionTime(now, recorded.at(-1)?.decidedAt);
              const expiresAt = isValid(change.state) ? now + CONSENT_LASTS_MS : null;
              const key = { purpose: 'place-statistics', dataKind: 'presence' } as const;
              recorded.push({ ...key, state: change.state, decidedAt, effectiveFrom: now, expiresAt });
            }
            answer(model, step, now);
          }
          expect(isValid(stateNow())).toBe(permits(model, now));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** How the model takes an answer. A no always counts; a yes under four conditions; "not now" only where nobody answered. */
function answer(model: Model, step: Extract<Step, { kind: 'answer' }>, now: number): void {
  const isInForce = permits(model, now);
  if (step.wish === 'refuse') model.answer = 'no';
  else if (step.wish === 'defer') {
    const isOver = model.answer === 'yes' && !model.isVoid && !isInForce;
    if (model.answer === 'none' || isOver) model.answer = 'later';
  } else {
    const isShown = step.shownAgo !== undefined && step.shownAgo <= NOTICE_VALID_MS;
    if (!isShown || !step.isJournalWell || step.blockedBy || (isInForce && step.wish === 'allow')) return;
    Object.assign(model, { answer: 'yes', until: now + CONSENT_LASTS_MS, isVoid: false });
  }
}

describe('5.2 a wish', () => {
  const allow = { current: 'unknown', wish: 'allow', noticeServedAt: 0, journalWritable: true, now: 0 } as const;

  it.each<[string, Parameters<typeof decideChange>[0], ReturnType<typeof decideChange>]>([
    ['to renew what is allowed', { ...allow, current: 'given', wish: 'renew' }, { kind: 'record', state: 'renewed' }],
    ['to renew what is over', { ...allow, current: 'expired', wish: 'renew' }, { kind: 'record', state: 'given' }],
    [
      '"not now" to what was asked',
      { ...allow, current: 'requested', wish: 'defer' },
      { kind: 'record', state: 'deferred' },
    ],
    ['"not now" after a no', { ...allow, current: 'withdrawn', wish: 'defer' }, { kind: 'unchanged' }],
    ['"not now" after a yes', { ...allow, current: 'given', wish: 'defer' }, { kind: 'unchanged' }],
    [
      'within 72 hours of a SIM change',
      { ...allow, blockedBy: 'SIM_CHANGED' },
      { kind: 'refused', reason: 'SIM_CHANGED' },
    ],
    [
      'to a notice that was replaced',
      { ...allow, isNoticeCurrent: false },
      { kind: 'refused', reason: 'NOTICE_OUTDATED' },
    ],
  ])('%s', (_what, circumstances, expected) => {
    expect(decideChange(circumstances)).toEqual(expected);
  });
});
