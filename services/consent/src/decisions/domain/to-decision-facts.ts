import type { ConsentState } from './consent-state';
import type { Decision } from './decision';

/** The notice that a yes refers to, as it was served. */
export interface ServedVersion {
  readonly version: string;
  readonly language: string;
  readonly sha256: string;
}

/** One person's part of one confirmation: what the audit log commits to, and what a receipt says. Times are ISO 8601. */
export interface Facts {
  readonly reference: string;
  readonly line: string;
  readonly origin: string;
  readonly notice: ServedVersion | null;
  readonly evidence: Readonly<Record<string, string>> | null;
  readonly decisions: readonly {
    readonly purpose: string;
    readonly dataKind: string;
    readonly state: ConsentState;
    readonly decidedAt: string;
    readonly effectiveFrom: string;
    readonly expiresAt: string | null;
  }[];
}

/** A decision with where it came from. */
export interface FactOf extends Decision {
  readonly reference: string;
  readonly subscriberId: string;
  readonly origin: string;
  readonly evidence: object | null;
}

/** Everything of an evidence that the person may hold: who took it down is not theirs to know, the channel is. */
const SHOWN_EVIDENCE = ['channel', 'time', 'noticeSha256'];

/** @param decisions of one line and one submission; at least one */
export function toDecisionFacts(decisions: readonly FactOf[], notice: ServedVersion | null): Facts {
  const { reference, subscriberId, origin, evidence } = decisions[0]!;
  const shown = Object.entries(evidence ?? {}).filter(
    (pair): pair is [string, string] => SHOWN_EVIDENCE.includes(pair[0]) && typeof pair[1] === 'string',
  );
  return {
    reference,
    line: subscriberId,
    origin,
    notice,
    evidence: shown.length > 0 ? Object.fromEntries(shown) : null,
    decisions: decisions
      .map(({ purpose, dataKind, state, decidedAt, effectiveFrom, expiresAt }) => ({
        purpose,
        dataKind,
        state,
        decidedAt: toIso(decidedAt),
        effectiveFrom: toIso(effectiveFrom),
        expiresAt: typeof expiresAt === 'number' ? toIso(expiresAt) : null,
      }))
      .sort((one, other) => (toKey(one) < toKey(other) ? -1 : 1)),
  };
}

const toIso = (milliseconds: number): string => new Date(milliseconds).toISOString();
const toKey = ({ purpose, dataKind }: { purpose: string; dataKind: string }): string => `${purpose}/${dataKind}`;
