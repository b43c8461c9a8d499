import type { Actor } from '@passant/contracts';
import { NotAllowed } from '@passant/platform';

/** Who acts; all entrances of this service are for staff. @throws NotAllowed */
export function toStaffId(actor: Actor): string {
  if (actor.kind !== 'staff') throw new NotAllowed();
  return actor.staffId;
}
