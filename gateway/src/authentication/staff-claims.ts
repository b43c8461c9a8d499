import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { type Actor, STAFF_ROLES, type StaffRole } from '@passant/contracts';

/** How a provider says what we want to know. */
export interface StaffClaims {
  /** Name of the claim with a person's roles or groups; dots lead into objects (`realm_access.roles`). */
  readonly roles: string;
  /** Which of its values stand for a role of ours. */
  readonly valuesOfRole: Readonly<Record<StaffRole, readonly string[]>>;
  /** Name of the claim of a program's token that names the person (`sub`) it acts for. */
  readonly owner: string;
  /** Name of the claim with the OAuth client whose rights an analyst has. */
  readonly analystClient: string;
  /** Roles that a program may have at all. */
  readonly rolesOfPrograms: readonly StaffRole[];
  /** A person's id here, from issuer and `sub`: the same for every account and program of that person. */
  readonly toStaffId: (subject: string) => string;
}

const subjectSchema = z.string().min(1).max(255);
const STAFF_ID_LENGTH = 64;
const PLAIN_SUBJECT = /^[A-Za-z0-9._@|-]+$/;

/**
 * Who of the staff this is. A program counts as the person it acts for, so that nobody approves with one account what they
 * drafted with another; one that says no person is nobody.
 */
export function toStaff(claims: JWTPayload, names: StaffClaims): Actor | undefined {
  const subject = subjectSchema.safeParse(claims.sub);
  if (!subject.success) return undefined;
  const owner = subjectSchema.safeParse(readClaim(claims, names.owner));
  const isProgram = subject.data === claims['client_id'];
  if (isProgram && !owner.success) return undefined;
  const mayHave = isProgram || owner.success ? names.rolesOfPrograms : STAFF_ROLES;
  const roles = toRoles(readClaim(claims, names.roles), names).filter((role) => mayHave.includes(role));
  if (roles.length === 0) return undefined;
  return { kind: 'staff', staffId: names.toStaffId(owner.success ? owner.data : subject.data), roles };
}

/** An analyst asks with the rights of one OAuth client: to everything behind the gateway it is that client who asks. */
export function toAnalyst(claims: JWTPayload, { analystClient }: StaffClaims): Actor | undefined {
  const clientId = z.uuid().safeParse(readClaim(claims, analystClient));
  return clientId.success && subjectSchema.safeParse(claims.sub).success
    ? { kind: 'partner', clientId: clientId.data }
    : undefined;
}

function toRoles(given: unknown, { valuesOfRole }: StaffClaims): StaffRole[] {
  const values: unknown[] = typeof given === 'string' ? given.split(' ') : Array.isArray(given) ? given : [];
  return STAFF_ROLES.filter((role) => valuesOfRole[role].some((value) => values.includes(value)));
}

/** A claim by its name, which may itself hold dots, or by the way to it. */
function readClaim(claims: JWTPayload, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((value, part) => {
    const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, part);
    return isObject ? (value as Record<string, unknown>)[part] : undefined;
  }, claims);
}

/** Ours by default: each role by its own name. */
export const ROLES_BY_NAME = Object.fromEntries(STAFF_ROLES.map((role) => [role, [role]])) as unknown as Record<
  StaffRole,
  readonly string[]
>;

/**
 * Ids of people of another provider: two providers never share one, whatever their `sub`s. A `sub` that is long or odd is
 * hashed; `:` and `#` tell the two forms apart.
 */
export const staffIdsOf = (issuer: string) => {
  const mark = sha256(issuer).slice(0, 8);
  return (subject: string): string => {
    const plain = `${mark}:${subject}`;
    return PLAIN_SUBJECT.test(subject) && plain.length <= STAFF_ID_LENGTH ? plain : `${mark}#${sha256(subject)}`;
  };
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
