import type { Day } from '@passant/contracts';
import fc from 'fast-check';
import { findMarks, findSaleObstacle, MARKET_STATES, type MarketState } from './judge-sale';
import {
  BEFORE_ALL,
  decideMarketStep,
  MARKET_STEPS,
  type MarketStanding,
  type MarketStep,
  type MarketStepBy,
  type MarketStepTaken,
  type MethodApproval,
  replayMarket,
} from './market-launch';

const TODAY = '2025-03-01' as Day;
const [ADA, ANTON] = ['ada', 'anton'];

const approval = (overrides: Partial<MethodApproval> = {}): MethodApproval => ({
  ...{ id: 'one', documentSha256: 'a'.repeat(64), body: 'The authority', approvedOn: '2025-01-01' as Day },
  ...{ expiresOn: '2025-12-31' as Day, untilMs: 1_000, ...overrides },
});

const by = (staffId: string, overrides: Partial<MarketStepBy> = {}): MarketStepBy => ({
  ...{ staffId, nowMs: 0, today: TODAY, reason: 'a reason', hasReleases: false, approvalId: 'one' },
  ...overrides,
});

/** Every step is taken or the test fails. */
function walk(steps: readonly [MarketStep, MarketStepBy][]): MarketStanding {
  return steps.reduce((standing, [step, given]) => {
    const decision = decideMarketStep(standing, step, given);
    if (decision.kind === 'refused') throw new Error(`${step}: ${decision.reason}`);
    return decision.standing;
  }, BEFORE_ALL);
}

const RECORD: [MarketStep, MarketStepBy] = ['record-approval', by(ADA!, { approval: approval() })];
const CONFIRM: [MarketStep, MarketStepBy] = ['confirm-approval', by(ANTON!)];
const PILOT: [MarketStep, MarketStepBy][] = [['begin-pilot', by(ADA!)], RECORD, CONFIRM];
const LIVE: [MarketStep, MarketStepBy][] = [...PILOT, ['propose-launch', by(ADA!)], ['launch', by(ANTON!)]];

/** The whole life of a market as triples; said anew here, so that it is held against something. */
const LISTED: readonly (readonly [MarketState, MarketStep, MarketState])[] = [
  ['preparation', 'begin-pilot', 'pilot'],
  ['pilot', 'launch', 'live'],
  ['pilot', 'end-pilot', 'preparation'],
  ['live', 'step-back', 'pilot'],
];

