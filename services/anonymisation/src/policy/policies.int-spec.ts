import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Actor, Day, MeasuredStrata, StaffRole } from '@passant/contracts';
import { ServiceClient, testStack } from '@passant/testing';
import { dayMaker, OF_A_DAY, RunningService, stayers } from '../../test/running-service';
import { BUILT_IN_POLICIES } from './policy';

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextDay = dayMaker();
const staff = (staffId: string, ...roles: StaffRole[]): Actor => ({ kind: 'staff', staffId, roles });
const officer = staff('petra', 'privacy-officer');
const approver = staff('anton', 'approver');

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan();
}, 60_000);
afterAll(() => service.end());

const ask = <Data>(actor: Actor, query: string, variables: Record<string, unknown> = {}) =>
  new ServiceClient(service.app, 'anonymisation').graphql<Data>(actor, query, variables);

const REASON = 'The council asked for less.';
const PROPOSE = `mutation ($file: String!, $reason: String!) { proposePolicy(file: $file, reason: $reason) {
  version name reason proposedBy approvedBy } }`;
const APPROVE = 'mutation ($version: Int!) { approvePolicy(version: $version) { version name approvedBy } }';

const propose = (file: string, reason = REASON, actor = officer) =>
  ask<{ proposePolicy: { version: string; name: string } }>(actor, PROPOSE, { file, reason });
const approve = (version: string, actor = approver) => ask(actor, APPROVE, { version: Number(version) });

async function putInForce(file: string): Promise<number> {
  const { data } = await propose(file);
  await approve(data!.proposePolicy.version);
  return Number(data!.proposePolicy.version);
}

async function close(day: Day, sizes?: Parameters<RunningService['issuePanel']>[1], strata?: MeasuredStrata) {
  await service.issuePanel(day, sizes, strata ? { strata } : {});
  await service.completeDay(day, stayers(day, [1, 2, 3]));
  await service.clear(day);
}

