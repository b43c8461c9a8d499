import { Directive, Field, GraphQLISODateTime, ID, InputType, ObjectType } from '@nestjs/graphql';
import { kindOfBuyerSchema } from '@passant/contracts';
import { z } from 'zod';

@ObjectType('Client', { description: 'A buyer.' })
@Directive('@key(fields: "id")')
export class ClientObject {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field({ description: 'retail, shopping-centre, public-planning, research or other: what people are told.' })
  kindOfBuyer: string;

  @Field(() => GraphQLISODateTime)
  createdAt: Date;
}

@InputType()
export class CreateClientInput {
  @Field()
  name: string;

  @Field()
  kindOfBuyer: string;
}

export const createClientSchema = z.object({ name: z.string().trim().min(1).max(120), kindOfBuyer: kindOfBuyerSchema });
