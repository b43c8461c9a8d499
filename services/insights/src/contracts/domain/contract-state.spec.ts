import fc from 'fast-check';
import { CONTRACT_STEPS, type ContractStanding, type ContractStep, decideStep, stateAt } from './contract-state';

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
function walk(steps: readonly { step: ContractStep; staffId: string; nowMs: number }[], start = standing()) {
  const states = [start.state];
  const taken: { step: ContractStep; staffId: string }[] = [];
  let current = start;
  for (const { step, staffId, nowMs } of steps) {
    const decision = decideStep(current, step, { staffId, nowMs });
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
    expect(decideStep(standing({ state: 'signed' }), 'activate', { staffId: CREATOR, nowMs: NOW })).toEqual({
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
  ] as const)('refuses a contract that is %s the step %s', (state, step) => {
    expect(decideStep(standing({ state }), step, { staffId: OTHER, nowMs: NOW })).toMatchObject({
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
    expect(decideStep(over, 'resume', { staffId: OTHER, nowMs: NOW })).toMatchObject({ kind: 'refused' });
  });
});
