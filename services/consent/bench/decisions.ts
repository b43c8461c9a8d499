import { Client } from 'pg';
import { numberOf } from './import';
import { PageSession } from './page-session';
import { peakMemoryDuring } from './peak-memory';
import { type BenchText, type ConsentRow, secondsOf, toRow } from './row';
import type { Bench } from './running';

export const CLIENTS = 16;

const INSERT = `INSERT INTO yardstick_decision (subscriber_id, purpose, data_kind, state, decided_at) VALUES (gen_random_uuid(), $1, $2, $3, now())`;
export const INSERT_TEXT: BenchText = {
  title: `yardstick of decisions: a plain insert, a transaction each, over ${CLIENTS} connections`,
  text: INSERT,
};

/**
 * People who decide at once, each in turn yes and no: change, check, confirm and the page that says it is done, as a browser asks for them.
 * A confirmation is one decision written. Logging in is not in the time.
 */
export async function benchDecisions(bench: Bench, { rounds }: { readonly rounds: number }): Promise<ConsentRow> {
  const sessions: PageSession[] = [];
  for (let client = 0; client < CLIENTS; client += 1) {
    const session = new PageSession(bench, `198.51.100.${client + 1}`);
    await session.logIn(numberOf(client));
    sessions.push(session);
  }
  const milliseconds: number[] = [];
  const decide = async (session: PageSession): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      await session.decide(round % 2 === 0 ? 'allow' : 'refuse');
      milliseconds.push(performance.now() - begun);
    }
  };
  const count = CLIENTS * rounds;
  const { result: ours, peakMegabytes } = await peakMemoryDuring(bench.pid, () =>
    secondsOf(() => Promise.all(sessions.map(decide))),
  );
  const sorted = milliseconds.sort((a, b) => a - b);
  const at = (part: number): number => Math.round(sorted[Math.floor(part * (sorted.length - 1))]!);
  const details = { clients: CLIENTS, requestsADecision: 4, p50Milliseconds: at(0.5), p95Milliseconds: at(0.95) };
  const yardstick = await measureInserts(bench, rounds);
  return toRow({ row: 'decisions', count, peakMegabytes, details }, { ours, yardstick });
}

async function measureInserts(bench: Bench, rounds: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = new Client({ connectionString: bench.superuserUrl });
      await client.connect();
      return client;
    }),
  );
  try {
    await clients[0]!.query(
      `CREATE TABLE yardstick_decision (subscriber_id uuid, purpose text, data_kind text, state text, decided_at timestamptz)`,
    );
    const insert = async (client: Client): Promise<void> => {
      for (let round = 0; round < rounds; round += 1)
        await client.query(INSERT, ['place-statistics', 'presence', 'given']);
    };
    return await secondsOf(() => Promise.all(clients.map(insert)));
  } finally {
    await clients[0]!.query(`DROP TABLE IF EXISTS yardstick_decision`);
    for (const client of clients) await client.end();
  }
}
