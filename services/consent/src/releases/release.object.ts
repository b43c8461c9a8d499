import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType()
@Directive('@key(fields: "id")')
export class Release {
  @Field(() => ID)
  id: string;

  @Field(() => [String], { nullable: true, description: 'Kinds of buyer that used it, as people are told.' })
  kindsOfBuyer?: string[] | null;
}

@ObjectType()
@Directive('@key(fields: "id")')
export class Client {
  @Field(() => ID)
  id: string;

  @Field()
  @Directive('@external')
  kindOfBuyer: string;

  @Field(() => String, { nullable: true, description: 'In which words people are told about this kind of buyer.' })
  @Directive('@requires(fields: "kindOfBuyer")')
  shownToPeopleAs?: string | null;
}
