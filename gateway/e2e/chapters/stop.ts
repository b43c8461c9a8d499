import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day, Market } from '@passant/contracts';
import Redis from 'ioredis';
import type { GatewayClient } from '../../../libs/stack/src/gateway/gateway-client';
import { eventually } from '../support/operator';
import { askPresence, type Credentials, sellTo } from '../support/partner';
import type { RunningStack } from '../support/running-stack';
import { lateEventsOf, numberOf } from '../support/town';

const [officer, admin, operator] = [
  { staff: 'petra-privacy' },
  { staff: 'ada-admin' },
  { staff: 'nora-network' },
] as const;
const TOLD = ['ingestion', 'anonymisation', 'insights'] as const;
const STOP_MS = 120_000;

/** A stack with a market as the story left it. */
export interface Stoppable {
  readonly stack: RunningStack;
  readonly gateway: GatewayClient;
  readonly market: Market;
  readonly zoneId: string;
  /** A released day, and one that nothing was read of. */
  readonly day: Day;
  readonly freeDay: Day;
}

/** The stop switch, through the gateway and the public page: how soon it works, and that no crash ends it. */
export function tellStop(open: () => Stoppable): void {
  describe('the stop switch', () => {
    let stopId: string;
    let partner: Credentials;
    let files = 0;

    const refusalOfSale = async (): Promise<string> => {
      const { gateway, zoneId, day } = open();
      const { errors } = await askPresence(gateway, partner, { zoneIds: [zoneId], day });
      return errors?.[0]?.extensions?.code ?? 'answered';
    };
    const refusalOfExport = async (): Promise<string> => {
      const { gateway, zoneId, day } = open();
      const request = `mutation ($input: ExportInput!, $key: String!) {
        requestExport(input: $input, idempotencyKey: $key) { id } }`;
      const input = { product: 'presence', format: 'csv', zoneIds: [zoneId], from: day, to: day, grain: 'HOUR' };
      const { errors } = await gateway.askRaw(partner, request, { input, key: randomUUID() });
      return errors?.[0]?.extensions?.code ?? 'taken';
    };
    const refusalOfFile = async (): Promise<string> => {
      const { gateway, market, stack, freeDay } = open();
      files += 1;
      const file = join(stack.folder, `stopped-${files}.csv`);
      writeFileSync(file, lateEventsOf(freeDay, [{ number: numberOf(files), events: 1 }]).csv);
      const target = { path: `/uploads/events/${market.id}?name=stopped-${files}.csv`, contentType: 'text/csv' };
      const { status, body } = await gateway.upload(operator, target, file);
      return status < 300 ? 'taken' : String(body['code']);
    };
    const readPage = async (): Promise<string> => {
      const page = await fetch(`${open().stack.url}/transparency?language=en`, {
        headers: { 'accept-language': 'en' },
      });
      return page.text();
    };
    const isOnPage = async () => /halted since|angehalten seit/.test(await readPage());

    /** When each service said, in its own log, that it knows of the stop. */
    const findTold = (stop: string): Map<string, number> => {
      const { stack } = open();
      const told = new Map<string, number>();
      for (const service of TOLD) {
        for (const line of readFileSync(stack.home.log(service), 'utf8').split('\n')) {
          if (!line.includes('"processing.stopped"') || !line.includes(stop)) continue;
          told.set(service, Date.parse((JSON.parse(line) as { time: string }).time));
          break;
        }
      }
      return told;
    };

    test(
      'one turn by the privacy officer halts sales, exports, files and releases, and everybody can see it',
      async () => {
        const { gateway, market } = open();
        partner = await sellTo(gateway, market, { products: ['presence'] });
        expect([await refusalOfSale(), await refusalOfExport()]).toEqual(['answered', 'taken']);
        expect(await isOnPage()).toBe(false);

        const begun = Date.now();
        const turn = `mutation ($market: String!) {
          stop: stopProcessing(market: $market, reason: "The authority asked us to.") { id state } }`;
        const { stop } = await gateway.ask<{ stop: { id: string; state: string } }>(officer, turn, {
          market: market.id,
        });
        stopId = stop.id;
        const answered = Date.now();
        await eventually('no sale', async () => ((await refusalOfSale()) === 'PROCESSING_STOPPED' ? true : undefined));
        const noSale = Date.now();
        await eventually('no export', async () =>
          (await refusalOfExport()) === 'PROCESSING_STOPPED' ? true : undefined,
        );
        const noExport = Date.now();
        await eventually('no file', async () => ((await refusalOfFile()) === 'PROCESSING_STOPPED' ? true : undefined));
        const noFile = Date.now();
        await eventually('on the page', async () => ((await isOnPage()) ? true : undefined));
        const onPage = Date.now();
        const told = await eventually('all know', async () => {
          const known = findTold(stopId);
          return known.size === TOLD.length ? known : undefined;
        });
        const after = (instant: number) => `${((instant - begun) / 1000).toFixed(2)} s`;
        const lines = [
          `consent: answered, so panels and clearances halted ${after(answered)}`,
          ...[...told].map(([service, instant]) => `${service}: knows of it ${after(instant)}`),
          `seen from outside, asked in this order: no sale ${after(noSale)}, no export ${after(noExport)}, no file ${after(noFile)}, on /transparency ${after(onPage)}`,
        ];
        process.stdout.write(`the stop switch, from the turn on (promised: 5 s)\n  ${lines.join('\n  ')}\n`);
      },
      STOP_MS,
    );

    test(
      'it stands after every process was killed and Redis was wiped: from the first answer on',
      async () => {
        const { stack } = open();
        await stack.killServices(async () => {
          const redis = new Redis(stack.redisUrl);
          await redis.flushall().finally(() => redis.disconnect());
        });
        // Not polled: the first question, export and file after the start are refused.
        expect(await refusalOfSale()).toBe('PROCESSING_STOPPED');
        expect(await refusalOfExport()).toBe('PROCESSING_STOPPED');
        expect(await refusalOfFile()).toBe('PROCESSING_STOPPED');
        expect(await isOnPage()).toBe(true);
      },
      STOP_MS,
    );

    test(
      'it ends by two people with a reason, and then there is an answer again',
      async () => {
        const { gateway } = open();
        const propose = `mutation ($id: ID!) { resumeProcessing(stopId: $id, reason: "All is mended now.") { state } }`;
        const approve = 'mutation ($id: ID!) { approveResume(stopId: $id) { state } }';
        expect((await gateway.askRaw(admin, approve, { id: stopId })).errors).toHaveLength(1);
        await gateway.ask(admin, propose, { id: stopId });
        expect((await gateway.askRaw(admin, approve, { id: stopId })).errors).toHaveLength(1);
        expect(await refusalOfSale()).toBe('PROCESSING_STOPPED');
        await gateway.ask(officer, approve, { id: stopId });
        await eventually('a sale', async () => ((await refusalOfSale()) === 'answered' ? true : undefined));
        await eventually('gone from the page', async () => ((await isOnPage()) ? undefined : true));
      },
      STOP_MS,
    );
  });
}
