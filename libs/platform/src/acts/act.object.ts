import { Directive, Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';

@Directive('@shareable')
@ObjectType('StaffAct', { description: 'What a member of staff did. Never changed, never removed.' })
export class StaffActObject {
  @Field(() => Int, { description: 'Grows with each act; a number is missing where an act failed.' })
  position: number;

  @Field()
  staffId: string;

  @Field({ description: 'Name of the mutation, or what an upload did.' })
  act: string;

  @Field({ description: 'client, contract, invoice, market, zone-plan and so on.' })
  subjectKind: string;

  @Field(() => ID)
  subjectId: string;

  @Field(() => GraphQLISODateTime)
  actedAt: Date;

  @Field(() => ID, { nullable: true, description: 'Of the request, as in the logs. Acts of one request share it.' })
  requestId: string | null;
}
