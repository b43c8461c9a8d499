/** Codes that a partner may meet; others may come, so treat them as words. */
export type KnownCode =
  | 'CONTRACT_NOT_ACTIVE'
  | 'CONTRACT_UNKNOWN'
  | 'CREDENTIALS_REVOKED'
  | 'ENTITLEMENT_MISSING'
  | 'GRAIN_NOT_AVAILABLE'
  | 'INPUT_INVALID'
  | 'INTERNAL'
  | 'MARKET_UNKNOWN'
  | 'OPERATION_TIMED_OUT'
  | 'PERIODS_NOT_ALIKE'
  | 'PERIOD_REVERSED'
  | 'PROFILE_NOT_AVAILABLE'
  | 'QUESTION_TOO_LARGE'
  | 'QUOTA_EXCEEDED'
  | 'RATE_EXCEEDED'
  | 'SERVICE_UNAVAILABLE'
  | 'UNAUTHENTICATED'
  | 'ZONE_UNKNOWN';

/** What Passant, or the way to it, answered instead of figures. */
export class PassantError extends Error {
  override readonly name = 'PassantError';

  /**
   * @param code stable; `NETWORK` where nothing came back, `invalid_client` and the like where no token was given
   * @param requestId what to quote when you ask about it
   */
  constructor(
    readonly code: KnownCode | (string & {}),
    message: string,
    readonly requestId: string | null = null,
  ) {
    super(message);
  }
}

/** Whether something thrown is a refusal with this code. */
export const isPassantError = (error: unknown, code?: KnownCode | 'NETWORK'): error is PassantError =>
  error instanceof PassantError && (code === undefined || error.code === code);
