import type { BulkAnswer, BulkQuestion } from '../figures/bulk.service';
import { type Method, READING } from './domain/method-sheet';

/** What stands beside the figures as a whole: controls of a campaign, what a print run does. Empty: nothing. */
interface WithDetails {
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a file is, how it was made, how it is read, and what may be done with it. */
export interface Sheet extends Method, WithDetails {
  readonly format: 'method-sheet/1';
  readonly product: string;
  readonly market: string;
  readonly timeZone: string;
  /** `pilot`, `sandbox`, `simulated`; empty: none of these. */
  readonly marks: readonly string[];
  readonly question: BulkQuestion;
  readonly reading: typeof READING;
  readonly terms: {
    readonly contractId: string;
    readonly contractVersionId: string;
    readonly purpose: string;
    readonly prohibitions: readonly string[];
    /** Null: no limit. */
    readonly retentionDays: number | null;
  };
}

export const composeSheet = (question: BulkQuestion, answer: BulkAnswer, method: Method & WithDetails): Sheet => ({
  ...{ format: 'method-sheet/1', product: question.product, market: answer.market, timeZone: answer.timeZone },
  marks: answer.grant.marks,
  ...{ question, ...method, reading: READING },
  terms: {
    ...{ contractId: answer.grant.contractId, contractVersionId: answer.grant.versionId },
    ...{ purpose: answer.grant.terms.purpose, prohibitions: answer.grant.terms.prohibitions },
    retentionDays: answer.grant.terms.retentionDays,
  },
});
