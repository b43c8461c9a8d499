import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type MarketId, marketIdSchema } from '@passant/contracts';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { z } from 'zod';
import {
  RefusedRowObject,
  RegistryChangeObject,
  RegistryImportObject,
  toChangeObject,
  toImportObject,
} from './import.object';
import { ChangesUnreadable, ImportIdUnreadable, MarketUnreadable } from './imports.errors';
import { ImportsService } from './imports.service';
import { LineChangeInput, toSubscriberFields } from './line-change.input';
import { SubscribersImportService } from './subscribers-import.service';

const MOST_CHANGES = 200;

/** What the network asks about its files, and its feed of changes. */
@Resolver()
export class ImportsResolver {
  constructor(
    private readonly imports: ImportsService,
    private readonly subscribers: SubscribersImportService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('network-operator')
  @Query(() => [RegistryImportObject], { name: 'registryImports', description: 'Newest first, at most 50.' })
  async list(@Args('market') market: string): Promise<RegistryImportObject[]> {
    return (await this.imports.findNewest(toMarketId(market))).map(toImportObject);
  }

  @AllowStaff('network-operator')
  @Query(() => [RefusedRowObject], {
    name: 'quarantinedRows',
    description: 'Rows of a file that were not taken, by line, at most 1,000; go on with `afterLine`.',
  })
  quarantined(
    @Args('importId', { type: () => ID }) importId: string,
    @Args('afterLine', { type: () => Int, defaultValue: 0 }) afterLine: number,
  ): Promise<RefusedRowObject[]> {
    if (!z.uuid().safeParse(importId).success) throw new ImportIdUnreadable();
    return this.imports.findQuarantined(importId, afterLine);
  }

  @AllowStaff('network-operator')
  @Mutation(() => RegistryChangeObject, {
    description: 'Contracts that began, changed or ended: at most 200 at once, taken as rows of a file are.',
  })
  async changeLines(
    @Args('market') market: string,
    @Args('changes', { type: () => [LineChangeInput] }) changes: LineChangeInput[],
    @CurrentAct() act: Act,
  ): Promise<RegistryChangeObject> {
    const of = toMarketId(market);
    if (changes.length > MOST_CHANGES) throw new ChangesUnreadable();
    const fields = changes.map(toSubscriberFields);
    return this.acts.perform(
      act,
      async () => toChangeObject(await this.subscribers.change(of, fields)),
      () => ({ kind: 'market', id: of }),
    );
  }
}

function toMarketId(text: string): MarketId {
  const market = marketIdSchema.safeParse(text);
  if (!market.success) throw new MarketUnreadable();
  return market.data;
}
