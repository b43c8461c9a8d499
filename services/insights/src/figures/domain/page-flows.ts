import { compareFlows, type Flow, type FlowKey } from './compose-flows';

/** The last flow of a page: the next page holds what comes after it, whatever was added or withdrawn meanwhile. */
export type FlowCursor = FlowKey;

export function takePage(
  flows: readonly Flow[],
  { first, after }: { readonly first: number; readonly after: FlowCursor | null },
): { readonly flows: readonly Flow[]; readonly hasNextPage: boolean } {
  const rest = after ? flows.filter((flow) => compareFlows(after, flow) < 0) : flows;
  return { flows: rest.slice(0, first), hasNextPage: rest.length > first };
}
