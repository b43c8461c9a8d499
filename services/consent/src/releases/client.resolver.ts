import { Args, Parent, registerEnumType, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { type KindOfBuyer, kindOfBuyerSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { KINDS_OF_BUYER_IN_WORDS, LANGUAGES, type Language } from '../texts/kinds-of-buyer';
import { Client } from './release.object';

const LanguageEnum = Object.fromEntries(LANGUAGES.map((language) => [language, language]));
registerEnumType(LanguageEnum, { name: 'Language' });

/** How people are told about a client of insights': by its kind, never by its name. */
@Resolver(() => Client)
export class ClientResolver {
  @AllowStaff()
  @ResolveReference()
  resolveReference(reference: { id: string; kindOfBuyer?: string }): Client {
    return { id: reference.id, kindOfBuyer: reference.kindOfBuyer ?? 'other' };
  }

  @AllowStaff()
  @ResolveField(() => String, { nullable: true })
  shownToPeopleAs(
    @Parent() { kindOfBuyer }: Client,
    @Args('language', { type: () => LanguageEnum }) language: Language,
  ): string | null {
    const kind = kindOfBuyerSchema.safeParse(kindOfBuyer);
    return kind.success ? KINDS_OF_BUYER_IN_WORDS[language][kind.data as KindOfBuyer] : null;
  }
}
