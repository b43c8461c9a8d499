import fc from 'fast-check';
import {
  CONTRACT_STATES,
  CONTRACT_STEPS,
  type ContractStanding,
  type ContractState,
  type ContractStep,
  decideStep,
  stateAt,
} from './contract-state';

const NOW = Date.parse('2025-03-01T12:00:00Z');
const CREATOR = 'ada';
const OTHER = 'anton';

const standing = (overrides: Partial<ContractStanding> = {}): ContractStanding => ({
  state: 'draft',
  createdBy: CREATOR,
  validUntilMs: null,
  ...overrides,
});

/** Takes steps one after another, refused ones without effect. */
function walk(
  steps: readonly { step: ContractStep; staffId: string; nowMs: number; reason?: string | null }[],
  start = standing(),
) {
  const states = [start.state];
  const taken: { step: ContractStep; staffId: string }[] = [];
  let current = start;
  for (const { step, staffId, nowMs, reason = 'a reason' } of steps) {
    const decision = decideStep(current, step, { staffId, nowMs, reason });
    if (decision.kind === 'moved') {
      current = { ...current, state: decision.state };
      taken.push({ step, staffId });
    }
    states.push(current.state);
  }
  return { states, taken, end: current.state };
}

const anySteps = fc.array(
  fc.record({
    step: fc.constantFrom(...CONTRACT_STEPS),
    staffId: fc.constantFrom(CREATOR, OTHER),
    nowMs: fc.integer({ min: NOW - 1000, max: NOW + 1000 }),
  }),
  { maxLength: 30 },
);

describe('the life of a contract', () => {
  it('goes from draft over offer and signature to active, by two people', () => {
    const { end } = walk([
      { step: 'offer', staffId: CREATOR, nowMs: NOW },
      { step: 'sign', staffId: CREATOR, nowMs: NOW },
      { step: 'activate', staffId: OTHER, nowMs: NOW },
    ]);
    expect(end).toBe('active');
  });

  it('refuses activation by its creator, and says why', () => {
    expect(
      decideStep(standing({ state: 'signed' }), 'activate', { staffId: CREATOR, nowMs: NOW, reason: null }),
    ).toEqual({
      kind: 'refused',
      reason: 'CREATOR_MAY_NOT_APPROVE',
    });
  });

  it.each([
    ['draft', 'activate'],
    ['draft', 'sign'],
    ['offered', 'activate'],
    ['active', 'activate'],
    ['suspended', 'activate'],
    ['active', 'resume'],
    ['draft', 'suspend'],
    ['draft', 'terminate'],
    ['offered', 'terminate'],
    ['signed', 'suspend'],
    ['terminated', 'resume'],
    ['expired', 'resume'],
  ] as const)('refuses a contract that is %s the step %s', (state, step) => {
    expect(decideStep(standing({ state }), step, { staffId: OTHER, nowMs: NOW, reason: 'a reason' })).toMatchObject({
      reason: 'STEP_NOT_POSSIBLE',
    });
  });

  it('is never active without somebody other than its creator having activated it', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { states, taken } = walk(steps);
        const wasActive = states.some((state) => state === 'active' || state === 'suspended');
        const activations = taken.filter(({ step }) => step === 'activate');
        expect(wasActive).toBe(activations.length > 0);
        expect(activations.every(({ staffId }) => staffId !== CREATOR)).toBe(true);
      }),
    );
  });

  it('never leaves a final state', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { states } = walk(steps);
        const first = states.findIndex((state) => state === 'terminated' || state === 'expired');
        if (first >= 0) expect(new Set(states.slice(first)).size).toBe(1);
      }),
    );
  });

  it('is activated at most once', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        expect(walk(steps).taken.filter(({ step }) => step === 'activate').length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

/** The whole of `draft → offered → signed → active ⇄ suspended → terminated`, plus `expired`, as pairs of states. */
const LISTED: readonly (readonly [ContractState, ContractStep, ContractState])[] = [
  ['draft', 'offer', 'offered'],
  ['offered', 'sign', 'signed'],
  ['signed', 'activate', 'active'],
  ['active', 'suspend', 'suspended'],
  ['suspended', 'resume', 'active'],
  ['active', 'terminate', 'terminated'],
  ['suspended', 'terminate', 'terminated'],
  ['active', 'expire', 'expired'],
  ['suspended', 'expire', 'expired'],
];
const NEEDING_REASON: readonly ContractStep[] = ['suspend', 'resume', 'terminate'];

/** What a step should do, said anew from the list above: the model that the state machine is held against. */
function expectStep(from: ContractState, step: ContractStep, by: { staffId: string; reason: string | null }): string {
  const to = LISTED.find(([state, taken]) => state === from && taken === step)?.[2];
  if (to === undefined) return 'STEP_NOT_POSSIBLE';
  if (step === 'activate' && by.staffId === CREATOR) return 'CREATOR_MAY_NOT_APPROVE';
  return NEEDING_REASON.includes(step) && by.reason === null ? 'REASON_MISSING' : to;
}

describe('the transitions of a contract', () => {
  it.each(CONTRACT_STATES.flatMap((state) => CONTRACT_STEPS.map((step) => [state, step] as const)))(
    'from %s by %s are as listed, and no others',
    (state, step) => {
      for (const by of [CREATOR, OTHER].flatMap((staffId) => [null, 'why'].map((reason) => ({ staffId, reason })))) {
        const decision = decideStep(standing({ state }), step, { ...by, nowMs: NOW });
        const outcome = decision.kind === 'moved' ? decision.state : decision.reason;
        expect(outcome).toBe(expectStep(state, step, by));
      }
    },
  );

  it('follow the model over any life, the end of its time included', () => {
    const act = fc.record({
      step: fc.constantFrom(...CONTRACT_STEPS),
      staffId: fc.constantFrom(CREATOR, OTHER),
      reason: fc.constantFrom(null, 'why'),
      passed: fc.nat(3),
    });
    const validUntil = fc.option(fc.integer({ min: 0, max: 40 }), { nil: null });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), validUntil, (acts, validUntilMs) => {
        let [real, model, nowMs]: [ContractStanding, ContractState, number] = [standing({ validUntilMs }), 'draft', 0];
        for (const { step, passed, ...by } of acts) {
          nowMs += passed;
          if (validUntilMs !== null && validUntilMs <= nowMs && ['active', 'suspended'].includes(model)) {
            model = 'expired';
          }
          const expected = expectStep(model, step, by);
          const decision = decideStep(real, step, { ...by, nowMs });
          expect(decision.kind === 'moved' ? decision.state : decision.reason).toBe(expected);
          if (decision.kind !== 'moved') continue;
          real = { ...real, state: decision.state };
          model = decision.state;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the end of a contract', () => {
  it.each([
    ['active', NOW - 1, 'active'],
    ['active', NOW, 'expired'],
    ['suspended', NOW + 1, 'expired'],
    ['signed', NOW + 1, 'signed'],
    ['terminated', NOW + 1, 'terminated'],
  ] as const)('finds what was %s at its last instant plus a step to be as it should', (state, nowMs, expected) => {
    expect(stateAt({ state, validUntilMs: NOW }, nowMs)).toBe(expected);
  });

  it('is open without a last instant', () => {
    expect(stateAt({ state: 'active', validUntilMs: null }, Number.MAX_SAFE_INTEGER)).toBe('active');
  });

  it('lets nobody resume what is over', () => {
    const over = standing({ state: 'suspended', validUntilMs: NOW });
    expect(decideStep(over, 'resume', { staffId: OTHER, nowMs: NOW, reason: 'a reason' })).toMatchObject({
      kind: 'refused',
    });
  });
});
