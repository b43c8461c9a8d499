import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { NotAllowed, NotAuthenticated } from '../errors/domain-error';
import { findPolicy, isAllowed } from './policy';
import { findClaims, findRequest } from './request-claims';
import { isOpenRoute } from './open-routes';

/** Denies by default: what has no policy is for nobody. */
@Injectable()
export class PolicyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = findRequest(context);
    if (context.getType<'http' | 'graphql'>() === 'http' && request && isOpenRoute(request)) return true;
    const claims = findClaims(request);
    if (!claims) throw new NotAuthenticated();
    const policy = findPolicy(context.getHandler(), context.getClass());
    if (!policy || !isAllowed(policy, claims.actor)) throw new NotAllowed();
    return true;
  }
}
