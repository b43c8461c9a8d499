import { addDays, type Actor, type Day, type releasePublished, type StaffRole } from '@passant/contracts';
import { anonymous, ServiceClient, testStack } from '@passant/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OF_A_DAY, RunningService, stayers } from '../../test/running-service';
import type { PrivacyReport, RedTeamRun } from '../reports/domain/compose-report';

const RED_TEAM_RUN = join(__dirname, '..', 'reports', 'red-team-run.json');
const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const people = Array.from({ length: 300 }, (_, person) => person);
const monday = '2026-05-04' as Day;
const weeksLater = (weeks: number): Day => addDays(monday, 7 * weeks);

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan({ locationError: { median: 0.056, p90: 0.23, bias: null, source: 'simulated people' } });
}, 60_000);
afterAll(() => service.end());

async function close(day: Day, present: readonly number[]): Promise<void> {
  await service.issuePanel(day);
  await service.completeDay(day, stayers(day, present));
  await service.clear(day);
  await service.untilState(day, 'CLOSED');
}

const announcedOf = async (day: Day): Promise<number> =>
  (await service.outbox<typeof releasePublished>('release.published', day)).length;

describe('a day out of line', () => {
  const held = weeksLater(3);

  test('waits for a person, with the reason shown and its budget spent', async () => {
    // Ten times as many people in the panel's streets as in any week before, from a panel of the same size.
    for (const week of [0, 1, 2]) await close(weeksLater(week), people.slice(0, 200));
    const crowd = Array.from({ length: 2_000 }, (_, person) => person);

    await close(held, crowd);

    expect(await announcedOf(weeksLater(2))).toBe(OF_A_DAY.announcements);
    expect(await announcedOf(held)).toBe(0);
    const { judgedDays } = await ask<{ judgedDays: JudgedDay[] }>(JUDGED);
    expect(judgedDays.map(({ day, purpose, state }) => `${day} ${purpose} ${state}`)).toEqual([
      `${held} place-statistics HELD`,
      `${held} public-planning HELD`,
    ]);
    expect(judgedDays[0]!.checks).toContainEqual(expect.objectContaining({ check: 'totals', state: 'held' }));
    const { releases, ledger } = await ask<{ releases: { status: string }[]; ledger: unknown[] }>(
      `{ releases(market: "leipzig", day: "${held}") { status } ledger(market: "leipzig", day: "${held}") { rho } }`,
    );
    expect(releases.map(({ status }) => status)).toEqual(new Array(OF_A_DAY.releases).fill('HELD'));
    expect(ledger.length).toBeGreaterThan(OF_A_DAY.measurements);
    // Keys and rows do not wait for anybody.
    expect(await service.outbox('day.closed', held)).toHaveLength(2);
  }, 60_000);

  test('is decided once, with a reason, by the privacy officer alone', async () => {
    await expect(decide('place-statistics', 'publish', 'short')).rejects.toThrow('GATE_REASON_INVALID');
    await expect(askAs('admin', toMutation('place-statistics', 'publish', 'a trade fair, checked'))).rejects.toThrow(
      'FORBIDDEN',
    );

    const { decideHeldDay } = await decide('place-statistics', 'publish', 'a trade fair: the city confirms it');

    expect(decideHeldDay).toMatchObject({
      state: 'OPEN',
      decidedBy: 'petra',
      reason: 'a trade fair: the city confirms it',
    });
    expect(await announcedOf(held)).toBe(OF_A_DAY.announcements / 2);
    await expect(decide('place-statistics', 'discard', 'on second thoughts, no')).rejects.toThrow('DAY_NOT_HELD');
  });

  test('may be discarded: it is never sold, and stays in the ledger', async () => {
    const { decideHeldDay } = await decide('public-planning', 'discard', 'the network counted twice that day');

    expect(decideHeldDay.state).toBe('DISCARDED');
    expect(await announcedOf(held)).toBe(OF_A_DAY.announcements / 2);
    const { releases } = await ask<{ releases: { status: string; purpose: string }[] }>(
      `{ releases(market: "leipzig", day: "${held}") { status purpose } }`,
    );
    expect(new Set(releases.map(({ status, purpose }) => `${purpose} ${status}`))).toEqual(
      new Set(['place-statistics PUBLISHED', 'public-planning DISCARDED']),
    );
  });

  test('is no measure for later weeks while it waits or is discarded', async () => {
    const next = weeksLater(4);
    await close(next, people.slice(0, 200));

    const { judgedDays } = await ask<{ judgedDays: JudgedDay[] }>(JUDGED.replace('waiting: true', 'waiting: false'));
    const ofNext = judgedDays.filter(({ day }) => day === next);
    // The published fair counts as a week for companies; the discarded one does not for authorities.
    expect(ofNext.map(({ purpose, weeks }) => `${purpose} ${weeks}`)).toEqual([
      'place-statistics 4',
      'public-planning 3',
    ]);
  }, 60_000);

  test('never changes what was said or decided', async () => {
    await expect(service.dataSource.query("UPDATE gate_decision SET decision = 'publish'")).rejects.toThrow();
    await expect(service.dataSource.query('DELETE FROM gate_verdict')).rejects.toThrow();
    await expect(service.dataSource.query('DELETE FROM release_hold')).rejects.toThrow();
  });
});

