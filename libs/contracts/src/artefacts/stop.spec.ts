import { isHalting, type ProcessingStop, processingStopSchema } from './stop';

const NOW = Date.parse('2026-06-08T12:00:00Z');
const stop = (given: Partial<Record<keyof ProcessingStop, unknown>> = {}): ProcessingStop =>
  processingStopSchema.parse({
    ...{ stopId: '0b9f8f0e-8f0a-4c8e-9d5e-2f6f1d2c3b4a', number: 1, market: 'leipzig', purpose: null, product: null },
    ...{ since: '2026-06-08T10:00:00Z', until: null, endedAt: null },
    ...given,
  });
const market = stop().market;
const sale = { market, purpose: 'place-statistics', product: 'presence' } as const;

test.each([
  ['of a market halts everything in it', {}, true, true],
  ['of a purpose halts its releases and sales, not panels', { purpose: 'place-statistics' }, true, false],
  ['of another purpose halts nothing of this one', { purpose: 'public-planning' }, false, false],
  ['of a product halts it for every purpose', { product: 'presence' }, true, false],
  ['of another product halts nothing of this one', { product: 'flows' }, false, false],
  ['of a product for another purpose halts nothing', { product: 'presence', purpose: 'public-planning' }, false, false],
  ['of another market halts nothing here', { market: 'halle' }, false, false],
  ['that was ended halts nothing', { endedAt: '2026-06-08T11:00:00Z' }, false, false],
  ['whose time is over halts nothing', { until: '2026-06-08T12:00:00Z' }, false, false],
  ['whose time is not over halts', { until: '2026-06-08T12:00:01Z' }, true, true],
])('a stop %s', (_, given, haltsSale, haltsPanel) => {
  expect([isHalting(stop(given), sale, NOW), isHalting(stop(given), { market }, NOW)]).toEqual([haltsSale, haltsPanel]);
});
