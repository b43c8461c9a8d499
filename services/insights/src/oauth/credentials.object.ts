import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import type { ApiClient } from './credentials.service';

@ObjectType('Credentials')
export class CredentialsObject {
  @Field(() => ID, { description: 'The OAuth client id.' })
  clientId: string;

  @Field({ description: 'Shown this once.' })
  clientSecret: string;
}

@ObjectType('ApiClient', { description: 'One set of OAuth credentials of a buyer.' })
export class ApiClientObject {
  @Field(() => ID, { description: 'The OAuth client id.' })
  clientId: string;

  @Field({ description: 'secret (client_secret_basic, client_secret_post) or private_key_jwt' })
  method: string;

  @Field()
  createdBy: string;

  @Field(() => GraphQLISODateTime)
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  rotatedAt: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Until then the secret or key before the last rotation is good too.',
  })
  previousUntil: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Of a sandbox: when it ends by itself.' })
  expiresAt: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  revokedAt: Date | null;

  @Field(() => String, { nullable: true })
  revokedBy: string | null;
}

export const toApiClientObject = ({ id, publicJwk, ...apiClient }: ApiClient): ApiClientObject => ({
  clientId: id,
  method: publicJwk === null ? 'secret' : 'private_key_jwt',
  createdBy: apiClient.createdBy,
  createdAt: apiClient.createdAt,
  rotatedAt: apiClient.rotatedAt,
  previousUntil: apiClient.previousUntil,
  expiresAt: apiClient.expiresAt,
  revokedAt: apiClient.revokedAt,
  revokedBy: apiClient.revokedBy,
});
