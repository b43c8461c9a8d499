import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ImportReport } from './import-file';
import type { KnownImport } from './imports.service';

@ObjectType('RefusedRow', { description: 'A row that was not taken: where it stands and why, never who stands in it.' })
export class RefusedRowObject {
  @Field(() => Int, { description: 'Of a file: its line, the header being line 1. Of changes: the place, from 1 on.' })
  line: number;

  @Field()
  reason: string;
}

@ObjectType('RegistryChange', { description: 'What became of changes of the registry.' })
export class RegistryChangeObject {
  @Field(() => Int)
  imported: number;

  @Field(() => Int, { description: 'Known as they are.' })
  unchanged: number;

  @Field(() => Int)
  rejected: number;

  @Field(() => [RefusedRowObject])
  problems: RefusedRowObject[];
}

@ObjectType('RegistryImport', {
  description: 'A file of the network, and how far it was taken. Sent again under its id, it goes on behind that.',
})
export class RegistryImportObject {
  @Field(() => ID)
  id: string;

  @Field({ description: 'subscribers or decisions' })
  kind: string;

  @Field(() => GraphQLISODateTime)
  begunAt: Date;

  @Field(() => Int, { description: 'Lines that were dealt with, the header included.' })
  linesDone: number;

  @Field(() => Int)
  imported: number;

  @Field(() => Int)
  unchanged: number;

  @Field(() => Int)
  rejected: number;

  @Field(() => GraphQLISODateTime)
  progressedAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Null: it is under way, or was cut off.' })
  finishedAt: Date | null;
}

export const toImportObject = ({ market: _market, mark: _mark, ...shown }: KnownImport): RegistryImportObject => shown;

export const toChangeObject = ({ problems, ...counts }: ImportReport): RegistryChangeObject => ({
  ...counts,
  problems: [...problems],
});
