import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type InternalClaims, internalClaimsSchema, type ServiceName } from '@passant/contracts';
import { jwtVerify } from 'jose';
import { NotAuthenticated } from '../errors/domain-error';

export const INTERNAL_TOKEN_TYPE = 'passant-internal+jwt';
const LONGEST_LIFE_SECONDS = 60;
const CLOCK_TOLERANCE_SECONDS = 5;

export const sha256Hex = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Checks the gateway's token for one request to this service. */
export class InternalTokenVerifier {
  constructor(
    private readonly gatewayKey: KeyObject,
    private readonly service: ServiceName,
  ) {}

  /** @param file SPKI PEM of the gateway's Ed25519 key */
  static fromFile(file: string, service: ServiceName): InternalTokenVerifier {
    const key = createPublicKey(readFileSync(file));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is not an Ed25519 public key`);
    return new InternalTokenVerifier(key, service);
  }

  /**
   * Its time is judged at its arrival: checking the signature waits for a thread that a busy disk may hold for longer than a token lives.
   *
   * @throws NotAuthenticated, whatever is wrong: nobody is told what
   */
  async verify(authorization: string | undefined): Promise<InternalClaims> {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    if (!token) throw new NotAuthenticated();
    const currentDate = new Date();
    try {
      const { payload } = await jwtVerify(token, this.gatewayKey, {
        algorithms: ['EdDSA'],
        typ: INTERNAL_TOKEN_TYPE,
        audience: this.service,
        issuer: 'passant-gateway',
        requiredClaims: ['exp', 'iat'],
        maxTokenAge: LONGEST_LIFE_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate,
      });
      if (payload.exp! - payload.iat! > LONGEST_LIFE_SECONDS) throw new NotAuthenticated();
      return internalClaimsSchema.parse(payload);
    } catch {
      throw new NotAuthenticated();
    }
  }
}
