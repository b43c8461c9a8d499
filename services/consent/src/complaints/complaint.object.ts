import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A complaint to the privacy officer. Sealed at rest; opened for that role alone.' })
export class Complaint {
  @Field(() => ID)
  id: string;

  @Field({ description: 'What the person may quote.' })
  reference: string;

  @Field()
  receivedAt: Date;

  @Field(() => Date, { nullable: true })
  closedAt: Date | null;

  @Field()
  text: string;

  @Field({ description: 'How the person wants to be reached; empty where they do not.' })
  contact: string;
}
