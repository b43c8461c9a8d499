import 'reflect-metadata';
import { Directive } from '@nestjs/graphql';
import type { Actor, StaffRole } from '@passant/contracts';

/** Who may call a resolver method or route. What has no policy is denied to everybody. */
export interface Policy {
  /** It authenticates by itself; any actor, also anonymous. */
  readonly everybody: boolean;
  readonly partner: boolean;
  readonly staff: readonly StaffRole[];
}

export const POLICY = 'passant:policy';
const NOBODY: Policy = { everybody: false, partner: false, staff: [] };

/** A route or field that authenticates its caller by itself. The gateway's token is still required. */
export const Public = () => allow('partner', (policy) => ({ ...policy, everybody: true }));

/** Partners, inside their contract: the service checks that. */
export const AllowPartner = () => allow('partner', (policy) => ({ ...policy, partner: true }));

/** Staff with one of these roles; where none is named, with any role but `agent`, which is for withdrawals alone. */
export const AllowStaff = (...roles: StaffRole[]) =>
  allow('staff', (policy) => ({ ...policy, staff: [...policy.staff, ...(roles.length > 0 ? roles : ANY_ROLE)] }));

const ANY_ROLE: readonly StaffRole[] = ['admin', 'approver', 'privacy-officer', 'network-operator'];

/**
 * Policies of one method add up; a method's policy replaces its class's. What stands on a method is also tagged in the schema,
 * so that the gateway shows to partners only what is for them.
 */
function allow(tag: 'partner' | 'staff', change: (policy: Policy) => Policy): ClassDecorator & MethodDecorator {
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => {
    const subject: object = descriptor ? descriptor.value : target;
    Reflect.defineMetadata(POLICY, change(Reflect.getOwnMetadata(POLICY, subject) ?? NOBODY), subject);
    if (key !== undefined && descriptor) Directive(`@tag(name: "${tag}")`)(target, key, descriptor);
  };
}

export const findPolicy = (handler: object, owner: object): Policy | undefined =>
  Reflect.getMetadata(POLICY, handler) ?? Reflect.getMetadata(POLICY, owner);

export function isAllowed(policy: Policy, actor: Actor): boolean {
  if (policy.everybody) return true;
  if (actor.kind === 'partner') return policy.partner;
  return actor.kind === 'staff' && actor.roles.some((role) => policy.staff.includes(role));
}
