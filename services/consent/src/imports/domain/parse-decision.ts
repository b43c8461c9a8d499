import { type DataKind, dataKindSchema, type Purpose, purposeSchema } from '@passant/contracts';
import { type Parsed, toE164 } from './parse-subscriber';

export const DECISION_COLUMNS = [
  'msisdn',
  'purpose',
  'data_kind',
  'state',
  'effective_from',
  'evidence_notice_sha256',
  'evidence_channel',
  'evidence_time',
] as const;
export type DecisionFields = Readonly<Record<(typeof DECISION_COLUMNS)[number], string>>;

/** A decision taken elsewhere, with what proves it. Times are ms since 1970 UTC. */
export interface DecisionRow {
  readonly number: string;
  readonly purpose: Purpose;
  readonly dataKind: DataKind;
  readonly state: 'given' | 'refused' | 'withdrawn';
  readonly decidedAt: number;
  readonly effectiveFrom: number;
  readonly evidence: { readonly noticeSha256: string; readonly channel: string; readonly time: string };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** ISO 8601; without a zone it is UTC. */
function parseInstant(text: string): number | undefined {
  if (!INSTANT.test(text)) return undefined;
  const hasZone = text.length === 10 || /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10));
  const instant = Date.parse(hasZone ? text : `${text}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

/**
 * One row of a decisions file. It counts as decided at the time of its evidence, so that it cannot undo what the person decided
 * later; a yes may not count from before its evidence.
 */
export function parseDecision(fields: DecisionFields, now: number): Parsed<DecisionRow> {
  const number = toE164(fields.msisdn);
  if (!number) return { problem: 'malformed_number' };
  const purpose = purposeSchema.safeParse(fields.purpose);
  if (!purpose.success) return { problem: 'purpose_unknown' };
  const dataKind = dataKindSchema.safeParse(fields.data_kind);
  if (!dataKind.success) return { problem: 'data_kind_unknown' };
  const { state } = fields;
  if (state !== 'given' && state !== 'refused' && state !== 'withdrawn') return { problem: 'state_not_importable' };
  const effectiveFrom = parseInstant(fields.effective_from);
  if (effectiveFrom === undefined) return { problem: 'effective_from_invalid' };
  const decidedAt = parseInstant(fields.evidence_time);
  const channel = fields.evidence_channel;
  const noticeSha256 = fields.evidence_notice_sha256.toLowerCase();
  if (decidedAt === undefined || !/^[\w .-]{1,64}$/.test(channel) || !/^[0-9a-f]{64}$/.test(noticeSha256))
    return { problem: 'evidence_missing' };
  if (decidedAt > now) return { problem: 'evidence_in_the_future' };
  if (state === 'given' && effectiveFrom < decidedAt) return { problem: 'effective_before_evidence' };
  const evidence = { noticeSha256, channel, time: new Date(decidedAt).toISOString() };
  const row: DecisionRow = {
    number,
    purpose: purpose.data,
    dataKind: dataKind.data,
    state,
    decidedAt,
    effectiveFrom,
    evidence,
  };
  // A no counts from when it was said.
  return { row: state === 'given' ? row : { ...row, effectiveFrom: decidedAt } };
}
