import type { Actor } from '@passant/contracts';
import { NotAllowed } from '@passant/platform';

/** Who of the staff acts. The policy of the method let nobody else in. @throws NotAllowed */
export function getStaffId(actor: Actor): string {
  if (actor.kind !== 'staff') throw new NotAllowed();
  return actor.staffId;
}

/** The OAuth client id that a partner's token was issued to. @throws NotAllowed */
export function getApiClientId(actor: Actor): string {
  if (actor.kind !== 'partner') throw new NotAllowed();
  return actor.clientId;
}
