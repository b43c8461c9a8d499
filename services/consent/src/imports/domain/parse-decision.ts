import { type DataKind, dataKindSchema, type Purpose, purposeSchema } from '@passant/contracts';
import { parseInstant } from './parse-instant';
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
  'expires_at',
] as const;
export const DECISION_OPTIONAL = ['expires_at'] as const;
/** How long a yes lasts: two years, as one on the page does. */
const CONSENT_LASTS_MS = 730 * 24 * 3_600_000;

export type DecisionFields = Readonly<Record<(typeof DECISION_COLUMNS)[number], string>>;

/** A decision taken elsewhere, with what proves it. Times are ms since 1970 UTC. */
export interface DecisionRow {
  readonly number: string;
  readonly purpose: Purpose;
  readonly dataKind: DataKind;
  readonly state: 'given' | 'refused' | 'withdrawn';
  readonly decidedAt: number;
  readonly effectiveFrom: number;
  /** When a yes ends by itself. */
  readonly expiresAt: number | null;
  readonly noticeSha256: string;
  readonly evidence: { readonly noticeSha256: string; readonly channel: string; readonly time: string };
}

/**
 * One row of a decisions file. It counts as decided at the time of its evidence, so that it cannot undo what the person decided
 * later; a yes may not count from before its evidence. A yes lasts two years from now, when Passant takes it over, unless the file
 * names an earlier end.
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
  const latestEnd = now + CONSENT_LASTS_MS;
  const namedEnd = fields.expires_at === '' ? latestEnd : parseInstant(fields.expires_at);
  if (namedEnd === undefined || namedEnd <= effectiveFrom) return { problem: 'expires_at_invalid' };
  const row: DecisionRow = {
    number,
    purpose: purpose.data,
    dataKind: dataKind.data,
    state,
    decidedAt,
    effectiveFrom,
    expiresAt: Math.min(namedEnd, latestEnd),
    noticeSha256,
    evidence,
  };
  // A no counts from when it was said.
  return { row: state === 'given' ? row : { ...row, effectiveFrom: decidedAt, expiresAt: null } };
}
