import type { LogEntry } from '../log/entry';

export const RECEIPT_FORMAT = 'passant-receipt/1';
export const RECEIPT_TYPE = 'passant-receipt+jws';

/** One purpose and kind of data, as decided. Times are ISO 8601, UTC. */
export interface DecidedFact {
  readonly purpose: string;
  readonly dataKind: string;
  readonly state: string;
  readonly decidedAt: string;
  readonly effectiveFrom: string;
  /** null: of a no, or of a yes without a term. */
  readonly expiresAt: string | null;
}

/** What a log's entry about a decision commits to. Decisions are sorted by purpose and data kind. */
export interface DecisionFacts {
  readonly reference: string;
  /** The subscription; no number can be computed from it. */
  readonly line: string;
  readonly origin: string;
  readonly notice: { readonly version: string; readonly language: string; readonly sha256: string } | null;
  /** Of a decision that was not taken on the page: at least the channel. */
  readonly evidence: Readonly<Record<string, string>> | null;
  readonly decisions: readonly DecidedFact[];
  /** Of a pause, which decides nothing else: from when to when, ISO 8601. */
  readonly pause?: { readonly from: string; readonly until: string };
}

/** Where the decision stands in the log. Byte strings are base64. */
export interface ReceiptInclusion {
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
  /** Signed note. */
  readonly checkpoint: string;
}

/** A decision as the person holds it. `signature`: detached JWS over the RFC 8785 bytes of format, record and audit. */
export interface Receipt {
  readonly format: typeof RECEIPT_FORMAT;
  /** JSON-LD, structured after ISO/IEC TS 27560. */
  readonly record: { readonly [key: string]: unknown };
  readonly audit: {
    readonly entry: LogEntry;
    /** `salt`: base64. */
    readonly opening: { readonly salt: string; readonly facts: DecisionFacts };
  };
  readonly signature: string;
  /** null: not yet in the tree when this was made. */
  readonly inclusion: ReceiptInclusion | null;
}

export type SignedPart = Pick<Receipt, 'format' | 'record' | 'audit'>;
export const toSignedPart = ({ format, record, audit }: SignedPart): SignedPart => ({ format, record, audit });
