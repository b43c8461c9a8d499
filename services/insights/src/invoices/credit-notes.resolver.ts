import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AllowPartner, AllowStaff } from '@passant/platform';
import { parseInput } from '../graphql/parse-input';
import { InvoicePagesService } from './invoice-pages.service';
import { languageSchema } from './invoice.input';
import { CreditNoteObject, PrintableLinkObject } from './invoice.object';

@Resolver(() => CreditNoteObject)
export class CreditNotesResolver {
  constructor(private readonly pages: InvoicePagesService) {}

  @AllowPartner()
  @AllowStaff('admin', 'approver', 'privacy-officer')
  @ResolveField('printable', () => PrintableLinkObject, { description: 'The page to print, good for 15 minutes.' })
  printable(
    @Parent() { id }: CreditNoteObject,
    @Args('language', { defaultValue: 'de', description: 'de or en' }) language: string,
  ): PrintableLinkObject {
    return this.pages.linkTo(id, parseInput(languageSchema, { language }).language);
  }
}
