import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { OutboxRepository } from '../jobs/outbox.repository';

export interface GaugeSettings {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  readonly values: readonly string[];
  /** By value of the label; 0 where one is not there. */
  readonly read: () => Promise<ReadonlyMap<string, number>>;
}

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

  /** A figure per value of one label, read when somebody asks; NaN where it cannot be read. */
  addGauge({ name, help, label, values, read }: GaugeSettings): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        const figures = await read().catch(() => undefined);
        for (const value of values) this.set({ [label]: value }, figures ? (figures.get(value) ?? 0) : Number.NaN);
      },
    });
  }

  print(): Promise<string> {
    return this.registry.metrics();
  }
}
