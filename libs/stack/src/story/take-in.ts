import type { Day, MarketId } from '@passant/contracts';
import type { CitySummary, EventsFile } from '@passant/simulator';
import { StackProblem } from '../errors';
import { type GatewayClient, isUnavailable } from '../gateway/gateway-client';
import type { LaunchContext } from '../launch/context';
import { count, megabytes, rate } from '../launch/narrator';
import { waitFor } from '../wait';
import { type Batch, BATCH_FIELDS } from './batches';
import { refused } from './publish-zones';

const operator = { staff: 'nora-network' } as const;

/** Sends every file of events that is not known yet and waits until its rows are counted. True when something was taken in. */
export async function takeIn(
  context: LaunchContext,
  gateway: GatewayClient,
  { market, city }: { market: MarketId; city: CitySummary },
): Promise<boolean> {
  const known = await findBatches(gateway, market);
  const isDone = (name: string) => known.some((batch) => batch.name === name && batch.state === 'DONE');
  const missing = city.events.filter(({ name }) => !isDone(name));
  if (missing.length === 0) return false;
  await context.narrator.stage('ingest', `Taking in ${missing.length} file(s) of events`, async (progress) => {
    const started = performance.now();
    let rows = 0;
    const batchIds: string[] = [];
    for (const file of missing) batchIds.push(await send(gateway, market, file, progress));
    for (const batchId of batchIds) {
      const batch = await untilDone(context, gateway, batchId, progress);
      rows += batch.counters.read;
    }
    return { result: undefined, told: `${count(rows)} rows, ${rate(rows, performance.now() - started, 'rows')}` };
  });
  return true;
}

/** As many as one answer of the gateway has time for. */
const DAYS_AT_ONCE = 20;

/** Tells that no more rows of these days will come. A repeat changes nothing: what came too late for the gateway is asked again. */
export async function completeDays(
  { signal }: LaunchContext,
  gateway: GatewayClient,
  { market, days }: { market: MarketId; days: readonly Day[] },
): Promise<void> {
  const mutation = `mutation CompleteDays($market: ID!, $days: [String!]!) {
    completeDays(market: $market, days: $days) { day }
  }`;
  for (let first = 0; first < days.length; first += DAYS_AT_ONCE) {
    const some = days.slice(first, first + DAYS_AT_ONCE);
    const isTaken = async () => {
      signal.throwIfAborted();
      const { errors } = await gateway.askRaw(operator, mutation, { market, days: some });
      const error = errors?.[0];
      if (error && isUnavailable(error)) return undefined;
      if (error) throw refused('to complete days', { message: error.message, ...error.extensions });
      return true;
    };
    if (await waitFor(isTaken, { timeoutMs: 60_000, intervalMs: 500 })) continue;
    throw new StackProblem('Ingestion does not complete days.', 'See the log of ingestion.');
  }
}

export async function findBatches(gateway: GatewayClient, market: MarketId): Promise<Batch[]> {
  const query = `query Batches($market: ID!) { batches(market: $market) { ${BATCH_FIELDS} } }`;
  return (await gateway.ask<{ batches: Batch[] }>(operator, query, { market })).batches;
}

async function send(
  gateway: GatewayClient,
  market: MarketId,
  file: EventsFile,
  progress: (text: () => string) => void,
): Promise<string> {
  const started = performance.now();
  const target = {
    path: `/uploads/events/${market}?name=${encodeURIComponent(file.name)}`,
    contentType: file.name.endsWith('.gz') ? 'application/gzip' : 'text/csv',
  };
  const { status, body } = await gateway.upload(operator, target, file.path, (bytes) =>
    progress(() => `${file.name}: sent ${megabytes(bytes)}, ${rate(bytes / 1e6, performance.now() - started, 'MB')}`),
  );
  // A start that was broken off had already sent this file.
  if (typeof body['batchId'] === 'string') return body['batchId'];
  throw refused(`the file ${file.path} (status ${status})`, body);
}

async function untilDone(
  { signal }: LaunchContext,
  gateway: GatewayClient,
  batchId: string,
  progress: (text: () => string) => void,
): Promise<Batch> {
  const started = performance.now();
  const query = `query Batch($id: ID!) { batch(id: $id) { ${BATCH_FIELDS} } }`;
  const done = await waitFor(
    async () => {
      signal.throwIfAborted();
      const { batch } = await gateway.ask<{ batch: Batch }>(operator, query, { id: batchId });
      if (batch.state === 'FAILED') {
        throw new StackProblem(
          `The batch of ${batch.name} failed: ${batch.failure?.message ?? ''} (${batch.failure?.code ?? 'no reason given'}).`,
          'Correct the file, or see the log of ingestion.',
        );
      }
      const where = await tellState(gateway, batch, performance.now() - started);
      progress(() => `${batch.name}: ${where}`);
      return batch.state === 'DONE' ? batch : undefined;
    },
    { timeoutMs: 3_600_000, intervalMs: 250 },
  );
  if (done) return done;
  throw new StackProblem('A batch is not done after an hour.', 'See the log of ingestion.');
}

async function tellState(gateway: GatewayClient, batch: Batch, milliseconds: number): Promise<string> {
  const { state, stage, market, rowsRead } = batch;
  if (state !== 'WAITING_FOR_PANELS') {
    const rows = rowsRead === 0 ? '' : `, ${count(rowsRead)} rows, ${rate(rowsRead, milliseconds, 'rows')}`;
    return `${stage ?? state}${rows}`;
  }
  const query = 'query DayIntakes($market: ID!) { dayIntakes(market: $market) { hasPanel } }';
  const { dayIntakes } = await gateway.ask<{ dayIntakes: { hasPanel: boolean }[] }>(operator, query, { market });
  const issued = dayIntakes.filter(({ hasPanel }) => hasPanel).length;
  return `waiting for panels, ${count(issued)} of ${count(dayIntakes.length)} issued`;
}
