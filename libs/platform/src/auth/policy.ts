import 'reflect-metadata';
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
export const Public = () => allow((policy) => ({ ...policy, everybody: true }));

/** Partners, inside their contract: the service checks that. */
export const AllowPartner = () => allow((policy) => ({ ...policy, partner: true }));

/** Staff with one of these roles; with any role where none is named. */
export const AllowStaff = (...roles: StaffRole[]) =>
  allow((policy) => ({ ...policy, staff: [...policy.staff, ...(roles.length > 0 ? roles : ANY_ROLE)] }));

const ANY_ROLE: readonly StaffRole[] = ['admin', 'approver', 'privacy-officer', 'network-operator', 'agent'];

/** Policies of one method add up; a method's policy replaces its class's. */
function allow(change: (policy: Policy) => Policy): ClassDecorator & MethodDecorator {
  return (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor) => {
    const subject: object = descriptor ? descriptor.value : target;
    Reflect.defineMetadata(POLICY, change(Reflect.getOwnMetadata(POLICY, subject) ?? NOBODY), subject);
  };
}

export const findPolicy = (handler: object, owner: object): Policy | undefined =>
  Reflect.getMetadata(POLICY, handler) ?? Reflect.getMetadata(POLICY, owner);

export function isAllowed(policy: Policy, actor: Actor): boolean {
  if (policy.everybody) return true;
  if (actor.kind === 'partner') return policy.partner;
  return actor.kind === 'staff' && actor.roles.some((role) => policy.staff.includes(role));
}
