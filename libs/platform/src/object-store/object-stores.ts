import type { HandOver } from '@passant/contracts';
import { HAND_OVERS } from '@passant/contracts';
import { handOverVariable } from '../environment';
import { ObjectStore } from './object-store';

/** The hand-overs this service was given: no folder in the environment, no way in. */
export class ObjectStores {
  private readonly stores: ReadonlyMap<HandOver, ObjectStore>;

  constructor(folders: Partial<Record<HandOver, string>>) {
    this.stores = new Map(
      Object.entries(folders).map(([name, folder]) => [name as HandOver, new ObjectStore(name as HandOver, folder)]),
    );
  }

  static fromEnvironment(environment: object): ObjectStores {
    const variables = environment as Record<string, unknown>;
    const names = Object.keys(HAND_OVERS) as HandOver[];
    const given = names.filter((name) => typeof variables[handOverVariable(name)] === 'string');
    return new ObjectStores(
      Object.fromEntries(given.map((name) => [name, variables[handOverVariable(name)] as string])),
    );
  }

  of(handOver: HandOver): ObjectStore {
    const store = this.stores.get(handOver);
    if (!store) throw new Error(`This service was not given the hand-over ${handOver}`);
    return store;
  }
}
