import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { toCanonicalBytes } from '../log/entry';

/** An Ed25519 public key (RFC 8037). `kid`: its thumbprint (RFC 7638). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
}

/** The thumbprint of an Ed25519 key (RFC 7638, RFC 8037 A.3). */
export const toThumbprint = (x: string): string =>
  createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');

export function toPublicJwk(publicKey: KeyObject): PublicJwk {
  const x = publicKey.export({ format: 'jwk' }).x!;
  return { kty: 'OKP', crv: 'Ed25519', x, kid: toThumbprint(x) };
}

const toSigningInput = (header: string, content: unknown): Buffer =>
  Buffer.from(`${header}.${toCanonicalBytes(content).toString('base64url')}`);

/** A JWS (EdDSA) without its payload (RFC 7515, appendix F): the payload is the RFC 8785 bytes of `content`. */
export function signDetached(
  content: unknown,
  privateKey: KeyObject,
  { kid, typ }: { kid: string; typ: string },
): string {
  const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid, typ })).toString('base64url');
  return `${header}..${sign(null, toSigningInput(header, content), privateKey).toString('base64url')}`;
}

export type SignatureVerdict = 'good' | 'malformed' | 'unknown-key' | 'broken';

/** Whether one of `keys` signed exactly this content. Only EdDSA and this `typ` are accepted, whatever the header says. */
export function judgeDetached(
  jws: string,
  content: unknown,
  { typ, find }: { typ: string; find: (kid: string) => KeyObject | undefined },
): SignatureVerdict {
  const [, header, signature] = /^([\w-]+)\.\.([\w-]+)$/.exec(jws) ?? [];
  const claims = header === undefined ? undefined : readHeader(header);
  if (!claims || claims['alg'] !== 'EdDSA' || claims['typ'] !== typ || 'crit' in claims) return 'malformed';
  const key = typeof claims['kid'] === 'string' ? find(claims['kid']) : undefined;
  if (!key) return 'unknown-key';
  const isGood = verify(null, toSigningInput(header!, content), key, Buffer.from(signature!, 'base64url'));
  return isGood ? 'good' : 'broken';
}

function readHeader(encoded: string): Record<string, unknown> | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null ? (header as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
