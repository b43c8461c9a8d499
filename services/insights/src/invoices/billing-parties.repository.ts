import { Injectable } from '@nestjs/common';
import type { ClientId } from '@passant/contracts';
import { Transactions } from '../database/transactions';
import type { Party } from './domain/documents';
import { BillingDetailsEntity, InvoiceIssuerEntity } from './invoice.entity';

export interface Issuer extends Party {
  /** Begins its numbers. */
  readonly code: string;
}

export interface BillingDetails extends Party {
  readonly clientId: ClientId;
  readonly vatBasisPoints: number;
  readonly vatNote: string | null;
}

interface Row {
  readonly id: string;
  readonly setAt: Date;
}

@Injectable()
export class BillingPartiesRepository {
  constructor(private readonly transactions: Transactions) {}

  async addIssuer(issuer: Issuer & Row): Promise<void> {
    const row = { ...issuer, addressLines: [...issuer.addressLines] };
    await this.transactions.current.getRepository(InvoiceIssuerEntity).insert(row);
  }

  async addBillingDetails(details: BillingDetails & Row): Promise<void> {
    const row = { ...details, addressLines: [...details.addressLines] };
    await this.transactions.current.getRepository(BillingDetailsEntity).insert(row);
  }

  /** As each code was set last, in the order of codes. */
  async findIssuers(): Promise<Issuer[]> {
    return this.transactions.current.query(
      `SELECT DISTINCT ON (code) code, name, address_lines AS "addressLines", country, vat_id AS "vatId", email
       FROM invoice_issuer ORDER BY code, set_at DESC, id`,
    );
  }

  /** As set last. */
  async findBillingDetails(clientId: ClientId): Promise<BillingDetails | undefined> {
    const rows: BillingDetails[] = await this.transactions.current.query(
      `SELECT client_id AS "clientId", name, address_lines AS "addressLines", country, vat_id AS "vatId", email,
         vat_basis_points AS "vatBasisPoints", vat_note AS "vatNote"
       FROM billing_details WHERE client_id = $1 ORDER BY set_at DESC, id LIMIT 1`,
      [clientId],
    );
    return rows[0];
  }
}
