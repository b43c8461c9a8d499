import type { Document } from '../../shared/graph/document';
import * as graph from '../generated/graph';

interface Costed {
  readonly cost: {
    readonly currency: string;
    readonly figures: number;
    readonly minorUnits: number;
    readonly quotaLeft: number | null;
  };
  readonly marks: readonly string[];
}
type Answer = { readonly answer: Costed | readonly Costed[] | null };
export type DryRunDocument = Document<Answer, Record<string, unknown>>;

interface DryRunOf {
  readonly document: DryRunDocument;
  /** What it takes beside the contract and the zones. */
  readonly takes: readonly ('from' | 'to' | 'grain')[];
}
const of = (document: unknown, ...takes: DryRunOf['takes']): DryRunOf => ({
  document: document as DryRunDocument,
  takes,
});

/** One for each product of a contract. */
export const DRY_RUNS: Readonly<Record<string, DryRunOf>> = {
  visitors: of(graph.dryRunVisitorsDocument, 'from', 'to', 'grain'),
  presence: of(graph.dryRunPresenceDocument, 'from', 'to', 'grain'),
  dwell: of(graph.dryRunDwellDocument, 'from', 'to', 'grain'),
  origin: of(graph.dryRunOriginDocument, 'from', 'to', 'grain'),
  flows: of(graph.dryRunFlowsDocument, 'from', 'to', 'grain'),
  affinity: of(graph.dryRunAffinityDocument, 'from', 'to'),
  frequency: of(graph.dryRunFrequencyDocument, 'from', 'to'),
  campaign: of(graph.dryRunCampaignDocument, 'from', 'to'),
  leaflets: of(graph.dryRunLeafletsDocument, 'from', 'to'),
  forecast: of(graph.dryRunForecastDocument, 'from'),
};

export interface WouldGet {
  /** At most: of an estimate all that might be published. */
  readonly figures: number;
  readonly minorUnits: number;
  readonly currency: string;
  readonly quotaLeft: number | null;
  readonly marks: readonly string[];
}

/** An answer's parts together; null: it has none. */
export function addUpParts({ answer }: Answer): WouldGet | null {
  const parts = [answer ?? []].flat() as readonly Costed[];
  const [first] = parts;
  if (first === undefined) return null;
  const sum = (pick: (cost: Costed['cost']) => number) => parts.reduce((total, { cost }) => total + pick(cost), 0);
  return {
    ...{ figures: sum(({ figures }) => figures), minorUnits: sum(({ minorUnits }) => minorUnits) },
    ...{ currency: first.cost.currency, quotaLeft: first.cost.quotaLeft },
    marks: [...new Set(parts.flatMap(({ marks }) => marks))],
  };
}
