import { Kind, parse } from 'graphql';

/** Mutations of a subgraph that take no idempotency key, so that they leave no act either. For a test of each service: there are none. */
export function listMutationsWithoutKey(sdl: string): string[] {
  const mutations = parse(sdl).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Mutation'
      ? (definition.fields ?? [])
      : [],
  );
  return mutations
    .filter((field) => !field.arguments?.some(({ name }) => name.value === 'idempotencyKey'))
    .map(({ name }) => name.value);
}
