import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { SignedLink } from '../links/links.service';
import type { Export, ExportedFile } from './exports.service';

/** For GraphQL only: names and values are the same. */
export const ExportStateEnum = {
  REQUESTED: 'REQUESTED',
  RUNNING: 'RUNNING',
  FINISHED: 'FINISHED',
  FAILED: 'FAILED',
  EXPIRED: 'EXPIRED',
} as const;
registerEnumType(ExportStateEnum, {
  name: 'ExportState',
  valuesMap: {
    FAILED: { description: 'See failure. Nothing was billed.' },
    EXPIRED: { description: 'It was finished; its files are gone.' },
  },
});

@ObjectType('ExportFailure', { description: 'What the question would have been told in the graph.' })
export class ExportFailureObject {
  @Field()
  code: string;

  @Field()
  message: string;
}

@ObjectType('ExportFile')
export class ExportFileObject {
  @Field({ description: 'data.csv, data.geojson or data.parquet; method.json: how it was made, and the terms.' })
  name: string;

  @Field()
  contentType: string;

  @Field(() => Int)
  bytes: number;

  @Field()
  sha256: string;

  @Field({ description: 'A signed link: whoever has it may read the file until it ends.' })
  url: string;

  @Field(() => GraphQLISODateTime)
  urlExpiresAt: Date;
}

@ObjectType('Export', {
  description: 'A large answer as a file. Billed as its question would be, once it is finished.',
})
export class ExportObject {
  @Field(() => ID)
  id: string;

  @Field()
  product: string;

  @Field()
  format: string;

  @Field(() => ID, { description: 'The contract that it is answered under.' })
  contractId: string;

  @Field(() => ExportStateEnum)
  state: keyof typeof ExportStateEnum;

  @Field(() => Int, { description: 'Per cent.' })
  progress: number;

  @Field(() => ExportFailureObject, { nullable: true })
  failure: ExportFailureObject | null;

  @Field(() => Int, { nullable: true, description: 'Published figures: what is billed.' })
  published: number | null;

  @Field(() => Int, { nullable: true })
  suppressed: number | null;

  @Field(() => Int, { nullable: true })
  noData: number | null;

  @Field(() => GraphQLISODateTime)
  requestedAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  finishedAt: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'From here on its files are gone.' })
  expiresAt: Date | null;

  @Field(() => [ExportFileObject], { description: 'None before it is finished, and none once it expired.' })
  files: ExportFileObject[];
}

/** @param linkTo a link to a file that is there */
export function toExportObject(one: Export, linkTo: (one: Export, file: ExportedFile) => SignedLink, now: Date) {
  const { id, format, contractId, progress, published, suppressed, noData } = one;
  const isGone = one.state === 'finished' && (one.files === null || (one.expiresAt?.getTime() ?? 0) <= now.getTime());
  const files = isGone ? [] : (one.files ?? []);
  const object: ExportObject = {
    ...{ id, product: one.question.product, format, contractId, progress, published, suppressed, noData },
    ...{ requestedAt: one.requestedAt, finishedAt: one.finishedAt, expiresAt: one.expiresAt },
    state: isGone ? 'EXPIRED' : (one.state.toUpperCase() as keyof typeof ExportStateEnum),
    failure: one.failureCode === null ? null : { code: one.failureCode, message: one.failureMessage ?? '' },
    files: files.map((file) => {
      const { url, expiresAt } = linkTo(one, file);
      const { name, contentType, bytes, check } = file;
      return { name, contentType, bytes, sha256: check.sha256, url, urlExpiresAt: expiresAt };
    }),
  };
  return object;
}
