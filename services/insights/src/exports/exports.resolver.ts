import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowPartner, CurrentActor } from '@passant/platform';
import { z } from 'zod';
import { getApiClientId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import { DownloadsService } from './downloads.service';
import { ExportInput, exportSchema } from './export.input';
import { ExportObject } from './export.object';
import { ExportsService } from './exports.service';

const keySchema = z.object({ idempotencyKey: z.string().regex(/^[\w-]{16,128}$/) });

@Resolver()
export class ExportsResolver {
  constructor(
    private readonly exports: ExportsService,
    private readonly downloads: DownloadsService,
  ) {}

  @AllowPartner()
  @Mutation(() => ExportObject, {
    description: 'Writes the answer to a question as a file. The same key gives the same export, for ever.',
  })
  async requestExport(
    @Args('input') input: ExportInput,
    @Args('idempotencyKey', { description: 'Any 16 to 128 letters, digits, - and _, a UUID for one.' }) key: string,
    @CurrentActor() actor: Actor,
  ): Promise<ExportObject> {
    const { idempotencyKey } = parseInput(keySchema, { idempotencyKey: key });
    const wanted = { ...parseInput(exportSchema, input), idempotencyKey };
    return this.downloads.present(await this.exports.request(wanted, getApiClientId(actor)));
  }

  @AllowPartner()
  @Query(() => ExportObject, { name: 'export' })
  async getExport(@Args('id', { type: () => ID }) id: string, @CurrentActor() actor: Actor): Promise<ExportObject> {
    const found = await this.exports.getExport(parseInput(z.uuid(), id), getApiClientId(actor));
    return this.downloads.present(found);
  }

  @AllowPartner()
  @Query(() => [ExportObject], { name: 'exports', description: "Of one's own, newest first, at most 200." })
  async listExports(@CurrentActor() actor: Actor): Promise<ExportObject[]> {
    return (await this.exports.listExports(getApiClientId(actor))).map((one) => this.downloads.present(one));
  }
}
