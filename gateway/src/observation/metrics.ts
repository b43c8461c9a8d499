import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { ServiceName } from '@passant/contracts';
import type { SubgraphOutcome } from '../graph/subgraph';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the gateway counts: routes as written in the code, never addresses as called. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'passant_gateway_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly subgraphCalls = new Histogram({
    name: 'passant_gateway_subgraph_seconds',
    help: 'Time of a request to a subgraph',
    labelNames: ['service', 'outcome'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly graphErrors = new Counter({
    name: 'passant_gateway_graph_errors_total',
    help: 'Errors in answers of the graph by code',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  countRequest(labels: { route: string; method: string; status: number }, seconds: number): void {
    this.requests.observe(labels, seconds);
  }

  countSubgraphCall(service: ServiceName, outcome: SubgraphOutcome, seconds: number): void {
    this.subgraphCalls.observe({ service, outcome }, seconds);
  }

  countGraphError(code: string): void {
    this.graphErrors.inc({ code });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  print(): Promise<string> {
    return this.registry.metrics();
  }
}
