/** The public half of a key that an API client signs with (RFC 7517, 7518, 8037). */
export type PublicJwk =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };

export type ParsedJwk =
  { readonly kind: 'key'; readonly jwk: PublicJwk } | { readonly kind: 'refused'; readonly problem: string };

const COORDINATE = /^[A-Za-z0-9_-]{43}$/;
/** Members of private keys (RFC 7518, section 6; RFC 8037). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'];

/** Reads a JWK as JSON text; only its public members are kept. Whether the point lies on the curve is not said here. */
export function parsePublicJwk(text: string): ParsedJwk {
  const refuse = (problem: string): ParsedJwk => ({ kind: 'refused', problem });
  const jwk = parseObject(text);
  if (jwk === null) return refuse('It is not one JSON Web Key.');
  if (PRIVATE_MEMBERS.some((member) => jwk[member] !== undefined)) {
    return refuse('It holds a private key. That key is now known to others: make a new one, and send its public half.');
  }
  const { kty, crv, x, y } = jwk;
  const [isX, isY] = [x, y].map((one) => typeof one === 'string' && COORDINATE.test(one));
  if (kty === 'OKP' && crv === 'Ed25519' && isX) return { kind: 'key', jwk: { kty, crv, x: x as string } };
  if (kty === 'EC' && crv === 'P-256' && isX && isY) {
    return { kind: 'key', jwk: { kty, crv, x: x as string, y: y as string } };
  }
  return refuse('Keys are Ed25519 (EdDSA) or P-256 (ES256).');
}

/** Names of the algorithms that a key signs by: `Ed25519` is the newer name of EdDSA with that curve (RFC 9864). */
export const algorithmsOf = ({ kty }: PublicJwk): string[] => (kty === 'OKP' ? ['EdDSA', 'Ed25519'] : ['ES256']);

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