describe('the privacy report of a release', () => {
  test('is a page for everybody that names parameters, spending, gate and status, and loads nothing', async () => {
    const { releases } = await ask<{ releases: { id: string; product: string }[] }>(
      `{ releases(market: "leipzig", day: "${monday}") { id product } }`,
    );
    const visitors = releases.find(({ product }) => product === 'visitors')!;

    const page = await get(`/privacy-report/${visitors.id}`);
    const json = await get(`/privacy-report/${visitors.id}`, 'application/json');

    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    for (const secret of ['stopListNumber', 'a trade fair: the city confirms it'])
      expect(`${page.body}${json.body}`).not.toContain(secret);
    for (const words of ['Context assessment', 'Data assessment', 'Identifiability assessment', 'Governance', '54.9'])
      expect(page.body).toContain(words);
    expect(page.body).toContain('Location error of the zone plan: median 5.6 %, 90th percentile 23.0 %');
    expect(page.body).not.toMatch(/<script|https?:\/\//);
    const report = JSON.parse(json.body) as PrivacyReport;
    expect(report.identifiability.measurements.length).toBeGreaterThanOrEqual(4);
    for (const { decimal } of report.identifiability.spent) expect(decimal).toBeLessThanOrEqual(0.0305);
  });

  test('tells the expected error, what share is suppressed, and the latest run of the red team', async () => {
    const { releases } = await ask<{ releases: { id: string; product: string }[] }>(
      `{ releases(market: "leipzig", day: "${monday}") { id product } }`,
    );
    const { id } = releases.find(({ product }) => product === 'visitors')!;
    const { body } = await get(`/privacy-report/${id}`);
    const { data, identifiability } = JSON.parse(
      (await get(`/privacy-report/${id}`, 'application/json')).body,
    ) as PrivacyReport;

    const { noiseSd, table } = data.tables[0]!;
    const ofHundred = identifiability.expectedError.find((one) => one.table === table && one.people === 100)!;
    expect(noiseSd).toBeGreaterThan(0);
    expect(ofHundred.relative).toBeCloseTo(noiseSd / 100, 10);
    expect(body).toContain(`<td>100</td><td>${toPercent(ofHundred.relative)}</td>`);

    for (const { published, suppressed, suppressedShare } of data.tables) {
      expect(suppressed).toBeGreaterThan(0);
      expect(suppressedShare).toBeCloseTo(suppressed / (published + suppressed), 10);
      expect(body).toContain(`<td>${suppressed}</td><td>${toPercent(suppressedShare)}</td>`);
    }

    // What lies in the repository is what is shown: a build without it would say that there was no run.
    const run = JSON.parse(readFileSync(RED_TEAM_RUN, 'utf8')) as RedTeamRun;
    const { commit, form, suites } = identifiability.adversarialTesting!;
    expect([commit, form]).toEqual([run.commit, 'full']);
    expect(suites.map((one) => `${one.id} ${one.passed}`)).toEqual(run.suites.map((one) => `${one.id} ${one.passed}`));
    expect(suites).toHaveLength(10);
    expect(body).toContain(`<code>${run.commit}</code>, over simulated people`);
    for (const suite of suites) expect(body).toContain(`<tr><th>${suite.id}</th>`);
  });

  test('is not there for a release that is not', async () => {
    const { statusCode } = await get('/privacy-report/018f0000-0000-4000-8000-0000000000ff');
    expect(statusCode).toBe(404);
  });
});

const toPercent = (share: number): string => `${(100 * share).toFixed(1)} %`;

interface JudgedDay {
  day: string;
  purpose: string;
  state: string;
  weeks: number;
  reason: string | null;
  decidedBy: string | null;
  checks: { check: string; state: string }[];
}

const FIELDS = 'day purpose state weeks reason decidedBy checks { check state reason outlying extreme }';
const JUDGED = `{ judgedDays(market: "leipzig", waiting: true) { ${FIELDS} } }`;
const client = () => new ServiceClient(service.app, 'anonymisation');
const get = (url: string, accept = 'text/html') =>
  client().request(anonymous, { method: 'GET', url, headers: { accept } });
async function askAs<T>(role: StaffRole, query: string): Promise<T> {
  const actor: Actor = { kind: 'staff', staffId: 'petra', roles: [role] };
  const { data, errors } = await client().graphql<T>(actor, query);
  if (!data || errors) throw new Error(String(errors?.[0]?.extensions['code']));
  return data;
}
const ask = <T>(query: string) => askAs<T>('privacy-officer', query);
const toMutation = (purpose: string, decision: string, reason: string) =>
  `mutation { decideHeldDay(market: "leipzig", day: "${weeksLater(3)}", purpose: "${purpose}", decision: "${decision}", reason: "${reason}") { ${FIELDS} } }`;
const decide = (...of: [purpose: string, decision: string, reason: string]) =>
  ask<{ decideHeldDay: JudgedDay }>(toMutation(...of));
