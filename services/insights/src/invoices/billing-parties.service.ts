import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ClientId } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { ClientsService } from '../clients/clients.service';
import { type BillingDetails, BillingPartiesRepository, type Issuer } from './billing-parties.repository';
import { BillingDetailsMissing, IssuerUnknown } from './invoices.errors';

export type { BillingDetails, Issuer } from './billing-parties.repository';

/** Who writes invoices and to whom. What is set counts for invoices issued from then on, never for those before. */
@Injectable()
export class BillingPartiesService {
  constructor(
    private readonly parties: BillingPartiesRepository,
    private readonly clients: ClientsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the issuer, with the id of what was set */
  async setIssuer(issuer: Issuer): Promise<Issuer & { readonly id: string }> {
    const set = { ...issuer, id: randomUUID(), setAt: this.clock.now() };
    await this.parties.addIssuer(set);
    return set;
  }

  /** @throws ClientUnknown */
  async setBillingDetails(details: BillingDetails): Promise<BillingDetails> {
    await this.clients.getClient(details.clientId);
    await this.parties.addBillingDetails({ ...details, id: randomUUID(), setAt: this.clock.now() });
    return details;
  }

  listIssuers(): Promise<Issuer[]> {
    return this.parties.findIssuers();
  }

  findBillingDetails(clientId: ClientId): Promise<BillingDetails | undefined> {
    return this.parties.findBillingDetails(clientId);
  }

  /** The issuer of a code, or the only one there is. @throws IssuerUnknown */
  async getIssuer(code: string | null): Promise<Issuer> {
    const issuers = await this.parties.findIssuers();
    const named = code === null ? issuers : issuers.filter((issuer) => issuer.code === code);
    if (named.length > 1) throw new IssuerUnknown('which');
    if (!named[0]) throw new IssuerUnknown('none');
    return named[0];
  }

  /** @throws BillingDetailsMissing */
  async getBillingDetails(clientId: ClientId): Promise<BillingDetails> {
    const details = await this.parties.findBillingDetails(clientId);
    if (!details) throw new BillingDetailsMissing();
    return details;
  }
}
