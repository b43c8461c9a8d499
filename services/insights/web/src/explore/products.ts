import type { Document } from '../shared/graph/document';
import {
  affinityLines,
  type AnswerLines,
  binLines,
  campaignLines,
  flowLines,
  forecastLines,
  leafletLines,
  type Line,
  originLines,
  seriesLines,
  zoneLines,
} from './answer-lines';
import * as graph from './generated/graph';
import type { AskedProduct } from './question';

type Provenance = AnswerLines['provenance'][number];
/** Every product's answer is provenance with columns of its own: one of it, or one a zone. */
export type Asking = Document<{ readonly answer: unknown }, Record<string, unknown>>;

interface ProductView {
  readonly document: Asking;
  readonly read: (answer: never, everybody: string) => Line[];
}

const view = <Query extends { readonly answer: unknown }>(
  document: unknown,
  read: (answer: NonNullable<Query['answer']>, everybody: string) => Line[],
): ProductView => ({ document: document as Asking, read: read as ProductView['read'] });

export const VIEWS: Readonly<Record<AskedProduct, ProductView>> = {
  visitors: view<graph.VisitorsQuery>(graph.visitorsDocument, seriesLines),
  presence: view<graph.PresenceQuery>(graph.presenceDocument, seriesLines),
  rank: view<graph.RankQuery>(graph.rankDocument, zoneLines),
  comparison: view<graph.ComparisonQuery>(graph.comparisonDocument, zoneLines),
  origin: view<graph.OriginQuery>(graph.originDocument, originLines),
  affinity: view<graph.AffinityQuery>(graph.affinityDocument, affinityLines),
  dwell: view<graph.DwellQuery>(graph.dwellDocument, binLines),
  frequency: view<graph.FrequencyQuery>(graph.frequencyDocument, binLines),
  flows: view<graph.FlowsQuery>(graph.flowsDocument, flowLines),
  leaflets: view<graph.LeafletsQuery>(graph.leafletsDocument, leafletLines),
  campaign: view<graph.CampaignQuery>(graph.campaignDocument, campaignLines),
  forecast: view<graph.ForecastQuery>(graph.forecastDocument, forecastLines),
};

/** What the graph answered, as lines. */
export function toAnswerLines(product: AskedProduct, answer: unknown, everybody: string): AnswerLines {
  if (answer === null || answer === undefined) return { lines: [], unit: '', provenance: [], answer: null };
  const provenance = (Array.isArray(answer) ? answer : [answer]) as Provenance[];
  return {
    ...{ lines: VIEWS[product].read(answer as never, everybody), unit: provenance[0]?.unit ?? '', provenance, answer },
  };
}
