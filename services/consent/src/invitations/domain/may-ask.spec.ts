import { ASK_PERIOD_MS, type AskCircumstances, mayAsk } from './may-ask';

const line = (overrides: Partial<AskCircumstances> = {}): AskCircumstances => ({
  now: ASK_PERIOD_MS * 3,
  askedAt: undefined,
  states: ['unknown', 'requested', 'deferred'],
  isEligible: true,
  ...overrides,
});

describe('whether a line may be asked', () => {
  it.each<[string, Partial<AskCircumstances>, string]>([
    ['never asked', {}, 'ask'],
    ['asked a year ago', { askedAt: ASK_PERIOD_MS * 2 }, 'ask'],
    ['asked a moment less than a year ago', { askedAt: ASK_PERIOD_MS * 2 + 1 }, 'asked_before'],
    ['said no', { states: ['unknown', 'refused'] }, 'answered'],
    ['withdrew', { states: ['withdrawn', 'unknown'] }, 'answered'],
    ['said yes to something', { states: ['given', 'unknown'] }, 'answered'],
    ['a child’s or a business’s', { isEligible: false }, 'not_eligible'],
  ])('%s', (_what, overrides, expected) => {
    const decision = mayAsk(line(overrides));
    expect(decision.kind === 'ask' ? 'ask' : decision.why).toBe(expected);
  });
});
