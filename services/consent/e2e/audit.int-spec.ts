import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runPassant } from '@passant/cli';
import {
  type Actor,
  contractsCounted,
  KINDS_OF_BUYER,
  type MarketId,
  PURPOSES,
  type StaffRole,
} from '@passant/contracts';
import { AuditSealer } from '@passant/platform';
import { createTestDatabase, findBrowser, openBrowser, temporaryFolder, testStack } from '@passant/testing';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Transactions } from '../src/database/transactions';
import { DecisionsService } from '../src/decisions/decisions.service';
import { ReplayService } from '../src/decisions/replay.service';
import { NoticesService } from '../src/notices/notices.service';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { PeriodsService } from '../src/periods/periods.service';
import { RECEIPT_SCHEMA } from '../src/receipts/receipt-schema';
import { LinesService } from '../src/registry/lines.service';
import { TextMessagesService } from '../src/sms/text-messages.service';
import { ContractsCountedProcessor } from '../src/transparency/contracts-counted.processor';
import { MarketSteppedProcessor } from '../src/transparency/market-stepped.processor';
import { ConsentApp, day, makeSurroundings, MARKET, numberOf, subscribersCsv } from './consent-app';
import type { Page, PageClient } from './page-client';
import { findViolations } from './page-looks';

const stack = testStack({ postgres: true, redis: true });
const surroundings = makeSurroundings();
const files = temporaryFolder();
const people = [1, 2, 3, 4].map((index) => ({ number: numberOf(index), birthYear: 1971 + index }));
const PRIVACY: Actor = { kind: 'staff', staffId: 'petra-privacy', roles: ['privacy-officer'] };
let consent: ConsentApp;
const pages = new Map<string, string>();

async function logIn(index: number, language: 'de' | 'en' = 'de'): Promise<PageClient> {
  const browser = consent.browse(language, `192.0.2.${index}`);
  await browser.logIn(numberOf(index), () => consent.codeFor(numberOf(index)));
  return browser;
}

const service = <T>(type: new (...given: never[]) => T): T => consent.app.get(type, { strict: false });
const linesOf = (index: number): Promise<string[]> => service(LinesService).findByNumber(numberOf(index));

async function decide(index: number, wish: 'allow' | 'refuse'): Promise<string> {
  const subscriberIds = await linesOf(index);
  const notice = await service(NoticesService).serve('en', subscriberIds);
  const choices = [{ purpose: PURPOSES[0], dataKind: 'presence', wish }] as const;
  const { reference } = await service(DecisionsService).submit({ subscriberIds, choices, notice, wallNow: Date.now() });
  return reference!;
}

async function passant(...words: string[]): Promise<{ code: number; said: string; complained: string }> {
  const answer = { said: '', complained: '' };
  const code = await runPassant(words, {
    out: (text) => void (answer.said += text),
    complain: (text) => void (answer.complained += text),
  });
  return { code, ...answer };
}

async function verifyLog(): Promise<{ code: number; found: string[] }> {
  await consent.app.get(AuditSealer).seal();
  const source = ['--database', consent.databaseUrl, '--service', 'consent'];
  const folder = join(surroundings.folder, 'audit', 'consent');
  const { code, said } = await passant('audit', 'verify', '--checkpoints', folder, ...source, '--json');
  return { code, found: JSON.parse(said).findings.map((finding: { code: string }) => finding.code) };
}

const kindsInLog = async (): Promise<string[]> =>
  (await consent.sql<{ kind: string }>('SELECT DISTINCT kind FROM audit_entry ORDER BY 1')).map(({ kind }) => kind);

beforeAll(async () => {
  consent = await ConsentApp.boot(stack, { surroundings, now: '2026-06-10T10:00:00Z' });
  await consent.approveMarket();
  await consent.importPeople(people);
}, 90_000);
afterAll(() => consent?.close());

