import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module';
import { ContractsModule } from '../contracts/contracts.module';
import { LinksModule } from '../links/links.module';
import { OauthModule } from '../oauth/oauth.module';
import { UsageModule } from '../usage/usage.module';
import { ZonesModule } from '../zones/zones.module';
import { BillingPartiesRepository } from './billing-parties.repository';
import { BillingPartiesService } from './billing-parties.service';
import { CreditNotesResolver } from './credit-notes.resolver';
import { CreditNotesService } from './credit-notes.service';
import { InvoicePagesController } from './invoice-pages.controller';
import { InvoicePagesService } from './invoice-pages.service';
import { InvoiceReaders } from './invoice-readers';
import { InvoiceRenderer } from './invoice-renderer';
import { InvoicesRepository } from './invoices.repository';
import { InvoicesResolver } from './invoices.resolver';
import { InvoiceSources, InvoicesService } from './invoices.service';
import { InvoicingResolver } from './invoicing.resolver';

@Module({
  imports: [ClientsModule, ContractsModule, LinksModule, OauthModule, UsageModule, ZonesModule],
  controllers: [InvoicePagesController],
  providers: [
    ...[InvoicesRepository, BillingPartiesRepository, BillingPartiesService, InvoiceSources, InvoicesService],
    ...[CreditNotesService, InvoiceRenderer, InvoicePagesService, InvoiceReaders],
    ...[InvoicesResolver, InvoicingResolver, CreditNotesResolver],
  ],
})
export class InvoicesModule {}
