import { type Asked, toVariables } from './question';
import type { ExportInput } from './generated/graph';

/** The same question as the page asks, as a file: what is null there is not given here. */
export function toExportInput(
  asked: Asked,
  given: { readonly contractId: string; readonly format: string },
): ExportInput {
  const { product } = asked;
  const how = { contractId: given.contractId, estimate: false, idempotencyKey: null };
  const { zoneIds, ...rest } = toVariables(asked, how);
  const named = product === 'flows' ? { fromZoneIds: zoneIds } : { zoneIds };
  const figure = product === 'rank' || product === 'comparison' ? { figure: 'visitors' } : {};
  const all = { ...rest, ...named, ...figure, product, format: given.format };
  const isGiven = ([name, value]: [string, unknown]) => value !== null && name !== 'estimate';
  return Object.fromEntries(Object.entries(all).filter(isGiven)) as unknown as ExportInput;
}
