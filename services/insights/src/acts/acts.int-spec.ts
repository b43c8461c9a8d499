import { randomUUID } from 'node:crypto';
import { testStack, waitFor } from '@passant/testing';
import { zonePlan } from '../../test/artefacts';
import { admin, approver, Insights, operator } from '../../test/insights';

const stack = testStack({ postgres: true, redis: true });
const boris = { ...admin, staffId: 'boris-admin' } as typeof admin;
let insights: Insights;

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
}, 60_000);
afterAll(() => insights.app.close());

const CREATE = `mutation ($name: String!, $key: String) {
  createClient(input: { name: $name, kindOfBuyer: "retail" }, idempotencyKey: $key) { id name createdAt } }`;
const create = (name: string, key: string, actor = admin) => insights.ask<Created>(actor, CREATE, { name, key });
interface Created {
  createClient: { id: string; name: string; createdAt: string };
}

const countClients = async (name: string): Promise<number> =>
  (await insights.dataSource.query('SELECT FROM client WHERE name = $1', [name])).length;

interface ListedAct {
  position: number;
  staffId: string;
  act: string;
  subjectKind: string;
  subjectId: string;
}
const listActs = async (subjectId: string): Promise<ListedAct[]> => {
  const query = 'query ($id: ID) { staffActs(subjectId: $id) { position staffId act subjectKind subjectId } }';
  return (await insights.ask<{ staffActs: ListedAct[] }>(admin, query, { id: subjectId })).staffActs;
};

describe('a mutation with an idempotency key', () => {
  it('is done once, and gives the first answer again, to the last character', async () => {
    const key = randomUUID();
    const first = await create('Once', key);
    expect(await create('Once', key)).toEqual(first);
    expect(await countClients('Once')).toBe(1);
    expect(await listActs(first.createClient.id)).toHaveLength(1);
  });

  it('is refused where the key came with something else, also with another mutation', async () => {
    const key = randomUUID();
    const { createClient } = await create('Mine', key);
    expect(await insights.refusal(admin, CREATE, { name: 'Other', key })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    const issue =
      'mutation ($id: ID!, $key: String) { issueCredentials(clientId: $id, idempotencyKey: $key) { clientId } }';
    expect(await insights.refusal(admin, issue, { id: createClient.id, key })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('is another one with another key, and with the same key of somebody else', async () => {
    const key = randomUUID();
    const ids = [await create('Shared', key), await create('Shared', key, boris), await create('Shared', randomUUID())];
    expect(new Set(ids.map(({ createClient }) => createClient.id)).size).toBe(3);
  });

  it('is done once by many at once: each gets the same answer or is told to wait', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => insights.client.graphql<Created>(admin, CREATE, { name: 'Crowd', key })),
    );
    const done = answers.flatMap(({ data }) => data?.createClient.id ?? []);
    const codes = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions['code']) ?? []);
    expect(new Set(done).size).toBe(1);
    expect(codes.every((code) => code === 'IDEMPOTENCY_KEY_IN_FLIGHT')).toBe(true);
    expect(done.length + codes.length).toBe(16);
    expect(await countClients('Crowd')).toBe(1);
  });

  it('is told that the first is still at work', async () => {
    const key = randomUUID();
    const runner = insights.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query('LOCK TABLE client IN ACCESS EXCLUSIVE MODE');
      const first = create('Slow', key);
      await waitFor(async () => {
        const waiting: unknown[] = await insights.dataSource.query(
          `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'client'::regclass`,
        );
        return waiting.length > 0;
      });
      expect(await insights.refusal(admin, CREATE, { name: 'Slow', key })).toMatchObject({
        code: 'IDEMPOTENCY_KEY_IN_FLIGHT',
      });
      await runner.rollbackTransaction();
      const answered = await first;
      expect(await create('Slow', key)).toEqual(answered);
    } finally {
      await runner.release();
    }
  });

  it('may be tried again with its key where it failed', async () => {
    const contractId = await insights.draft(await insights.createClient());
    const key = randomUUID();
    const activate =
      'mutation ($id: ID!, $key: String) { activateContract(contractId: $id, idempotencyKey: $key) { state } }';
    expect(await insights.refusal(approver, activate, { id: contractId, key })).toMatchObject({
      code: 'CONTRACT_STEP_NOT_POSSIBLE',
    });
    for (const step of ['offer', 'sign']) await insights.step(admin, step, contractId);
    await insights.attest(contractId);
    for (const attempt of [1, 2]) {
      const done = await insights.ask(approver, activate, { id: contractId, key });
      expect([attempt, done]).toEqual([attempt, { activateContract: { state: 'active' } }]);
    }
  });

  it('shows a secret again to who has the key, and keeps it from who reads the database', async () => {
    const clientId = await insights.createClient();
    const key = randomUUID();
    const issue = `mutation ($id: ID!, $key: String) {
      issueCredentials(clientId: $id, idempotencyKey: $key) { clientId clientSecret } }`;
    const issued = await insights.ask<{ issueCredentials: { clientSecret: string } }>(admin, issue, {
      id: clientId,
      key,
    });
    expect(await insights.ask(admin, issue, { id: clientId, key })).toEqual(issued);
    const kept: { row: string; sealed: Buffer }[] = await insights.dataSource.query(
      'SELECT row_to_json(kept_answer)::text AS row, sealed_answer AS sealed FROM kept_answer',
    );
    const stored = kept.map(({ row, sealed }) => row + sealed.toString('latin1')).join();
    expect(stored).not.toContain(issued.issueCredentials.clientSecret);
    expect(stored).not.toContain(key);
  });

  it.each(['short', 'with spaces in it, and a comma', 'x'.repeat(129)])('needs a key that is one: %s', async (key) => {
    expect(await insights.refusal(admin, CREATE, { name: 'x', key })).toMatchObject({
      ...{ code: 'INPUT_INVALID', message: expect.stringMatching(/idempotencyKey/) },
    });
  });

  it('is forgotten after a day', async () => {
    const key = randomUUID();
    await create('Old', key);
    await insights.dataSource.query(`UPDATE kept_answer SET kept_at = kept_at - interval '25 hours'`);
    await create('New', randomUUID());
    await create('Old', key);
    expect(await countClients('Old')).toBe(2);
  });
});

