/** What is known of an idempotency key: who holds it right now, and what was answered to it before. */
export interface KnownKey {
  readonly inFlight: boolean;
  /** Digest of what came with the key the first time; null: it never was answered. */
  readonly answeredPayloadSha256: string | null;
}

export type RepeatVerdict = 'first' | 'repeat' | 'reused' | 'in-flight';

/** Same key and same payload: the first answer; another payload: refused; while the first is at work: refused. */
export function judgeRepeat({ inFlight, answeredPayloadSha256 }: KnownKey, payloadSha256: string): RepeatVerdict {
  if (inFlight) return 'in-flight';
  if (answeredPayloadSha256 === null) return 'first';
  return answeredPayloadSha256 === payloadSha256 ? 'repeat' : 'reused';
}