describe('5.5 receipts', () => {
  let browser: PageClient;
  let reference: string;
  let receipt: string;
  let file: string;

  const save = (name: string, text: string): string => {
    writeFileSync(join(files, name), text);
    return join(files, name);
  };

  beforeAll(async () => {
    browser = await logIn(1);
    reference = await decide(1, 'refuse');
    const answer = await browser.get(`/decide/receipt.json?reference=${reference}`);
    expect(answer.headers['content-disposition']).toContain(`passant-receipt-${reference}.json`);
    receipt = answer.html;
    file = save('receipt.json', receipt);
    save('passant-keys.json', (await consent.browse('en').get('/transparency/keys.json')).html);
  }, 60_000);

  it('are printable in German and English, and say what was decided, under which notice, and where it stands in the log', async () => {
    for (const language of ['de', 'en'] as const) {
      const page = await browser.get(`/decide/receipt?reference=${reference}&lang=${language}`);
      expect([page.status, page.headers['content-security-policy']]).toEqual([
        200,
        expect.stringContaining("default-src 'none'"),
      ]);
      expect(page.html).toContain(reference);
      expect(page.html).toContain('Testnetz GmbH');
      expect(page.html).toMatch(language === 'de' ? /Eintrag \d+ von \d+/ : /entry \d+ of \d+/);
      expect(page.html).not.toContain(numberOf(1).slice(3));
      pages.set(`receipt-${language}`, page.html);
    }
  });

  it('have the structure that the published schema says', async () => {
    const ajv = addFormats(new Ajv2020({ strict: false }));
    const validate = ajv.compile(RECEIPT_SCHEMA);
    expect([validate(JSON.parse(receipt)), validate.errors]).toEqual([true, null]);
    expect(validate({ ...JSON.parse(receipt), extra: 1 })).toBe(false);
    expect(JSON.parse((await consent.browse('en').get('/transparency/receipt.schema.json')).html)).toEqual(
      JSON.parse(JSON.stringify(RECEIPT_SCHEMA)),
    );
  });

  it('are found genuine offline, without the service', async () => {
    const { code, said } = await passant('receipt', 'verify', file);
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^GENUINE[^]*${reference}[^]*withdrawn[^]*audit log`)),
    ]);
  });

  it('are found genuine by the program itself, a process that knows nothing but the two files', () => {
    const program = join(dirname(require.resolve('@passant/cli/package.json')), 'bin/passant.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'receipt', 'verify', file], {
      ...{ env: {}, encoding: 'utf8' },
    });
    expect([status, stdout, stderr]).toEqual([0, expect.stringMatching(/^GENUINE\. /), '']);
  });

  it('that were altered or forged are told apart and named', async () => {
    const altered = await passant('receipt', 'verify', save('altered.json', receipt.replaceAll('withdrawn', 'given')));
    expect([altered.code, altered.said]).toEqual([1, expect.stringMatching(/^ALTERED/)]);
    const keys = JSON.parse(readFileSync(join(files, 'passant-keys.json'), 'utf8'));
    const others = save(
      'other-keys.json',
      JSON.stringify({ ...keys, receipts: [{ ...keys.receipts[0], x: 'A'.repeat(43) }] }),
    );
    const forged = await passant('receipt', 'verify', file, '--keys', others);
    expect([forged.code, forged.said]).toEqual([1, expect.stringMatching(/^FORGED/)]);
    const elsewhere = await passant(
      'receipt',
      'verify',
      save(
        'nowhere.json',
        JSON.stringify({ ...JSON.parse(receipt), inclusion: { ...JSON.parse(receipt).inclusion, path: [] } }),
      ),
    );
    expect([elsewhere.code, elsewhere.said]).toEqual([1, expect.stringMatching(/^NOT IN LOG/)]);
    expect((await passant('receipt', 'verify', save('no.json', '{}'))).code).toBe(2);
    expect((await passant('receipt', 'verify', join(files, 'missing.json'))).complained).toContain('ENOENT');
  });

  it('are not judged where no keys are at hand', async () => {
    mkdirSync(join(files, 'alone'));
    writeFileSync(join(files, 'alone', 'receipt.json'), receipt);
    const { code, complained } = await passant('receipt', 'verify', join(files, 'alone', 'receipt.json'));
    expect([code, complained]).toEqual([3, expect.stringContaining('/transparency/keys.json')]);
  });

  it('are given to whoever is logged in for the line, and to nobody else', async () => {
    const stranger = await logIn(2);
    for (const path of ['receipt', 'receipt.json'])
      expect((await stranger.get(`/decide/${path}?reference=${reference}`)).path).toContain('/decide/status');
    expect((await consent.browse('de').get(`/decide/receipt.json?reference=${reference}`)).path).toContain(
      '/decide/signed-out',
    );
    expect((await browser.get(`/decide/receipt?reference=${encodeURIComponent("P-'; DROP")}`)).path).toContain(
      '/decide/status',
    );
  });

  it('exist for pauses, too: from when to when, in both forms, and not for another line', async () => {
    const visitor = await logIn(4, 'en');
    const done = await visitor.submit(await visitor.get('/decide/pause'), '/decide/pause', { hours: '24' });
    const paused = new URL(done.path, 'https://passant.example').searchParams.get('reference')!;
    expect(done.html).toContain(`/decide/receipt?reference=${paused}`);
    await consent.app.get(AuditSealer).seal();
    for (const [language, words] of [
      ['de', /Pause für alles, vom 10\. Juni 2026[^<]* bis zum 11\. Juni 2026/],
      ['en', /A pause for everything, from 10 June 2026[^<]* to 11 June 2026/],
    ] as const) {
      const page = await visitor.get(`/decide/receipt?reference=${paused}&lang=${language}`);
      expect(page.html).toMatch(words);
      pages.set(`receipt-of-pause-${language}`, page.html);
    }
    const { html } = await visitor.get(`/decide/receipt.json?reference=${paused}`);
    const validate = addFormats(new Ajv2020({ strict: false })).compile(RECEIPT_SCHEMA);
    expect([validate(JSON.parse(html)), validate.errors]).toEqual([true, null]);
    const bare = JSON.parse(html);
    delete bare.record['passant:pause'];
    expect(validate(bare)).toBe(false);
    const { code, said } = await passant('receipt', 'verify', save('paused.json', html));
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(
        /^GENUINE\. [^]*2026-06-10T10:00:00.000Z {2}everything {2}paused until 2026-06-11T10:00:00.000Z/,
      ),
    ]);
    const longer = save('longer.json', html.replaceAll('2026-06-11T10', '2026-07-11T10'));
    expect((await passant('receipt', 'verify', longer)).said).toMatch(/^ALTERED/);
    expect((await browser.get(`/decide/receipt?reference=${paused}`)).path).toContain('/decide/status');
    await visitor.submit(await visitor.get('/decide/status'), '/decide/resume');
    expect(await kindsInLog()).toContain('pause-ended');
  });

  it('exist for decisions that were imported with their evidence', async () => {
    const [line] = await linesOf(3);
    const [{ reference: imported }] = (await consent.sql<{ reference: string }>(
      'SELECT reference FROM decision WHERE subscriber_id = $1',
      [line],
    )) as [{ reference: string }];
    const visitor = await logIn(3, 'en');
    const { html } = await visitor.get(`/decide/receipt.json?reference=${imported}`);
    expect(JSON.parse(html).audit.opening.facts).toMatchObject({
      origin: 'import',
      evidence: { channel: 'shop' },
      notice: null,
    });
    expect((await passant('receipt', 'verify', save('imported.json', html))).code).toBe(0);
  });
});

describe('5.9 the audit log of consent', () => {
  it('holds decisions, notices, key destruction, replays and acts of staff', async () => {
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: day('2026-06-08') });
    const periods = service(PeriodsService);
    const period = (await periods.find(MARKET as MarketId, day('2026-06-08')))!;
    await Promise.all([periods.destroy(period), periods.destroy(period)]);
    expect(await kindsInLog()).toEqual(expect.arrayContaining(['decision', 'keys-destroyed', 'notice', 'staff-act']));
    expect(await consent.sql(`SELECT 1 FROM audit_entry WHERE kind = 'keys-destroyed'`)).toHaveLength(1);
    expect(await verifyLog()).toEqual({ code: 0, found: [] });
  });

  it('names a decision that was changed in its own table afterwards: its receipt says what was committed to', async () => {
    const reference = await decide(2, 'refuse');
    const browser = await logIn(2);
    await consent.sql(`GRANT UPDATE ON decision TO CURRENT_USER`);
    await consent.sql(`ALTER TABLE decision DISABLE TRIGGER USER`);
    await consent.sql(`UPDATE decision SET state = 'given' WHERE reference = $1`, [reference]);
    const { html } = await browser.get(`/decide/receipt.json?reference=${reference}`);
    expect(JSON.parse(html).audit.opening.facts.decisions[0].state).toBe('withdrawn');
    await consent.sql(`UPDATE decision SET state = 'withdrawn' WHERE reference = $1`, [reference]);
    await consent.sql(`ALTER TABLE decision ENABLE TRIGGER USER`);
    await consent.sql(`REVOKE UPDATE ON decision FROM CURRENT_USER`);
  });
});

describe('5.10 the public page', () => {
  const none = Object.fromEntries(KINDS_OF_BUYER.map((kind) => [kind, 0]));
  const counted = (number: number, retail: number) => ({
    number,
    schedule: [{ from: '2026-06-01T00:00:00.000Z', active: { ...none, retail }, pilots: 2 }],
  });

  /** Products, purposes, kinds of buyer with their active contracts, how long rows and keys are kept, and what is guaranteed. */
  const SAID_TO_EVERYBODY = {
    de: [
      '<li>Wie viele Menschen eine Zone besucht haben</li>',
      '<li>Von welcher Zone in welche</li>',
      '<td>ein Handelsunternehmen</td><td>3</td>',
      '<td>eine Behörde, die plant</td><td>0</td>',
      '48 Stunden',
      'in höchstens 54,9 von 100 Fällen',
    ],
    en: [
      '<li>How many people visited a zone</li>',
      '<li>From which zone to which</li>',
      '<td>a retail company</td><td>3</td>',
      '<td>a public authority that plans</td><td>0</td>',
      '48 hours',
      'in at most 54.9 of 100 cases',
    ],
  } as const;

  it('says without log-in what is sold, to whom, by whom and for how long what is kept, in German and English', async () => {
    await consent.deliver(ContractsCountedProcessor, counted(7, 3));
    await consent.deliver(ContractsCountedProcessor, counted(5, 9));
    const stepped = (number: number, state: 'pilot' | 'live') =>
      consent.deliver(MarketSteppedProcessor, {
        ...{ market: MARKET as MarketId, number, state, isSimulated: false, at: '2026-06-01T00:00:00.000Z' },
        approvedUntil: '2027-01-01T00:00:00.000Z',
      });
    await stepped(4, 'pilot');
    await stepped(3, 'live');
    expect(contractsCounted.to).toEqual(['consent']);
    await consent.app.get(AuditSealer).seal();
    for (const language of ['de', 'en'] as const) {
      const page = await consent.browse(language).get('/transparency');
      expect(page.status).toBe(200);
      for (const text of [
        'Testnetz GmbH',
        'Teststatistik GmbH',
        'Testbetrieb GmbH',
        'Mitte',
        '/ledger?market=leipzig',
        'passant/consent',
        'href="/transparency/complaint',
        ...SAID_TO_EVERYBODY[language],
      ])
        expect([text, page.html.includes(text)]).toEqual([text, true]);
      expect(page.html).toContain(language === 'de' ? 'unter 100' : 'under 100');
      expect(page.html).toContain(
        language === 'de' ? 'Im Versuch: Nur genannte Käufer' : 'On trial: only named buyers',
      );
      expect(page.html).toContain(language === 'de' ? 'zugelassen bis' : 'allowed until');
      expect(page.html).toContain(language === 'de' ? 'genannten Käufer: 2.' : 'named buyer among them: 2.');
      expect(page.html).not.toMatch(/<script|style="|src=/);
      expect(page.html.length).toBeLessThan(50_000);
      pages.set(`transparency-${language}`, page.html);
    }
    const data = JSON.parse((await consent.browse('en').get('/transparency/data.json')).html);
    expect(data.kindsOfBuyer).toContainEqual({ kind: 'retail', activeContracts: 3 });
    expect(data.pilotContracts).toBe(2);
    expect(data.markets).toContainEqual(
      expect.objectContaining({
        id: MARKET,
        state: 'pilot',
        isSimulated: false,
        approvedUntil: '2027-01-01T00:00:00.000Z',
      }),
    );
    expect(data.months[0]).toMatchObject({
      month: '2026-06',
      withdrawals: { kind: 'under-100' },
      timeToEffect: { kind: 'under-100' },
    });
    expect(data.audit.checkpoints[0].note).toContain('passant/consent');
  });

  it('takes a complaint, sealed, for the privacy officer alone', async () => {
    const browser = consent.browse('en', '198.51.100.7');
    const text = 'You counted me at Königstraße <script>';
    pages.set('complaint-en', (await browser.get('/transparency/complaint')).html);
    const taken = await browser.submit(await browser.get('/transparency/complaint'), '/transparency/complaint', {
      text,
      contact: 'me@example.org',
    });
    expect(taken.html).toContain('Your complaint has arrived');
    const [stored] = await consent.sql<{ row: string }>('SELECT c::text AS row FROM complaint c');
    expect(stored!.row).not.toContain('me@example.org');
    const ask = (roles: StaffRole[]) =>
      consent.client.graphql(
        { ...PRIVACY, roles },
        '{ complaintsToPrivacyOfficer { id reference text contact closedAt } }',
      );
    expect((await ask(['admin', 'approver', 'network-operator'])).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
    const [complaint] = (await ask(['privacy-officer'])).data!['complaintsToPrivacyOfficer'] as {
      id: string;
      text: string;
    }[];
    expect(complaint).toMatchObject({ text, contact: 'me@example.org', closedAt: null });
    await consent.client.graphql(PRIVACY, 'mutation ($id: ID!) { closeComplaint(id: $id) { closedAt } }', {
      id: complaint!.id,
    });
    expect((await ask(['privacy-officer'])).data!['complaintsToPrivacyOfficer']).toEqual([]);
    expect(consent.logs.text).not.toContain('Königstra');
  });

  it('says what is wrong with a complaint that cannot be taken, keeps what was written, and takes five an hour from one address', async () => {
    const browser = consent.browse('de', '198.51.100.8');
    const send = async (text: string): Promise<Page> =>
      browser.submit(await browser.get('/transparency/complaint'), '/transparency/complaint', { text, contact: 'x"y' });
    const empty = await send('  ');
    expect([empty.status, empty.html.includes('value="x&quot;y"')]).toEqual([422, true]);
    pages.set('complaint-problem-de', empty.html);
    expect((await send('a'.repeat(5_001))).status).toBe(422);
    expect((await send('a\0b')).status).toBe(422);
    const statuses: number[] = [];
    for (let sent = 0; sent < 6; sent += 1) {
      const answer = await send('Zu viel');
      statuses.push(answer.status);
      pages.set('complaints-too-many-de', answer.html);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

describe('5.11 rights', () => {
  it('access shows everything that consent holds about the line, to read and to keep', async () => {
    const browser = await logIn(3);
    for (const language of ['de', 'en'] as const) {
      const page = await browser.get(`/decide/data?lang=${language}`);
      for (const text of [numberOf(3), '1974', 'mitte', 'place-statistics', 'page_session'])
        expect([text, page.html.includes(text)]).toEqual([text, true]);
      pages.set(`access-${language}`, page.html);
    }
    const held = JSON.parse((await browser.get('/decide/data.json')).html);
    const owned = await consent.sql<{ table: string }>(
      `SELECT DISTINCT table_name AS table FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name IN ('subscriber_id', 'subscriber_ids', 'subject') AND table_name <> 'erased_line'`,
    );
    const [line] = await linesOf(3);
    for (const { table } of owned) {
      const rows = await consent.sql(`SELECT 1 FROM ${table} t WHERE t::text LIKE $1`, [`%${line}%`]);
      const shown = held.tables.find((one: { table: string }) => one.table === table)?.rows ?? [];
      expect([table, shown.length]).toEqual([table, rows.length]);
    }
  });

  it('access shows the letters and text messages that wait and the codes that were asked for, and erasure takes them', async () => {
    const browser = await logIn(1);
    const [line] = await linesOf(1);
    await browser.submit(await browser.get('/decide/letter'), '/decide/letter?', { number: numberOf(1) });
    // The gateway of the network is away, or the message would be gone with the next turn of the relay.
    const { inbox } = consent;
    const send = inbox.send.bind(inbox);
    inbox.send = () => Promise.reject(new Error('the gateway is away'));
    const subject = { subscriberIds: [line!], about: 'withdrawal' } as const;
    await service(Transactions).run((transaction) =>
      service(TextMessagesService).add(
        transaction,
        { to: numberOf(1), text: 'waits' },
        { ...subject, lifeSeconds: 3600 },
      ),
    );
    const held = JSON.parse((await browser.get('/decide/data.json')).html);
    const rowsOf = (table: string) => held.tables.find((one: { table: string }) => one.table === table).rows;
    expect(rowsOf('letter')).toEqual([expect.objectContaining({ market: MARKET, about: 'code' })]);
    expect(rowsOf('text_message')).toEqual([expect.objectContaining({ about: 'withdrawal' })]);
    expect(rowsOf('code_send').length).toBeGreaterThanOrEqual(2);
    inbox.send = send;
    await browser.submit(await browser.get('/decide/erase'), '/decide/erase');
    for (const table of ['letter', 'text_message', 'code_send', 'letter_code', 'log_in', 'page_session'])
      expect([table, await consent.sql(`SELECT 1 FROM ${table} WHERE $1 = ANY(subscriber_ids)`, [line])]).toEqual([
        table,
        [],
      ]);
  });

  it('erasure withdraws first, then forgets the line: the tree and receipts stay good, the operator’s next file brings nothing back', async () => {
    const browser = await logIn(4);
    const reference = await decide(4, 'refuse');
    const receipt = (await browser.get(`/decide/receipt.json?reference=${reference}`)).html;
    await decide(4, 'allow');
    const [line] = await linesOf(4);
    const ask = await browser.get('/decide/erase');
    pages.set('erasure-de', ask.html);
    const done = await browser.submit(ask, '/decide/erase');
    expect(done.html).toContain('Gelöscht');
    expect((await browser.get('/decide/status')).path).toContain('/decide/signed-out');
    expect(await linesOf(4)).toEqual([]);
    const states = await service(DecisionsService).getStates([line!]);
    expect([...states.values()].filter((state) => state === 'given')).toEqual([]);
    for (const table of ['subscriber', 'audit_opening', 'page_session', 'log_in'])
      expect(await consent.sql(`SELECT 1 FROM ${table} t WHERE t::text LIKE $1`, [`%${line}%`])).toEqual([]);
    expect(await verifyLog()).toEqual({ code: 0, found: [] });
    writeFileSync(join(files, 'kept.json'), receipt);
    expect((await passant('receipt', 'verify', join(files, 'kept.json'))).code).toBe(0);
    const { body } = await consent.put('subscribers', subscribersCsv(people));
    expect(body).toMatchObject({ imported: 0, unchanged: 4 });
    expect(await linesOf(4)).toEqual([]);
  });

  it('a database that is restored from before a withdrawal and an erasure brings back neither, and its log says that it was set back', async () => {
    const restored = await createTestDatabase('restored_audit');
    const [withdrawn, erased] = [(await linesOf(3))[0]!, (await linesOf(2))[0]!];
    await decide(3, 'allow').catch(() => undefined);
    await consent.app.get(AuditSealer).seal();
    const kept = await dumpAll(consent);
    await decide(3, 'refuse');
    const browser = await logIn(2);
    await browser.submit(await browser.get('/decide/erase'), '/decide/erase');
    await consent.app.get(AuditSealer).seal();
    await consent.close();

    // The dump is put into an empty database whose service has never run; then the service opens it, with its journal.
    const empty = makeSurroundings();
    const blank = await ConsentApp.boot(
      { databaseUrl: restored.url, redisUrl: stack.redisUrl },
      { surroundings: empty },
    );
    await restoreAll(blank, kept);
    await blank.close();
    consent = await ConsentApp.boot(
      { databaseUrl: restored.url, redisUrl: stack.redisUrl },
      { surroundings, now: '2026-06-10T12:00:00Z' },
    );
    const states = await service(DecisionsService).getStates([withdrawn]);
    expect(states.get(`${PURPOSES[0]}/presence`)).toBe('withdrawn');
    expect(await consent.sql('SELECT 1 FROM subscriber WHERE id = $1', [erased])).toEqual([]);
    expect(await consent.sql('SELECT 1 FROM audit_opening WHERE subject = $1', [erased])).toEqual([]);
    expect(await verifyLog()).toEqual({ code: 1, found: ['OLD_COPY'] });
    expect(await kindsInLog()).toEqual(expect.arrayContaining(['database-set-back', 'journal-replayed', 'erasure']));
    expect(service(ReplayService)).toBeDefined();
  }, 120_000);
});

describe('every document', () => {
  const test = findBrowser() ? it : it.skip;

  test('has no violation that axe finds', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      expect(pages.size).toBeGreaterThanOrEqual(9);
      for (const [name, html] of pages) {
        await page.setContent(html);
        expect([name, await findViolations(page)]).toEqual([name, []]);
      }
    } finally {
      await browser.close();
    }
  }, 90_000);
});

const BORN_WITH_DATABASE = ['migrations'];

async function dumpAll(from: ConsentApp): Promise<ReadonlyMap<string, string>> {
  const tables = await from.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const rows = new Map<string, string>();
  for (const { name } of tables.filter((table) => !BORN_WITH_DATABASE.includes(table.name)))
    rows.set(
      name,
      (await from.sql<{ rows: string }>(`SELECT COALESCE(json_agg(t), '[]')::text AS rows FROM ${name} t`))[0]!.rows,
    );
  return rows;
}

async function restoreAll(into: ConsentApp, dump: ReadonlyMap<string, string>): Promise<void> {
  const tables = [...dump.keys()];
  const appendOnly: string[] = [];
  for (const table of tables) {
    const [{ may }] = (await into.sql<{ may: boolean }>(`SELECT has_table_privilege($1, 'DELETE') AS may`, [
      table,
    ])) as [{ may: boolean }];
    if (!may) appendOnly.push(table);
    await into.sql(`GRANT DELETE, TRUNCATE ON ${table} TO CURRENT_USER`);
    await into.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  }
  await into.sql(`TRUNCATE ${tables.join()}`);
  // A table whose rows refer to another's waits for it.
  for (let left = tables; left.length > 0;) {
    const waiting: string[] = [];
    for (const table of left) {
      const insert = `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${table}, $1)`;
      await into.sql(insert, [dump.get(table)]).catch(() => waiting.push(table));
    }
    expect(waiting.length).toBeLessThan(left.length);
    left = waiting;
  }
  for (const table of tables) await into.sql(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const table of appendOnly) await into.sql(`REVOKE DELETE, TRUNCATE ON ${table} FROM CURRENT_USER`);
}