describe('what staff did', () => {
  it('is written down with who, what and when; what failed is not', async () => {
    const clientId = await insights.createClient();
    const contractId = await insights.draft(clientId);
    await insights.step(admin, 'offer', contractId);
    await insights.refusal(admin, 'mutation ($id: ID!) { activateContract(contractId: $id) { id } }', {
      id: contractId,
    });
    await insights.step(admin, 'sign', contractId);
    await insights.attest(contractId);
    await insights.step(approver, 'activate', contractId);
    const acts = await listActs(contractId);
    expect(acts.map(({ staffId, act, subjectKind }) => [staffId, act, subjectKind])).toEqual([
      ['anton-approver', 'activateContract', 'contract'],
      ['ada-admin', 'attestContract', 'contract'],
      ['ada-admin', 'signContract', 'contract'],
      ['ada-admin', 'offerContract', 'contract'],
      ['ada-admin', 'draftContract', 'contract'],
    ]);
    expect((await listActs(clientId)).map(({ act }) => act)).toEqual(['createClient']);
    const { clientId: oauthId } = await insights.issueCredentials(clientId);
    await insights.ask(admin, 'mutation ($id: ID!) { revokeCredentials(clientId: $id) }', { id: oauthId });
    expect((await listActs(oauthId)).map(({ act }) => act)).toEqual(['revokeCredentials', 'issueCredentials']);
  });

  it('has an entry for each mutation there is', async () => {
    const sdl: string = (await insights.ask<{ _service: { sdl: string } }>(admin, '{ _service { sdl } }'))._service.sdl;
    const mutations = /type Mutation \{([^}]*)\}/.exec(sdl)?.[1] ?? '';
    const names = [...mutations.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name);
    const withKey = [...mutations.matchAll(/idempotencyKey: String/g)];
    expect(names.length).toBeGreaterThan(10);
    expect(withKey).toHaveLength(names.length);
  });

  it('stands in the sealed log too, act by act', async () => {
    await insights.createClient();
    const unsealed = async (): Promise<number> => {
      const [{ count }] = await insights.dataSource.query(
        `SELECT count(*)::integer AS count FROM staff_act WHERE NOT EXISTS (
           SELECT FROM audit_opening JOIN audit_entry ON audit_entry.id = entry_id JOIN audit_leaf USING (entry_id)
           WHERE kind = 'staff-act' AND content->>'act' = staff_act.act AND content->>'staffId' = staff_act.staff_id
             AND content->>'subjectId' = subject_id AND (content->>'actedAt')::timestamptz = acted_at)`,
      );
      return count as number;
    };
    expect(await waitFor(async () => (await unsealed()) === 0)).toBe(true);
    const [{ acts, checkpointed }] = await insights.dataSource.query(
      `SELECT (SELECT count(*)::integer FROM staff_act) AS acts,
         (SELECT max(size)::integer FROM audit_checkpoint) AS checkpointed`,
    );
    expect(acts).toBeGreaterThan(5);
    expect(checkpointed).toBeGreaterThanOrEqual(acts);
  });

  it('is read in pages, by admins and the privacy officer only', async () => {
    const page = 'query ($before: Int) { staffActs(before: $before) { position } }';
    const { staffActs } = await insights.ask<{ staffActs: { position: number }[] }>(admin, page);
    const [newest, second] = staffActs;
    const rest = await insights.ask<typeof staffActs & { staffActs: unknown[] }>(admin, page, {
      before: newest!.position,
    });
    expect(rest.staffActs[0]).toEqual(second);
    expect(await insights.refusal(approver, page)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await insights.refusal(operator, page)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('cannot be changed or removed, not even by the service itself', async () => {
    for (const statement of ['DELETE FROM staff_act', 'TRUNCATE staff_act', `UPDATE staff_act SET staff_id = 'x'`]) {
      await expect(insights.dataSource.query(statement)).rejects.toThrow(/permission denied|never changed/);
    }
  });
});
