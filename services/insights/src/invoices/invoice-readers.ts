import { Injectable } from '@nestjs/common';
import type { Actor, ClientId } from '@passant/contracts';
import { getApiClientId } from '../graphql/actors';
import { CredentialsService } from '../oauth/credentials.service';

/** Whose invoices somebody may read. */
@Injectable()
export class InvoiceReaders {
  constructor(private readonly credentials: CredentialsService) {}

  /** A partner's own client, null for staff: any. @throws CredentialsRevoked */
  async findClientId(actor: Actor): Promise<ClientId | null> {
    if (actor.kind === 'staff') return null;
    return (await this.credentials.getClient(getApiClientId(actor))).id;
  }
}
