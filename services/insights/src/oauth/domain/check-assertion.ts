/** Claims of a client assertion whose signature is good (RFC 7523, section 3). Times in seconds since 1970 UTC. */
export interface AssertionClaims {
  readonly iss?: unknown;
  readonly sub?: unknown;
  readonly aud?: unknown;
  readonly exp?: unknown;
  readonly nbf?: unknown;
  readonly iat?: unknown;
  readonly jti?: unknown;
}

export type CheckedAssertion =
  { readonly kind: 'good'; readonly jti: string; readonly expiresAtSeconds: number } | { readonly kind: 'refused' };

/** Clocks may differ by so much. */
export const LEEWAY_SECONDS = 5;
/** Longest life of an assertion: so long each is remembered. */
const LONGEST_SECONDS = 300;
const MOST_JTI_CHARACTERS = 256;
const REFUSED = { kind: 'refused' } as const;

/**
 * Whether an assertion says that this client means this server, now. The audience is the issuer or the token endpoint; it is
 * never another one as well, since that one could use it here.
 */
export function checkAssertion(
  claims: AssertionClaims,
  { clientId, audiences }: { clientId: string; audiences: readonly string[] },
  nowSeconds: number,
): CheckedAssertion {
  const { iss, sub, aud, exp, nbf, iat, jti } = claims;
  if (iss !== clientId || sub !== clientId) return REFUSED;
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (named.length === 0 || !named.every((one) => typeof one === 'string' && audiences.includes(one))) return REFUSED;
  if (typeof exp !== 'number' || exp <= nowSeconds - LEEWAY_SECONDS) return REFUSED;
  if (exp > nowSeconds + LONGEST_SECONDS + LEEWAY_SECONDS) return REFUSED;
  if ([nbf, iat].some((from) => from !== undefined && !isPast(from, nowSeconds))) return REFUSED;
  if (typeof jti !== 'string' || jti.length === 0 || jti.length > MOST_JTI_CHARACTERS) return REFUSED;
  return { kind: 'good', jti, expiresAtSeconds: exp };
}

const isPast = (instant: unknown, nowSeconds: number): boolean =>
  typeof instant === 'number' && instant <= nowSeconds + LEEWAY_SECONDS;