describe('the policy', () => {
  test('is the default, with its budget, until another is approved', async () => {
    const { data } = await ask<{ policy: { budget: unknown[] } }>(
      officer,
      '{ policy { version name promisedRho leastPeople proposedBy budget { table rho sigmaSquared sd fittedSd tau } } }',
    );
    expect(data!.policy).toMatchObject({ version: '0', name: 'default', promisedRho: '3/100', proposedBy: null });
    expect(data!.policy.budget[0]).toMatchObject({ table: 'presence', rho: '9/1000', sigmaSquared: 355_556 });
  });

  test('is changed by two people, for days closed afterwards', async () => {
    const before = nextDay();
    await close(before);
    await service.untilState(before, 'CLOSED');
    const { data, errors } = await propose('strict');
    expect(errors).toBeUndefined();
    expect(data!.proposePolicy).toMatchObject({
      name: 'strict',
      reason: REASON,
      proposedBy: 'petra',
      approvedBy: null,
    });
    expect((await ask<{ policy: object }>(officer, '{ policy { name } }')).data!.policy).toEqual({ name: 'default' });
    const own = await approve(data!.proposePolicy.version, officer);
    expect(own.errors![0]!.extensions['code']).toBe('POLICY_NEEDS_ANOTHER');
    await approve(data!.proposePolicy.version);
    const after = nextDay();
    await close(after);
    await service.untilState(after, 'CLOSED');
    const releases = await service.dataSource.query<object[]>(
      `SELECT day::text AS day, policy_name AS name, sigma_squared::int AS "sigmaSquared" FROM release
       WHERE product = 'dwell' AND purpose = 'place-statistics' AND day IN ($1, $2) ORDER BY day`,
      [before, after],
    );
    // One group: 1,000; strict 2,400. Both groups are used.
    expect(releases).toEqual([
      { day: before, name: 'default', sigmaSquared: 2000 },
      { day: after, name: 'strict', sigmaSquared: 4800 },
    ]);
    await putInForce('default');
  });

  test('is proposed once a key, and every act about it is on record', async () => {
    const once = `mutation ($file: String!, $reason: String!, $key: String) {
      proposePolicy(file: $file, reason: $reason, idempotencyKey: $key) { version proposedAt budget { table tau } } }`;
    const key = randomUUID();
    const first = await ask<{ proposePolicy: { version: string } }>(officer, once, {
      file: 'strict',
      reason: REASON,
      key,
    });
    expect(await ask(officer, once, { file: 'strict', reason: REASON, key })).toEqual(first);
    const other = await ask(officer, once, { file: 'default', reason: REASON, key });
    expect(other.errors![0]!.extensions['code']).toBe('IDEMPOTENCY_KEY_REUSED');
    const { version } = first.data!.proposePolicy;
    await approve(version);
    const acts = `{ anonymisationActs(subjectId: "${version}") { staffId act subjectKind requestId } }`;
    const { data } = await ask<{ anonymisationActs: object[] }>(officer, acts);
    expect(data!.anonymisationActs).toEqual([
      { staffId: 'anton', act: 'approvePolicy', subjectKind: 'policy-version', requestId: expect.any(String) },
      { staffId: 'petra', act: 'proposePolicy', subjectKind: 'policy-version', requestId: expect.any(String) },
    ]);
    await putInForce('default');
  });

  test('leaves out what it gives no budget', async () => {
    const rho = { ...BUILT_IN_POLICIES.default.rho, dwell: '0', origin: '0' };
    await putInForce(JSON.stringify({ ...BUILT_IN_POLICIES.default, name: 'no-origin', rho }));
    const day = nextDay();
    await close(day);
    await service.untilState(day, 'CLOSED');
    expect(await service.countOf('measurement', day)).toBe(OF_A_DAY.measurements - 6);
    expect(await service.countOf('release', day)).toBe(OF_A_DAY.releases - 4);
    await putInForce('default');
  });

  test('of before, which told location errors too, is read without them', async () => {
    const file = { ...BUILT_IN_POLICIES.strict, locationErrors: { leipzig: { median: 0.04, p90: 0.12 } } };
    const [{ version }] = await service.dataSource.query<[{ version: number }]>(
      `INSERT INTO policy_version (version, file, reason, proposed_by, proposed_at)
       SELECT coalesce(max(version), 0) + 1, $1, $2, 'petra', now() FROM policy_version RETURNING version`,
      [JSON.stringify(file), REASON],
    );
    await approve(String(version));
    const day = nextDay();
    await close(day);
    await service.untilState(day, 'CLOSED');
    const { data } = await ask<{ releases: object[] }>(
      officer,
      `{ releases(market: "leipzig", day: "${day}", product: "dwell") { policyName locationError { median } } }`,
    );
    expect(data!.releases[0]).toEqual({ policyName: 'strict', locationError: null });
    await putInForce('default');
  });

  test('over the ceiling is refused with the numbers, and nothing of it is kept', async () => {
    const rho = { ...BUILT_IN_POLICIES.default.rho, presence: '0.05' };
    const file = JSON.stringify({ ...BUILT_IN_POLICIES.default, name: 'greedy', promisedRho: '0.08', rho });
    const { errors } = await propose(file);
    expect(errors![0]!.extensions['code']).toBe('POLICY_INVALID');
    expect(errors![0]!.message).toContain('rho 213/2000 (0.1065), over the ceiling 1/10 (0.1)');
    const { data } = await ask<{ policyVersions: { name: string }[] }>(officer, '{ policyVersions { name } }');
    expect(data!.policyVersions.map(({ name }) => name)).not.toContain('greedy');
  });

  test.each([
    { why: 'by somebody else', file: 'strict', reason: REASON, actor: approver, code: 'FORBIDDEN' },
    { why: 'without a reason', file: 'strict', reason: 'because', actor: officer, code: 'POLICY_REASON_INVALID' },
    { why: 'that is no policy', file: '{}', reason: REASON, actor: officer, code: 'POLICY_INVALID' },
  ])('is not proposed $why', async ({ file, reason, actor, code }) => {
    expect((await propose(file, reason, actor)).errors![0]!.extensions['code']).toBe(code);
  });

  test('keeps its versions: the role may not change one', async () => {
    for (const table of ['policy_version', 'policy_approval']) {
      await expect(service.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow();
    }
    expect((await approve('999')).errors![0]!.extensions['code']).toBe('POLICY_VERSION_UNKNOWN');
  });
});

describe('a day over the budget', () => {
  test('is not measured: what its panel already cost counts, and the refusal shows the numbers', async () => {
    const day = nextDay();
    const { dataSource } = service;
    await dataSource.query(
      `INSERT INTO panel (market, day, panel_id, destroy_by, received_at) VALUES ('leipzig', $1, gen_random_uuid(), '2099-01-01', now())`,
      [day],
    );
    await dataSource.query(
      `INSERT INTO panel_size (market, day, data_kind, group_name, size, sigma_squared, rho)
       VALUES ('leipzig', $1, 'presence', 'both', 600, 12, '1/24')`,
      [day],
    );
    const warn = jest.spyOn(Logger.prototype, 'warn');
    await service.completeDay(day, stayers(day, [1, 2, 3]));
    await service.clear(day);
    await service.untilState(day, 'FAILED BUDGET_EXCEEDED');
    // A day's tables and the month's row cost 3/100 each, this panel 1/24: 61/600, over the ceiling by 1/600.
    const numbers = { spent: '61/600', ceiling: '1/10' };
    expect(warn).toHaveBeenCalledWith(expect.objectContaining({ event: 'close.fail', period: day, ...numbers }));
    warn.mockRestore();
    const { data } = await ask<{ closes: { period: string; budget: object | null }[] }>(
      officer,
      '{ closes(market: "leipzig") { period reason budget { spent ceiling } } }',
    );
    expect(data!.closes.filter(({ budget }) => budget)).toEqual([
      { period: day, reason: 'BUDGET_EXCEEDED', budget: numbers },
    ]);
    for (const table of ['measurement', 'ledger_entry', 'release']) expect(await service.countOf(table, day)).toBe(0);
  });
});
