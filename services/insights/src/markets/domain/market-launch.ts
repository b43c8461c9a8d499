import type { Day } from '@passant/contracts';
import { isApproved, type MarketPermit, type MarketState, UNPREPARED } from './judge-sale';

/** What can happen to a market. What widens what is sold takes two people: one proposes or records, another confirms. */
export const MARKET_STEPS = [
  ...(['begin-pilot', 'end-pilot', 'propose-launch', 'launch', 'step-back'] as const),
  ...(['record-approval', 'confirm-approval', 'declare-simulated', 'confirm-simulated'] as const),
] as const;
export type MarketStep = (typeof MARKET_STEPS)[number];

/** Every change of state there is; there are no others. */
const NEXT: Readonly<Record<MarketState, Partial<Record<MarketStep, MarketState>>>> = {
  preparation: { 'begin-pilot': 'pilot' },
  pilot: { launch: 'live', 'end-pilot': 'preparation' },
  live: { 'step-back': 'pilot' },
};

/** In which states a step that changes none of them may be taken; not named: in all. */
const ONLY_IN: Partial<Record<MarketStep, MarketState>> = {
  'propose-launch': 'pilot',
  'declare-simulated': 'preparation',
  'confirm-simulated': 'preparation',
};

const NEEDS_REASON: ReadonlySet<MarketStep> = new Set([
  ...(['begin-pilot', 'end-pilot', 'propose-launch', 'step-back', 'declare-simulated'] as const),
]);

/** Who allowed the method, in which document, and until when. */
export interface MethodApproval {
  readonly id: string;
  /** SHA-256 of the document, 64 hexadecimal digits. */
  readonly documentSha256: string;
  /** The authority or body, never a person. */
  readonly body: string;
  readonly approvedOn: Day;
  /** The last local day of the market on which it holds. */
  readonly expiresOn: Day;
  /** The first instant (ms since 1970 UTC) after that day. */
  readonly untilMs: number;
}

/** A step as it was taken. */
export interface MarketStepTaken {
  readonly step: MarketStep;
  readonly staffId: string;
  /** What is recorded or confirmed, with `record-approval` and `confirm-approval`. */
  readonly approval: MethodApproval | null;
}

export interface MarketStanding extends MarketPermit {
  /** In force once its second person confirmed it, until it lapses. */
  readonly approval: MethodApproval | null;
  readonly awaited: {
    /** Who proposed to go live, to record an approval, to say that all people are simulated. Null: nobody, or it is done. */
    readonly launchBy: string | null;
    readonly approvalBy: string | null;
    readonly approval: MethodApproval | null;
    readonly simulatedBy: string | null;
  };
}

export const BEFORE_ALL: MarketStanding = {
  ...{ ...UNPREPARED, approval: null },
  awaited: { launchBy: null, approvalBy: null, approval: null, simulatedBy: null },
};

/** Where a market stands after these steps, from the first on. */
export const replayMarket = (steps: readonly MarketStepTaken[]): MarketStanding => steps.reduce(applyStep, BEFORE_ALL);

function applyStep(before: MarketStanding, { step, staffId, approval }: MarketStepTaken): MarketStanding {
  const state = NEXT[before.state][step] ?? before.state;
  // Whatever was proposed was proposed for the state and the approval of then.
  const changes = state !== before.state || step === 'confirm-approval';
  const after = { ...before, state, awaited: { ...before.awaited, ...(changes ? { launchBy: null } : {}) } };
  switch (step) {
    case 'propose-launch':
      return { ...after, awaited: { ...after.awaited, launchBy: staffId } };
    case 'record-approval':
      return { ...after, awaited: { ...after.awaited, approval, approvalBy: staffId } };
    case 'confirm-approval':
      return {
        ...{ ...after, approval, approvedUntilMs: approval?.untilMs ?? null },
        awaited: { ...after.awaited, approval: null, approvalBy: null },
      };
    case 'declare-simulated':
      return { ...after, awaited: { ...after.awaited, simulatedBy: staffId } };
    case 'confirm-simulated':
      return { ...after, isSimulated: true, awaited: { ...after.awaited, simulatedBy: null } };
    default:
      return after;
  }
}

