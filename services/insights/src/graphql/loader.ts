import type { GraphqlContext } from '@passant/platform';
import DataLoader from 'dataloader';

type Load<Id, Value> = (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Value>>;

const loaders = new WeakMap<object, Map<object, unknown>>();

/**
 * One statement for all references of one operation. `owner` tells loaders apart (the service that loads); what is not
 * found is null.
 */
export function loadOne<Id extends string, Value>(
  context: GraphqlContext,
  { owner, load }: { owner: object; load: Load<Id, Value> },
  id: Id,
): Promise<Value | null> {
  const ofOperation = loaders.get(context) ?? new Map<object, unknown>();
  loaders.set(context, ofOperation);
  const loader = (ofOperation.get(owner) as DataLoader<Id, Value | null> | undefined) ?? makeLoader(load);
  ofOperation.set(owner, loader);
  return loader.load(id);
}

const MOST_AT_ONCE = 1000;

const makeLoader = <Id extends string, Value>(load: Load<Id, Value>): DataLoader<Id, Value | null> =>
  new DataLoader<Id, Value | null>(
    async (ids) => {
      const found = await load(ids);
      return ids.map((id) => found.get(id) ?? null);
    },
    { maxBatchSize: MOST_AT_ONCE },
  );
