import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { OutboxRepository } from '../jobs/outbox.repository';

/** Prometheus metrics of one service. Own figures are added to `registry`; no label may hold personal data. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor(outbox: OutboxRepository) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'passant_outbox_unsettled',
      help: 'Outbox rows without an effect yet.',
      registers: [this.registry],
      async collect() {
        this.set(await outbox.countUnsettled().catch(() => Number.NaN));
      },
    });
  }

  print(): Promise<string> {
    return this.registry.metrics();
  }
}