export type MarketRefusal =
  | ('STEP_NOT_POSSIBLE' | 'REASON_MISSING' | 'NOTHING_TO_CONFIRM' | 'SECOND_PERSON_NEEDED')
  | ('APPROVAL_MISSING' | 'APPROVAL_LAPSED' | 'APPROVAL_NOT_YET' | 'HAS_RELEASES');

/** Who takes a step, when, why and with what. */
export interface MarketStepBy {
  readonly staffId: string;
  readonly nowMs: number;
  /** The local day of the market. */
  readonly today: Day;
  readonly reason: string | null;
  /** With `record-approval`: the approval. With `confirm-approval`: the id of what is confirmed. */
  readonly approval?: MethodApproval;
  readonly approvalId?: string;
  /** Whether anything was ever released of the market: then its people are what they are. */
  readonly hasReleases: boolean;
}

export type MarketDecision =
  | { readonly kind: 'taken'; readonly taken: MarketStepTaken; readonly standing: MarketStanding }
  | { readonly kind: 'refused'; readonly reason: MarketRefusal };

/** What one step by one member of staff does. Whoever proposed or recorded something never confirms it. */
export function decideMarketStep(standing: MarketStanding, step: MarketStep, by: MarketStepBy): MarketDecision {
  const reason = findRefusal(standing, step, by);
  if (reason !== null) return { kind: 'refused', reason };
  const approval = step === 'confirm-approval' ? standing.awaited.approval : (by.approval ?? null);
  const taken = { step, staffId: by.staffId, approval };
  return { kind: 'taken', taken, standing: applyStep(standing, taken) };
}

function findRefusal(standing: MarketStanding, step: MarketStep, by: MarketStepBy): MarketRefusal | null {
  const moves = Object.values(NEXT).some((steps) => steps[step] !== undefined);
  const only = ONLY_IN[step];
  if (moves ? NEXT[standing.state][step] === undefined : only !== undefined && only !== standing.state) {
    return 'STEP_NOT_POSSIBLE';
  }
  if (NEEDS_REASON.has(step) && by.reason === null) return 'REASON_MISSING';
  return findOwnRefusal(standing, step, by);
}

function findOwnRefusal(standing: MarketStanding, step: MarketStep, by: MarketStepBy): MarketRefusal | null {
  const { awaited, approval } = standing;
  switch (step) {
    case 'propose-launch':
      return judgeApproval(approval, by.nowMs);
    case 'launch':
      return judgeSecond(awaited.launchBy, by.staffId) ?? judgeApproval(approval, by.nowMs);
    case 'record-approval':
      if (by.approval && by.approval.approvedOn > by.today) return 'APPROVAL_NOT_YET';
      return judgeApproval(by.approval ?? null, by.nowMs);
    case 'confirm-approval':
      if (awaited.approval?.id !== by.approvalId) return 'NOTHING_TO_CONFIRM';
      return judgeSecond(awaited.approvalBy, by.staffId) ?? judgeApproval(awaited.approval, by.nowMs);
    case 'declare-simulated':
      if (standing.isSimulated) return 'STEP_NOT_POSSIBLE';
      return by.hasReleases ? 'HAS_RELEASES' : null;
    case 'confirm-simulated':
      return judgeSecond(awaited.simulatedBy, by.staffId) ?? (by.hasReleases ? 'HAS_RELEASES' : null);
    default:
      return null;
  }
}

const judgeSecond = (first: string | null, staffId: string): MarketRefusal | null => {
  if (first === null) return 'NOTHING_TO_CONFIRM';
  return first === staffId ? 'SECOND_PERSON_NEEDED' : null;
};

const judgeApproval = (approval: MethodApproval | null, nowMs: number): MarketRefusal | null => {
  if (approval === null) return 'APPROVAL_MISSING';
  return isApproved({ approvedUntilMs: approval.untilMs }, nowMs) ? null : 'APPROVAL_LAPSED';
};