describe('the life of a market', () => {
  it('goes from preparation over its pilot to live, by two people under an approval that two people recorded', () => {
    expect(walk(LIVE)).toMatchObject({ state: 'live', approvedUntilMs: 1_000, awaited: { launchBy: null } });
  });

  it.each(MARKET_STATES.flatMap((state) => MARKET_STEPS.map((step) => [state, step] as const)))(
    'from %s by %s changes state only as listed',
    (state, step) => {
      // Whatever could be missing is there, proposed by somebody else.
      const standing: MarketStanding = {
        ...{ state, isSimulated: false, approvedUntilMs: 1_000, approval: approval() },
        awaited: { launchBy: ADA!, approvalBy: ADA!, approval: approval(), simulatedBy: ADA! },
      };
      const decision = decideMarketStep(standing, step, by(ANTON!, { approval: approval() }));
      const to = LISTED.find(([from, taken]) => from === state && taken === step)?.[2] ?? null;
      const onlyIn: Partial<Record<MarketStep, MarketState>> = {
        'propose-launch': 'pilot',
        'declare-simulated': 'preparation',
        'confirm-simulated': 'preparation',
      };
      const moves = LISTED.some(([, taken]) => taken === step);
      const isRefused = moves ? to === null : onlyIn[step] !== undefined && onlyIn[step] !== state;
      if (isRefused) expect(decision).toEqual({ kind: 'refused', reason: 'STEP_NOT_POSSIBLE' });
      else expect(decision.kind === 'taken' && decision.standing.state).toBe(to ?? state);
    },
  );

  it.each([
    ['live without an approval', [['begin-pilot', by(ADA!)]], ['propose-launch', by(ADA!)], 'APPROVAL_MISSING'],
    [
      'live on an approval that one person recorded',
      PILOT.slice(0, 2),
      ['propose-launch', by(ADA!)],
      'APPROVAL_MISSING',
    ],
    ['live on one that is over', PILOT, ['propose-launch', by(ADA!, { nowMs: 1_000 })], 'APPROVAL_LAPSED'],
    ['live unproposed', PILOT, ['launch', by(ANTON!)], 'NOTHING_TO_CONFIRM'],
    ['live by who proposed it', LIVE.slice(0, 4), ['launch', by(ADA!)], 'SECOND_PERSON_NEEDED'],
    ['live once it lapsed in between', LIVE.slice(0, 4), ['launch', by(ANTON!, { nowMs: 1_000 })], 'APPROVAL_LAPSED'],
    ['approved by who recorded it', [RECORD], ['confirm-approval', by(ADA!)], 'SECOND_PERSON_NEEDED'],
    [
      'approved by another document',
      [RECORD],
      ['confirm-approval', by(ANTON!, { approvalId: 'two' })],
      'NOTHING_TO_CONFIRM',
    ],
    [
      'approved for a past',
      [],
      ['record-approval', by(ADA!, { approval: approval({ untilMs: 0 }) })],
      'APPROVAL_LAPSED',
    ],
    [
      ...(['approved from tomorrow on', []] as const),
      ['record-approval', by(ADA!, { approval: approval({ approvedOn: '2025-03-02' as Day }) })],
      'APPROVAL_NOT_YET',
    ],
    ['simulated after a release', [], ['declare-simulated', by(ADA!, { hasReleases: true })], 'HAS_RELEASES'],
    ['a pilot without a reason', [], ['begin-pilot', by(ADA!, { reason: null })], 'REASON_MISSING'],
  ] as [string, [MarketStep, MarketStepBy][], [MarketStep, MarketStepBy], string][])(
    'is not %s',
    (_, before, [step, given], reason) => {
      expect(decideMarketStep(walk(before), step, given)).toEqual({ kind: 'refused', reason });
    },
  );

  it('asks for a new proposal where the approval is another one by then, or the market went back', () => {
    const again: [MarketStep, MarketStepBy][] = [
      ['record-approval', by(ADA!, { approval: approval({ id: 'two' }) })],
      ['confirm-approval', by(ANTON!, { approvalId: 'two' })],
    ];
    const back: [MarketStep, MarketStepBy][] = [
      ['end-pilot', by(ADA!)],
      ['begin-pilot', by(ADA!)],
    ];
    for (const between of [again, back]) {
      const decision = decideMarketStep(walk([...LIVE.slice(0, 4), ...between]), 'launch', by(ANTON!));
      expect(decision).toEqual({ kind: 'refused', reason: 'NOTHING_TO_CONFIRM' });
    }
  });

  const act = fc.record({
    step: fc.constantFrom(...MARKET_STEPS),
    staffId: fc.constantFrom(ADA!, ANTON!),
    untilMs: fc.integer({ min: 0, max: 60 }),
    passed: fc.nat(3),
  });

  it('is never live, approved or simulated by one person alone, and what was written down comes to what was decided', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let [standing, nowMs]: [MarketStanding, number] = [BEFORE_ALL, 0];
        const taken: MarketStepTaken[] = [];
        const whoDid = (step: MarketStep) => taken.findLast((one) => one.step === step)?.staffId;
        for (const [index, { step, staffId, untilMs, passed }] of acts.entries()) {
          nowMs += passed;
          const given = { nowMs, approval: approval({ id: String(index), untilMs }) };
          const approvalId = standing.awaited.approval?.id ?? 'none';
          const decision = decideMarketStep(standing, step, by(staffId, { ...given, approvalId }));
          if (decision.kind === 'refused') continue;
          if (step === 'launch') {
            expect(whoDid('propose-launch')).not.toBe(staffId);
            expect(nowMs).toBeLessThan(standing.approvedUntilMs!);
          }
          if (step === 'confirm-approval') expect(whoDid('record-approval')).not.toBe(staffId);
          if (step === 'confirm-simulated') expect(whoDid('declare-simulated')).not.toBe(staffId);
          taken.push(decision.taken);
          standing = decision.standing;
        }
        expect(replayMarket(taken)).toEqual(standing);
        if (standing.state === 'live') expect(whoDid('launch')).toBeDefined();
        // Once simulated, simulated for good.
        expect(standing.isSimulated).toBe(whoDid('confirm-simulated') !== undefined);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what may be sold', () => {
  const market = (state: MarketState, isSimulated = false) => ({ state, isSimulated, approvedUntilMs: 100 });

  it.each([
    ['preparation', 99, { ordinary: 'in-preparation', pilot: 'in-preparation' }],
    ['pilot', 99, { ordinary: 'in-pilot', pilot: null }],
    ['live', 99, { ordinary: null, pilot: null }],
    ['live', 100, { ordinary: 'approval-lapsed', pilot: null }],
  ] as const)('in %s at %i of an approval until 100', (state, nowMs, expected) => {
    for (const kind of ['ordinary', 'pilot'] as const) {
      expect(findSaleObstacle(market(state), kind, nowMs)).toBe(expected[kind]);
      expect(findSaleObstacle(market(state, true), kind, nowMs)).toBe(expected[kind]);
    }
    expect(findSaleObstacle(market(state), 'sandbox', nowMs)).toBe('not-simulated');
    expect(findSaleObstacle(market(state, true), 'sandbox', nowMs)).toBeNull();
  });

  it('is nothing ordinary without an approval', () => {
    const unapproved = { ...market('live'), approvedUntilMs: null };
    expect(findSaleObstacle(unapproved, 'ordinary', 0)).toBe('approval-lapsed');
  });

  it('says on itself what it is not', () => {
    expect(findMarks({ isSimulated: false }, 'ordinary')).toEqual([]);
    expect(findMarks({ isSimulated: false }, 'pilot')).toEqual(['pilot']);
    expect(findMarks({ isSimulated: true }, 'sandbox')).toEqual(['sandbox', 'simulated']);
  });
});
