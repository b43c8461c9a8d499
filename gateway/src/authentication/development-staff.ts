import { createHash, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { createLocalJWKSet, exportJWK, type JSONWebKeySet, type JWTVerifyGetKey, SignJWT } from 'jose';
import { z } from 'zod';
import { staffRoleSchema } from '@passant/contracts';

const LIFETIME_SECONDS = 300;

export const staffListSchema = z
  .array(
    z.object({ id: z.string().min(1).max(64), secret: z.string().min(16), roles: z.array(staffRoleSchema).min(1) }),
  )
  .min(1);
export type StaffList = z.infer<typeof staffListSchema>;

/** Seeded staff and the key that signs their tokens; exists in development only. */
export interface DevelopmentStaff {
  readonly staff: StaffList;
  readonly signingKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Issues tokens to seeded development staff, in the shape of an OpenID provider's client credentials grant. */
export class DevelopmentStaffIssuer {
  private constructor(
    private readonly issuer: string,
    private readonly seeded: DevelopmentStaff,
    private readonly keyId: string,
    readonly jwks: JSONWebKeySet,
  ) {}

  static async create(publicUrl: string, seeded: DevelopmentStaff): Promise<DevelopmentStaffIssuer> {
    const jwk = await exportJWK(seeded.publicKey);
    const kid = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url').slice(0, 16);
    const jwks = { keys: [{ ...jwk, kid, alg: 'EdDSA', use: 'sig' }] };
    return new DevelopmentStaffIssuer(`${publicUrl}/oidc`, seeded, kid, jwks);
  }

  get keys(): JWTVerifyGetKey {
    return createLocalJWKSet(this.jwks);
  }

  /** A token for this member of staff; none where id or secret do not fit. */
  async issue(id: string, secret: string): Promise<{ accessToken: string; expiresInSeconds: number } | undefined> {
    const member = this.seeded.staff.find((one) => one.id === id);
    const isSecret = equalInConstantTime(secret, member?.secret ?? randomUUID());
    if (member === undefined || !isSecret) return undefined;
    const accessToken = await new SignJWT({ roles: member.roles })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: this.keyId })
      .setIssuer(this.issuer)
      .setAudience('passant-staff')
      .setSubject(member.id)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(this.seeded.signingKey);
    return { accessToken, expiresInSeconds: LIFETIME_SECONDS };
  }
}

function equalInConstantTime(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
