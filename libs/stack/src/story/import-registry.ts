import type { MarketId } from '@passant/contracts';
import type { CitySummary } from '@passant/simulator';
import { waitFor } from '../wait';
import type { GatewayClient } from '../gateway/gateway-client';
import type { LaunchContext } from '../launch/context';
import { count, rate } from '../launch/narrator';
import { refused } from './publish-zones';

interface ImportReport {
  imported: number;
  unchanged: number;
  rejected: number;
  problems: { line: number; reason: string }[];
}

const operator = { staff: 'nora-network' } as const;
const MARKER = 'registry.json';

/** Subscribers and what they decided elsewhere, as the operator delivers them. Once a home. */
export async function importRegistry(
  context: LaunchContext,
  gateway: GatewayClient,
  { market, city }: { market: MarketId; city: CitySummary },
): Promise<void> {
  if (context.home.readJson(MARKER)) return;
  for (const kind of ['subscribers', 'decisions'] as const) {
    await context.narrator.stage(kind, `Importing ${kind}`, async () => {
      const started = performance.now();
      const report = await importFile(context, gateway, {
        path: `/registry/${market}/${kind}`,
        file: city.files[kind],
      });
      for (const { line, reason } of report.problems.slice(0, 5)) context.narrator.say(`  line ${line}: ${reason}`);
      const rows = report.imported + report.unchanged + report.rejected;
      const told = `${count(report.imported)} taken, ${count(report.unchanged)} known, ${count(report.rejected)} refused, ${rate(rows, performance.now() - started, 'rows')}`;
      return { result: undefined, told };
    });
  }
  context.home.writeJson(MARKER, { imported: true });
}

/** Consent learns of a market through the queue: shortly after the plan's approval it may not know it yet. */
async function importFile(
  { signal }: LaunchContext,
  gateway: GatewayClient,
  { path, file }: { path: string; file: string },
): Promise<ImportReport> {
  const target = { path, contentType: 'text/csv' };
  let last: Record<string, unknown> = {};
  const report = await waitFor(
    async () => {
      signal.throwIfAborted();
      const { status, body } = await gateway.upload(operator, target, file);
      last = body;
      if (status < 300) return body as unknown as ImportReport;
      if (status !== 404 && status !== 409) throw refused(`the file ${file}`, body);
      return undefined;
    },
    { timeoutMs: 60_000, intervalMs: 500 },
  );
  if (!report) throw refused(`the file ${file}`, last);
  return report;
}
