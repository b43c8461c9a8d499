import { Injectable } from '@nestjs/common';
import type { Actor, ClientId } from '@passant/contracts';
import type { Act } from '../acts/acts.service';
import { getApiClientId, getStaffId } from '../graphql/actors';
import { CredentialsService } from '../oauth/credentials.service';

/** A mutation that staff or a partner sent. */
export interface Asked {
  readonly actor: Actor;
  readonly requestId: string;
  readonly name: string;
  readonly idempotencyKey: string | null;
  readonly payload: unknown;
}

/** Who deals with webhooks: staff with all, a partner with its own. */
@Injectable()
export class WebhookActors {
  constructor(private readonly credentials: CredentialsService) {}

  /** A partner's own client, null for staff: any. @throws CredentialsRevoked */
  async findOwner(actor: Actor): Promise<ClientId | null> {
    if (actor.kind === 'staff') return null;
    return (await this.credentials.getClient(getApiClientId(actor))).id;
  }

  /** As an act: a partner's are noted beside those of staff, under its OAuth client id. */
  toAct({ actor, ...asked }: Asked): Act {
    const staffId = actor.kind === 'staff' ? getStaffId(actor) : `api-client:${getApiClientId(actor)}`;
    return { ...asked, staffId };
  }
}
