import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('StaffAct', { description: 'What a member of staff did. Never changed, never removed.' })
export class StaffActObject {
  @Field(() => Int, { description: 'Grows with each act; a number is missing where an act failed.' })
  position: number;

  @Field()
  staffId: string;

  @Field({ description: 'Name of the mutation.' })
  act: string;

  @Field({ description: 'client, contract, api-client, invoice, credit-note, invoice-issuer or webhook' })
  subjectKind: string;

  @Field(() => ID)
  subjectId: string;

  @Field(() => GraphQLISODateTime)
  actedAt: Date;
}
