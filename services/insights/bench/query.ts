import { Agent, request } from 'undici';
import { Pool } from 'pg';
import { loadYear } from './load-year';
import { measure, type Measured } from './measure';
import { seeded } from './noisy-year';
import { type BenchQuestion, makeQuestions, SQL } from './questions';
import { type Bench, startBench } from './running';
import { type BenchContext, type BenchSize, FULL, QUICK } from './settings';
import { signUp } from './sign-up';

/** One question through the gateway, beside its SQL on the same database in the same run. */
export interface QueryRow {
  readonly row: 'query';
  readonly question: string;
  /** p50 through gateway and subgraph over p50 of the bare SQL. */
  readonly ratio: number;
  /** p99 over p50, through gateway and subgraph. */
  readonly tail: number;
  readonly graph: Measured;
  readonly sql: Measured;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface QueryBench {
  readonly rows: readonly QueryRow[];
  readonly texts: readonly { readonly title: string; readonly text: string }[];
}

/** Turns, so that a slow minute of the machine strikes both. */
const TURNS = 4;

export async function benchQuery({ quick, say }: BenchContext): Promise<QueryBench> {
  const size = quick ? QUICK : FULL;
  const bench = await startBench();
  try {
    const started = performance.now();
    const { releases, figures } = await loadYear(bench.databaseUrl, size);
    const loadSeconds = Math.round((performance.now() - started) / 1000);
    say(`${figures.toLocaleString('en')} figures of ${releases} releases loaded in ${loadSeconds} s.`);
    const details = { releases, figures, clients: size.clients, zones: size.zones, days: size.days };
    const rows = await askAll(bench, size, (one) => say(`${one.question}: ${one.ratio.toFixed(2)} times the SQL`));
    const questions = makeQuestions(size);
    return {
      rows: rows.map((row) => ({ ...row, details })),
      texts: [
        ...questions.map(({ name, graphql }) => ({ title: name, text: graphql })),
        { title: 'bare SQL', text: SQL },
      ],
    };
  } finally {
    await bench.stop();
  }
}

async function askAll(bench: Bench, size: BenchSize, told: (row: QueryRow) => void): Promise<QueryRow[]> {
  const url = await bench.startServices();
  const getToken = await signUp(bench, url, size);
  const pool = new Pool({ connectionString: bench.databaseUrl, max: size.clients });
  const dispatcher = new Agent({ connections: size.clients, keepAliveTimeout: 30_000 });
  try {
    const rows: QueryRow[] = [];
    for (const question of makeQuestions(size)) {
      const token = await getToken();
      const row = await askOne(question, size, {
        graph: (variables) => askGraph({ url, token, dispatcher }, question.graphql, variables),
        sql: async (variables) => {
          for (const [text, values] of question.sql(variables)) await pool.query(text, [...values]);
        },
      });
      told(row);
      rows.push(row);
    }
    return rows;
  } finally {
    await Promise.all([pool.end(), dispatcher.close()]);
  }
}

type Asked = (variables: Record<string, unknown>) => Promise<void>;

/** Both are asked the same in turns, after a turn that warms up. */
async function askOne(
  question: BenchQuestion,
  { clients, questions }: BenchSize,
  ways: Readonly<Record<'graph' | 'sql', Asked>>,
): Promise<QueryRow> {
  const count = Math.ceil(questions / TURNS);
  const turns: Record<'graph' | 'sql', Measured[]> = { graph: [], sql: [] };
  for (let turn = -1; turn < TURNS; turn++) {
    for (const way of ['sql', 'graph'] as const) {
      const random = seeded(turn + 1);
      const asked = Array.from({ length: count }, () => question.variables(random));
      const measured = await measure({ count, clients }, (number) => ways[way](asked[number]!));
      if (turn >= 0) turns[way].push(measured);
    }
  }
  const [graph, sql] = [middleOf(turns.graph), middleOf(turns.sql)];
  const [ratio, tail] = [graph.p50 / sql.p50, graph.p99 / graph.p50];
  return { row: 'query', question: question.name, ratio, tail, graph, sql, details: {} };
}

/** The median of each number over the turns. */
function middleOf(turns: readonly Measured[]): Measured {
  const middle = (pick: (one: Measured) => number) => {
    const sorted = turns.map(pick).sort((a, b) => a - b);
    return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  };
  return {
    ...{ p50: middle(({ p50 }) => p50), p95: middle(({ p95 }) => p95), p99: middle(({ p99 }) => p99) },
    perSecond: middle(({ perSecond }) => perSecond),
    answers: turns.reduce((sum, { answers }) => sum + answers, 0),
    failed: turns.reduce((sum, { failed }) => sum + failed, 0),
  };
}

async function askGraph(
  { url, token, dispatcher }: { url: string; token: string; dispatcher: Agent },
  query: string,
  variables: Record<string, unknown>,
): Promise<void> {
  const response = await request(`${url}/graphql`, {
    ...{ method: 'POST', dispatcher, body: JSON.stringify({ query, variables }) },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  const { errors } = (await response.body.json()) as { errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
}
