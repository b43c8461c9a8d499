import { type Actor, type DataKind, PURPOSES, releaseCleared } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { AbsencesService } from '../src/absences/absences.service';
import { DeclarationsService } from '../src/declarations/declarations.service';
import { DecisionsService, type Outcome, type Wish } from '../src/decisions/decisions.service';
import { EndingsService } from '../src/endings/endings.service';
import { NoticesService } from '../src/notices/notices.service';
import { Members } from '../src/panels/members';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { PeriodsService } from '../src/periods/periods.service';
import { LinesService } from '../src/registry/lines.service';
import { ClearanceRequestedProcessor } from '../src/stop-lists/clearance-requested.processor';
import { ConsumersService } from '../src/stop-lists/consumers.service';
import { StopListAppliedProcessor } from '../src/stop-lists/stop-list-applied.processor';
import { ADMIN, ConsentApp, day, decisionsCsv, MARKET, numberOf, OPERATOR, subscribersCsv } from './consent-app';

const OFFICER: Actor = { kind: 'staff', staffId: 'olga-officer', roles: ['privacy-officer'] };
const AGENT: Actor = { kind: 'staff', staffId: 'anton-agent', roles: ['agent'] };
const DAY = day('2026-06-11');
const HOUR = 3_600_000;

describe('5.2, 5.8 lines that stand out, and consent that ends', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;
  let next = 0;

  const service = <T>(type: abstract new (...all: never[]) => T): T =>
    consent.app.get<T>(type as never, { strict: false });
  const linesOf = (number: string): Promise<string[]> => service(LinesService).findByNumber(number);
  const stateOf = async (number: string, dataKind: DataKind = 'presence'): Promise<string> =>
    (await service(DecisionsService).getStates(await linesOf(number))).get(`${PURPOSES[0]}/${dataKind}`)!;
  /** A line of its own for each test, with presence permitted by an import. */
  const newLine = async (overrides: { contractStart?: string } = {}): Promise<string> => {
    next += 1;
    const number = numberOf(next);
    await consent.importPeople([{ number, ...overrides }]);
    return number;
  };
  const answer = async (number: string, wish: Wish): Promise<Outcome> => {
    const subscriberIds = await linesOf(number);
    const notice = await service(NoticesService).serve('de', subscriberIds);
    const choices = [{ purpose: PURPOSES[0], dataKind: 'presence', wish }] as const;
    return service(DecisionsService).submit({ subscriberIds, choices, notice, wallNow: Date.now() });
  };
  /** Whether a line is in the panel of a day that is issued now. */
  const isInPanel = async (number: string, of: string = DAY): Promise<boolean> => {
    const [id] = await linesOf(number);
    const timeZone = 'Europe/Berlin' as never;
    const issuedAt = consent.clock.now().getTime();
    for await (const page of service(Members).find({
      market: MARKET,
      timeZone,
      day: day(of),
      issuedAt,
      monthId: undefined,
    }))
      if (page.some(({ subscriberId }) => subscriberId === id)) return true;
    return false;
  };
  const countStops = async (number: string): Promise<number> =>
    (await consent.sql(`SELECT FROM stop_entry WHERE subscriber_id = ANY($1)`, [await linesOf(number)])).length;

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-10T10:00:00Z' });
    await consent.approveMarket();
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day('2026-06-10') });
  }, 60_000);
  afterAll(() => consent.close());
  const now = (): string => consent.clock.now().toISOString();

  it('a pause stops the days that live at once, and ends by itself: the next panel has the line again', async () => {
    const number = await newLine();
    expect(await isInPanel(number)).toBe(true);
    const { reference } = await service(AbsencesService).pause(await linesOf(number), 20);
    expect(reference).toMatch(/^P-/);
    expect(await countStops(number)).toBe(2); // the living day and its month
    expect(await stateOf(number)).toBe('given');
    expect(await isInPanel(number, '2026-06-10')).toBe(false);
    expect(await isInPanel(number)).toBe(false); // until 06:00 UTC of that day
    expect(await isInPanel(number, '2026-06-12')).toBe(false); // as long as it lasts
    consent.clock.advance({ seconds: 20 * 3600 });
    const { pauseEnd } = await service(AbsencesService).findWithPauseEnd(await linesOf(number));
    expect(pauseEnd).toBeUndefined();
    expect(await isInPanel(number, '2026-06-12')).toBe(true);
  });

  it.each([0, 1.5, 24 * 30 + 1, Number.NaN])('a pause of %d hours is refused', async (hours) => {
    const lines = await linesOf(numberOf(1));
    await expect(service(AbsencesService).pause(lines, hours)).rejects.toMatchObject({ code: 'PAUSE_TOO_LONG' });
  });

  it('a change of SIM card stops the days that live; no yes for 72 hours, a no always; then the first panel has the line', async () => {
    const number = await newLine();
    const header = 'msisdn,birth_year,gender,home_area,contract_start,is_business,sim_changed_at';
    const row = `${number},1980,f,mitte,2020-01-01,false,${now()}`;
    await consent.put('subscribers', `${header}\n${row}\n`);
    await consent.put('subscribers', `${header}\n${row}\n`);
    expect(await countStops(number)).toBe(2);
    expect([await stateOf(number), await isInPanel(number, '2026-06-12')]).toEqual(['given', false]);
    expect((await answer(number, 'refuse')).refused).toBeNull();
    expect((await answer(number, 'allow')).refused).toBe('SIM_CHANGED');
    expect(await stateOf(number)).toBe('withdrawn');
    consent.clock.advance({ seconds: 72 * 3600 - 1 });
    expect((await answer(number, 'allow')).refused).toBe('SIM_CHANGED');
    consent.clock.advance({ seconds: 1 });
    expect((await answer(number, 'allow')).refused).toBeNull();
    expect(await isInPanel(number, now().slice(0, 10))).toBe(false); // a yes counts from the next day on
    const dayOfYes = consent.clock.now().getTime();
    const tomorrow = new Date(dayOfYes + 24 * HOUR).toISOString().slice(0, 10);
    consent.clock.advance({ seconds: 10 * 3600 });
    expect(await isInPanel(number, tomorrow)).toBe(true);
  });

  it('the end of a contract, or a port-out, ends consent; the next holder of the number sees an empty slate', async () => {
    const number = await newLine();
    const [line] = await linesOf(number);
    const today = now().slice(0, 10);
    const header = 'msisdn,birth_year,gender,home_area,contract_start,is_business,contract_end';
    const ended = `${header}\n${number},1980,f,mitte,2020-01-01,false,${today}\n`;
    expect((await consent.put('subscribers', ended)).body).toMatchObject({ imported: 1 });
    expect((await consent.put('subscribers', ended)).body).toMatchObject({ imported: 0, unchanged: 1 });
    expect(await linesOf(number)).toEqual([]);
    const last = await consent.sql(
      `SELECT state, origin FROM decision WHERE subscriber_id = $1 ORDER BY decided_at DESC LIMIT 1`,
      [line],
    );
    expect(last).toEqual([{ state: 'terminated', origin: 'registry' }]);
    await consent.put('subscribers', subscribersCsv([{ number, contractStart: today }]));
    const [successor] = await linesOf(number);
    expect(successor).not.toBe(line);
    expect(await stateOf(number)).toBe('unknown');
  });

  it('a contract that ends later ends on its day, unasked', async () => {
    const number = await newLine();
    const end = new Date(consent.clock.now().getTime() + 48 * HOUR).toISOString().slice(0, 10);
    const header = 'msisdn,birth_year,gender,home_area,contract_start,is_business,contract_end';
    await consent.put('subscribers', `${header}\n${number},1980,f,mitte,2020-01-01,false,${end}\n`);
    expect(await isInPanel(number, end)).toBe(false);
    expect(await service(EndingsService).endOver()).toBe(0);
    consent.clock.advance({ seconds: 48 * 3600 });
    expect(await service(EndingsService).endOver()).toBe(1);
    expect(await linesOf(number)).toEqual([]);
  });

  it('a declaration that somebody under 18 uses the line ends processing, and no yes counts while it stands', async () => {
    const number = await newLine();
    await service(DeclarationsService).declare(await linesOf(number), 'minor');
    expect([await stateOf(number), await isInPanel(number)]).toEqual(['invalidated', false]);
    expect((await answer(number, 'allow')).refused).toBe('USER_UNDER_18');
    expect((await answer(number, 'refuse')).refused).toBeNull();
    await service(DeclarationsService).declare(await linesOf(number), 'adult');
    expect(await stateOf(number)).toBe('refused');
    expect((await answer(number, 'allow')).refused).toBeNull();
  });

  it('an agent records withdrawals, and nothing else; the person is told', async () => {
    const number = await newLine();
    const mutation = `mutation ($number: String!, $channel: String!) { recordWithdrawal(number: $number, channel: $channel) { reference } }`;
    const asked = { number: number.replace('+49', '0'), channel: 'letter' };
    const { data } = await consent.client.graphql<{ recordWithdrawal: { reference: string } }>(AGENT, mutation, asked);
    expect(await stateOf(number)).toBe('withdrawn');
    expect(await consent.lastTextTo(number)).toContain(data!.recordWithdrawal.reference);
    const rows = await consent.sql(`SELECT DISTINCT origin, evidence FROM decision WHERE reference = $1`, [
      data!.recordWithdrawal.reference,
    ]);
    expect(rows).toEqual([{ origin: 'agent', evidence: { channel: 'letter', recordedBy: 'anton-agent' } }]);
    const unknown = await consent.client.graphql(AGENT, mutation, { ...asked, number: numberOf(9_999) });
    expect(unknown.errors![0]!.extensions['code']).toBe('LINE_UNKNOWN');
    expect((await consent.client.graphql(ADMIN, mutation, asked)).errors![0]!.extensions['code']).toBe('FORBIDDEN');
    for (const path of ['subscribers', 'decisions']) {
      const request = {
        method: 'PUT',
        url: `/registry/${MARKET}/${path}`,
        body: 'x',
        contentType: 'text/csv',
      } as const;
      expect((await consent.client.request(AGENT, request)).statusCode).toBe(403);
    }
  });

  it('STOP by text message withdraws everything and is confirmed; a repeat and other words change nothing', async () => {
    const number = await newLine();
    const receive = (text: string) =>
      consent.client.request(OPERATOR, {
        method: 'POST',
        url: '/registry/text-messages',
        body: JSON.stringify({ from: number, text }),
        contentType: 'application/json',
      });
    expect((await receive('stop it')).json()).toEqual({ received: true });
    expect(await stateOf(number)).toBe('given');
    expect((await receive(' Stopp! ')).statusCode).toBe(202);
    expect(await stateOf(number)).toBe('withdrawn');
    expect(await consent.lastTextTo(number)).toContain('widerrufen');
    const before = await consent.sql('SELECT FROM decision');
    await receive('STOP');
    expect(await consent.sql('SELECT FROM decision')).toHaveLength(before.length);
    expect(await consent.lastTextTo(number)).toContain('nichts erlaubt');
  });

  it('a yes ends after two years by itself, unless it was renewed', async () => {
    const [kept, renewed] = [await newLine(), await newLine()];
    consent.clock.advance({ seconds: 729 * 86_400 });
    expect((await answer(renewed, 'renew')).refused).toBeNull();
    expect(await stateOf(renewed)).toBe('renewed');
    consent.clock.advance({ seconds: 86_400 });
    expect(await Promise.all([kept, renewed].map((number) => stateOf(number)))).toEqual(['expired', 'renewed']);
    const tomorrow = new Date(consent.clock.now().getTime() + 24 * HOUR).toISOString().slice(0, 10);
    expect(await Promise.all([kept, renewed].map((number) => isInPanel(number, tomorrow)))).toEqual([false, true]);
    await service(DecisionsService).recordEnded();
    const rows = `SELECT origin FROM decision WHERE state = 'expired' AND subscriber_id = ANY($1)`;
    expect(await consent.sql(rows, [await linesOf(kept)])).toEqual([{ origin: 'clock' }]);
    expect(await service(DecisionsService).recordEnded()).toBe(0);
    expect((await answer(kept, 'allow')).refused).toBeNull();
    expect(await stateOf(kept)).toBe('given');
  });

  it('a notice that is declared void takes every yes to it along, at once', async () => {
    const number = await newLine();
    await answer(number, 'refuse');
    await answer(number, 'allow');
    const other = await newLine();
    const query = `{ shownNotices { sha256 version language invalidatedAt } }`;
    const { data } = await consent.client.graphql<{ shownNotices: { sha256: string; language: string }[] }>(
      OFFICER,
      query,
    );
    const { sha256 } = data!.shownNotices.find(({ language }) => language === 'de')!;
    const mutation = `mutation ($sha256: String!) { invalidateNotice(sha256: $sha256, reason: "it named the wrong controller") { invalidatedAt } }`;
    expect((await consent.client.graphql(ADMIN, mutation, { sha256 })).errors![0]!.extensions['code']).toBe(
      'FORBIDDEN',
    );
    const declared = await consent.client.graphql(OFFICER, mutation, { sha256 });
    expect(declared.data).toEqual({ invalidateNotice: { invalidatedAt: now() } });
    expect(await Promise.all([number, other].map((each) => stateOf(each)))).toEqual(['invalidated', 'given']);
    expect(await service(DecisionsService).recordEnded()).toBe(3); // this line, and the two of before that said yes on the page
    expect(await service(DecisionsService).recordEnded()).toBe(0);
    // What people are still shown can no longer be agreed to: the next notice must come first.
    const [id] = await linesOf(number);
    const served = await service(NoticesService).serve('de', [id!]);
    expect(await service(NoticesService).isCurrent(served.sha256)).toBe(false);
  });

  it('a decision taken elsewhere is taken with its evidence only', async () => {
    const number = await newLine();
    const withoutHash = decisionsCsv([{ number }]).replace('ab'.repeat(32), '');
    expect((await consent.put('decisions', withoutHash)).body).toMatchObject({
      imported: 0,
      problems: [{ line: 2, reason: 'evidence_missing' }],
    });
  });

  it('a place that does not confirm within an hour raises an alarm, within a day it holds releases', async () => {
    const today = day(now().slice(0, 10));
    await service(PeriodsService).destroyOverdue();
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: today });
    const number = await newLine();
    const before = consent.logs.text.length;
    await answer(number, 'refuse');
    const clearance = { market: MARKET, period: today, clearanceId: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11' };
    const health = async (): Promise<unknown> =>
      (await consent.app.inject({ method: 'GET', url: '/health' })).json<{ stopLists: string }>().stopLists;
    expect(await health()).toBe('on-time');
    consent.clock.advance({ seconds: 3600 });
    await service(ConsumersService).watch();
    await service(ConsumersService).watch();
    const alarms = consent.logs.text.slice(before).match(/stop-list\.unconfirmed/g) ?? [];
    expect(alarms).toHaveLength(3); // both places of the day, one of the month; each once an hour
    expect(await health()).toBe('late');
    const metrics = (await consent.app.inject({ method: 'GET', url: '/metrics' })).body;
    expect(metrics).toContain('passant_stop_list_unconfirmed_seconds{consumer="ingestion"} 3600');
    consent.clock.advance({ seconds: 23 * 3600 });
    expect(await health()).toBe('blocking');
    await expect(consent.deliver(ClearanceRequestedProcessor, clearance)).rejects.toMatchObject({
      code: 'STOP_LIST_UNCONFIRMED',
    });
    expect(await consent.sent(releaseCleared, 'anonymisation')).toEqual([]);
    // A confirmation that comes late, or for a higher number first, opens the way again.
    for (const { consumer, period, number: listNumber } of await consent.sql<{
      consumer: never;
      period: never;
      number: number;
    }>(
      `SELECT consumer, period, number FROM stop_list_delivery JOIN period ON id = period_id
       WHERE applied_at IS NULL AND destroyed_at IS NULL ORDER BY number DESC`,
    ))
      await consent.deliver(StopListAppliedProcessor, { market: MARKET, period, number: listNumber, consumer });
    await consent.deliver(ClearanceRequestedProcessor, clearance);
    expect(await consent.sent(releaseCleared, 'anonymisation')).toHaveLength(1);
  });
});
