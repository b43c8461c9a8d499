import { randomUUID } from 'node:crypto';
import { CLOCK } from '@passant/platform';
import { anonymous, FixedClock, testStack } from '@passant/testing';
import { DAY, presenceArtefact, zonePlan } from '../../test/artefacts';
import { admin, approver, Insights, operator, PUBLIC_URL } from '../../test/insights';
import { addEvents } from './domain/add-events';
import { composeLines } from './domain/compose-lines';

const stack = testStack({ postgres: true, redis: true });
/** A minute before March ends in Leipzig: in UTC there are two hours and a minute to go, since clocks went forward the day before. */
const clock = new FixedClock('2025-03-31T21:59:00Z');
let insights: Insights;

beforeAll(async () => {
  insights = await Insights.start(stack);
  Object.assign(insights.app.get(CLOCK), { now: () => clock.now() });
  await insights.approvePlan(zonePlan());
  await insights.publish(presenceArtefact());
  await insights.ask(admin, SET_ISSUER, { input: ISSUER });
}, 60_000);
beforeEach(() => clock.set('2025-03-31T21:59:00Z'));
afterAll(() => insights.app.close());

const ISSUER = {
  ...{ code: 'LEJ', name: 'Netz & Partner GmbH', addressLines: ['Ring 1', '04109 Leipzig'], country: 'DE' },
  vatId: 'DE123456789',
};
const BUYER = { name: 'Schuh <b> & Sohn', addressLines: ['Markt 2', '04109 Leipzig'], country: 'DE' };
const SET_ISSUER = 'mutation ($input: InvoiceIssuerInput!) { setInvoiceIssuer(input: $input) { code } }';
const SET_BILLING = `mutation ($id: ID!, $input: BillingDetailsInput!) {
  setBillingDetails(clientId: $id, input: $input) { vatBasisPoints } }`;
const ISSUE = `mutation ($id: ID!, $month: String!, $key: String) {
  issueInvoice(contractId: $id, month: $month, idempotencyKey: $key) { id number netMinorUnits vatMinorUnits grossMinorUnits } }`;
const CREDIT = `mutation ($id: ID!, $net: Float) {
  creditInvoice(invoiceId: $id, netMinorUnits: $net, reason: "wrong zone plan") {
    number invoiceNumber netMinorUnits vatMinorUnits grossMinorUnits } }`;
const DRAFT = `query ($id: ID!, $month: String!) { draftInvoice(contractId: $id, month: $month) {
  isOver from to currency netMinorUnits vatMinorUnits lines { versionNumber product figures netMinorUnits } } }`;
const INVOICES = `query ($id: ID) { invoices(contractId: $id) {
  id number month document isReproduced netMinorUnits creditNotes { number netMinorUnits } } }`;

/** Of a day: one published figure a zone. */
const ask = (zones: string) =>
  `{ presence(zoneIds: [${zones}], from: "${DAY}", to: "${DAY}", grain: DAY) { statuses } }`;
const TWO = ask('"centre", "north"');

interface Issued {
  id: string;
  number: string;
  netMinorUnits: number;
  vatMinorUnits: number;
  grossMinorUnits: number;
}
interface Listed {
  id: string;
  document: string;
  isReproduced: boolean;
  creditNotes: { number: string }[];
}
const issue = async (contractId: string, month = '2025-03', key: string | null = null) =>
  (await insights.ask<{ issueInvoice: Issued }>(admin, ISSUE, { id: contractId, month, key })).issueInvoice;
const credit = async (id: string, net: number | null = null) =>
  (await insights.ask<{ creditInvoice: Issued }>(admin, CREDIT, { id, net })).creditInvoice;
const list = async (contractId: string) =>
  (await insights.ask<{ invoices: Listed[] }>(admin, INVOICES, { id: contractId })).invoices;

async function signUp(price = 7) {
  const buyer = await insights.signUp({ products: ['presence'], price });
  await insights.ask(admin, SET_BILLING, { id: buyer.clientId, input: { ...BUYER, vatBasisPoints: 1900 } });
  return buyer;
}
/** Sold something in March, and now it is April. */
async function sellInMarch() {
  const buyer = await signUp();
  await insights.ask(buyer.actor, TWO);
  clock.set('2025-04-02T08:00:00Z');
  return buyer;
}

describe('a draft', () => {
  it('holds what was sold in the local month and no more, across its end', async () => {
    const buyer = await signUp();
    await insights.ask(buyer.actor, TWO);
    clock.set('2025-03-31T22:00:00Z');
    await insights.ask(buyer.actor, ask('"centre"'));
    const draft = async (month: string) =>
      (await insights.ask<{ draftInvoice: object }>(approver, DRAFT, { id: buyer.contractId, month })).draftInvoice;
    expect(await draft('2025-03')).toEqual({
      ...{ isOver: false, currency: 'EUR', netMinorUnits: 14, vatMinorUnits: 3 },
      ...{ from: '2025-02-28T23:00:00.000Z', to: '2025-03-31T22:00:00.000Z' },
      lines: [{ versionNumber: 1, product: 'presence', figures: 2, netMinorUnits: 14 }],
    });
    expect(await draft('2025-04')).toMatchObject({ netMinorUnits: 7, lines: [{ figures: 1 }] });
    expect(await draft('2025-02')).toMatchObject({ netMinorUnits: 0, lines: [] });
  });
});

describe('a month that is an hour longer', () => {
  it('ends with its last local hour, for the invoice and for the quota', async () => {
    // Clocks go back on 26 October: the month ends at 23:00 UTC, but began at 22:00.
    const buyer = await insights.signUp({ products: ['presence'], price: 7, figuresPerMonth: 2 });
    await insights.ask(admin, SET_BILLING, { id: buyer.clientId, input: { ...BUYER, vatBasisPoints: 1900 } });
    clock.set('2025-09-30T22:00:00Z');
    await insights.ask(buyer.actor, ask('"centre"'));
    clock.set('2025-10-31T22:59:59.999Z');
    await insights.ask(buyer.actor, ask('"north"'));
    expect(await insights.refusal(buyer.actor, ask('"centre"'))).toMatchObject({ code: 'QUOTA_EXCEEDED' });
    clock.set('2025-10-31T23:00:00Z');
    await insights.ask(buyer.actor, TWO);
    const months = 'query ($id: ID!) { usageMonths(contractId: $id) { month published } }';
    expect(await insights.ask(admin, months, { id: buyer.contractId })).toEqual({
      usageMonths: [
        { month: '2025-11', published: 2 },
        { month: '2025-10', published: 2 },
      ],
    });
    expect(await insights.ask(admin, DRAFT, { id: buyer.contractId, month: '2025-10' })).toMatchObject({
      draftInvoice: { from: '2025-09-30T22:00:00.000Z', to: '2025-10-31T23:00:00.000Z', netMinorUnits: 14 },
    });
    clock.set('2025-11-01T00:00:00Z');
    expect(await issue(buyer.contractId, '2025-10')).toMatchObject({ netMinorUnits: 14 });
  });
});

describe('an invoice', () => {
  it('is refused while the month is not over, and an hour longer', async () => {
    const { contractId, actor } = await signUp();
    await insights.ask(actor, TWO);
    const refused = () => insights.refusal(admin, ISSUE, { id: contractId, month: '2025-03' });
    expect(await refused()).toMatchObject({ code: 'MONTH_NOT_OVER' });
    clock.set('2025-03-31T22:59:59Z');
    expect(await refused()).toMatchObject({ code: 'MONTH_NOT_OVER' });
    clock.set('2025-03-31T23:00:00Z');
    expect(await issue(contractId)).toMatchObject({ netMinorUnits: 14, vatMinorUnits: 3, grossMinorUnits: 17 });
  });

  it('is issued once a contract and month, also by many at once, and numbers have no gap', async () => {
    const { contractId } = await sellInMarch();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => insights.client.graphql(admin, ISSUE, { id: contractId, month: '2025-03' })),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions['code'] ?? 'issued').sort();
    expect(codes).toEqual([...Array<string>(7).fill('INVOICE_EXISTS'), 'issued']);
    const others = [];
    for (let index = 0; index < 3; index += 1) {
      clock.set('2025-03-31T21:59:00Z');
      others.push(await sellInMarch());
    }
    await Promise.all(others.map((other) => issue(other.contractId)));
    const numbers: { number: string }[] = await insights.dataSource.query('SELECT number FROM invoice ORDER BY 1');
    expect(numbers.map(({ number }) => number)).toEqual(
      numbers.map((_, index) => `LEJ-2025-${String(index + 1).padStart(6, '0')}`),
    );
  });

  it('is given again to the same idempotency key, and noted as one act of staff', async () => {
    const { contractId } = await sellInMarch();
    const key = randomUUID();
    const first = await issue(contractId, '2025-03', key);
    expect(await issue(contractId, '2025-03', key)).toEqual(first);
    const acts = 'query ($id: ID) { staffActs(subjectId: $id) { staffId act subjectKind } }';
    expect(await insights.ask(admin, acts, { id: first.id })).toEqual({
      staffActs: [{ staffId: 'ada-admin', act: 'issueInvoice', subjectKind: 'invoice' }],
    });
  });

  it('keeps parties and terms as they were, and is the same when it is computed again', async () => {
    const { contractId, clientId, actor } = await sellInMarch();
    await issue(contractId);
    const input = { ...BUYER, name: 'Somebody else', vatBasisPoints: 700 };
    await insights.ask(admin, SET_BILLING, { id: clientId, input });
    const { invoices } = await insights.ask<{ invoices: Listed[] }>(actor, '{ invoices { document } }');
    expect(JSON.parse(invoices[0]!.document)).toMatchObject({
      ...{ format: 'invoice/1', vatBasisPoints: 1900, buyer: { name: BUYER.name }, seller: { name: ISSUER.name } },
      versions: [{ number: 1, terms: { price: { minorUnitsPerFigure: 7, currency: 'EUR' }, products: ['presence'] } }],
    });
    expect((await list(contractId))[0]!.isReproduced).toBe(true);
  });

  it('has a line for each version of the month, each at its own price', async () => {
    const { contractId, actor } = await signUp(7);
    await insights.ask(actor, TWO);
    const amended = {
      ...{ contractId, purpose: 'place-statistics', products: ['presence'], zoneIds: ['centre', 'north'] },
      ...{ finestGrain: 'DAY', from: '2025-01-01', priceMinorUnitsPerFigure: 5 },
    };
    const amend = 'mutation ($input: AmendContractInput!) { amendContract(input: $input) { id } }';
    expect(await insights.refusal(admin, amend, { input: { ...amended, currency: 'CHF' } })).toMatchObject({
      ...{ code: 'CONTRACT_TERMS_INVALID', message: expect.stringMatching(/currency/) },
    });
    await insights.ask(admin, amend, { input: amended });
    const approve = 'mutation ($id: ID!) { approveContractVersion(contractId: $id, number: 2) { id } }';
    await insights.attest(contractId, 2);
    await insights.ask(approver, approve, { id: contractId });
    await insights.ask(actor, TWO);
    clock.set('2025-04-02T08:00:00Z');
    expect(await issue(contractId)).toMatchObject({ netMinorUnits: 2 * 7 + 2 * 5 });
    const [invoice] = await list(contractId);
    expect(JSON.parse(invoice!.document).lines).toMatchObject([
      { versionNumber: 1, minorUnitsPerFigure: 7, figures: 2 },
      { versionNumber: 2, minorUnitsPerFigure: 5, figures: 2 },
    ]);
    const { contract } = await insights.ask<{ contract: { versions: { id: string; number: number }[] } }>(
      admin,
      'query ($id: ID!) { contract(id: $id) { versions { id number } } }',
      { id: contractId },
    );
    expect(await recompute(contractId, contract.versions)).toMatchObject({ netMinorUnits: 24 });
  });

  it.each([
    ['an unknown contract', randomUUID(), '2025-03', 'CONTRACT_UNKNOWN'],
    ['a month that is none', null, '2025-13', 'INPUT_INVALID'],
    ['a month in which nothing was sold', null, '2025-01', 'INVOICE_EMPTY'],
  ])('is refused of %s', async (_, id, month, code) => {
    const { contractId } = await sellInMarch();
    expect(await insights.refusal(admin, ISSUE, { id: id ?? contractId, month })).toMatchObject({ code });
  });

  it('needs to know whom it is for; a rate of nothing needs its reason', async () => {
    const buyer = await insights.signUp({ products: ['presence'] });
    await insights.ask(buyer.actor, TWO);
    clock.set('2025-04-02T08:00:00Z');
    const id = buyer.contractId;
    expect(await insights.refusal(admin, ISSUE, { id, month: '2025-03' })).toMatchObject({
      code: 'BILLING_DETAILS_MISSING',
    });
    const reverse = { ...BUYER, vatBasisPoints: 0 };
    expect(await insights.refusal(admin, SET_BILLING, { id: buyer.clientId, input: reverse })).toMatchObject({
      ...{ code: 'INPUT_INVALID', message: expect.stringMatching(/why no VAT/) },
    });
    await insights.ask(admin, SET_BILLING, { id: buyer.clientId, input: { ...reverse, vatNote: 'Reverse charge' } });
    expect(await issue(id)).toMatchObject({ netMinorUnits: 4, vatMinorUnits: 0 });
  });

  it('cannot be changed or removed, and is for admins only to issue', async () => {
    const { contractId, actor } = await sellInMarch();
    for (const somebody of [actor, approver, operator]) {
      expect(await insights.refusal(somebody, ISSUE, { id: contractId, month: '2025-03' })).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    await issue(contractId);
    for (const statement of ['DELETE FROM invoice', `UPDATE invoice SET number = 'x'`, 'DELETE FROM credit_note']) {
      await expect(insights.dataSource.query(statement)).rejects.toThrow(/permission denied|never changed/);
    }
  });

  it('is shown to its own client and to no other partner', async () => {
    const [one, other] = [await sellInMarch(), await signUp()];
    await issue(one.contractId);
    expect(await insights.ask(one.actor, '{ invoices { contractId } }')).toEqual({
      invoices: [{ contractId: one.contractId }],
    });
    const asked = 'query ($id: ID) { invoices(clientId: $id) { number } }';
    expect(await insights.ask(other.actor, asked, { id: one.clientId })).toEqual({ invoices: [] });
  });
});

describe('a price', () => {
  it('with fractions of a cent is refused', async () => {
    const clientId = await insights.createClient();
    const { errors } = await insights.client.graphql(
      admin,
      `mutation ($id: ID!, $price: Int!) { draftContract(input: { clientId: $id, purpose: "place-statistics",
        products: ["presence"], allZones: true, finestGrain: DAY, from: "2025-01-01", priceMinorUnitsPerFigure: $price }) { id } }`,
      { id: clientId, price: 0.5 },
    );
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/non-integer/),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('a credit note', () => {
  it('has numbers of its own, refers to its invoice, and together they are never more than it', async () => {
    const { contractId } = await sellInMarch();
    const invoice = await issue(contractId);
    expect(await insights.refusal(admin, CREDIT, { id: invoice.id, net: 15 })).toMatchObject({
      code: 'CREDIT_EXCEEDS_INVOICE',
    });
    expect(await insights.refusal(admin, CREDIT, { id: invoice.id, net: 0.5 })).toMatchObject({
      code: 'INPUT_INVALID',
    });
    const first = await credit(invoice.id, 5);
    expect(first).toMatchObject({ number: 'LEJ-C-2025-000001', invoiceNumber: invoice.number, netMinorUnits: 5 });
    const answers = await Promise.all(
      [5, 5].map((net) => insights.client.graphql<{ creditInvoice: Issued }>(admin, CREDIT, { id: invoice.id, net })),
    );
    expect(answers.filter(({ errors }) => errors?.[0]?.extensions['code'] === 'CREDIT_EXCEEDS_INVOICE')).toHaveLength(
      1,
    );
    const rest = await credit(invoice.id);
    expect(rest.netMinorUnits).toBe(4);
    const second = answers.find(({ errors }) => !errors)!.data!.creditInvoice;
    expect(first.vatMinorUnits + second.vatMinorUnits + rest.vatMinorUnits).toBe(invoice.vatMinorUnits);
    expect(await insights.refusal(admin, CREDIT, { id: invoice.id })).toMatchObject({ code: 'NOTHING_TO_CREDIT' });
    expect((await list(contractId))[0]!.creditNotes.map(({ number }) => number)).toEqual(
      [1, 2, 3].map((sequence) => `LEJ-C-2025-00000${sequence}`),
    );
  });

  it('is refused of an invoice that is not there', async () => {
    expect(await insights.refusal(admin, CREDIT, { id: randomUUID() })).toMatchObject({ code: 'INVOICE_UNKNOWN' });
  });
});

describe('the printable page', () => {
  async function linkTo(contractId: string, language: string): Promise<string> {
    const query =
      'query ($id: ID, $language: String!) { invoices(contractId: $id) { printable(language: $language) { url } } }';
    const { invoices } = await insights.ask<{ invoices: { printable: { url: string } }[] }>(admin, query, {
      ...{ id: contractId, language },
    });
    const { url } = invoices[0]!.printable;
    expect(url.startsWith(`${PUBLIC_URL}/invoices/`)).toBe(true);
    return url.slice(PUBLIC_URL.length);
  }
  const get = (url: string) => insights.client.request(anonymous, { method: 'GET', url });

  it('is in German and English, escapes what it prints, and runs and loads nothing', async () => {
    const { contractId } = await sellInMarch();
    const { number } = await issue(contractId);
    const german = await get(await linkTo(contractId, 'de'));
    expect(german.statusCode).toBe(200);
    expect(german.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(german.body).toContain(`<h1>Rechnung ${number}</h1>`);
    expect(german.body).toContain('Schuh &lt;b&gt; &amp; Sohn');
    expect(german.body).toContain('1. März 2025');
    expect(german.body).toContain('31. März 2025');
    expect(german.body).toMatch(/Umsatzsteuer 19\s%/);
    expect(german.body.replaceAll('\u00a0', ' ')).toContain('0,17 €');
    const english = await get(await linkTo(contractId, 'en'));
    expect(english.body).toContain(`<h1>Invoice ${number}</h1>`);
    expect(english.body).toContain('€0.17');
    for (const { body } of [german, english]) expect(body).not.toMatch(/<script|https?:|\sstyle=|undefined|NaN/);
  });

  it('opens with its whole link only: a changed one is refused, one that ended is gone', async () => {
    const { contractId } = await sellInMarch();
    await issue(contractId);
    const link = await linkTo(contractId, 'de');
    expect((await get(link.replace('.de.html', '.en.html'))).json()).toMatchObject({ code: 'LINK_INVALID' });
    expect((await get(link.replace(/expires=\d+/, 'expires=9999999999'))).statusCode).toBe(403);
    expect((await get(link.replace(/signature=.*/, ''))).statusCode).toBe(403);
    const spied = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 16 * 60_000);
    try {
      expect(await get(link)).toMatchObject({ statusCode: 410 });
    } finally {
      spied.mockRestore();
    }
  });
});

/** What today's events come to, read one by one and added up without the database. */
async function recompute(contractId: string, versions: { id: string; number: number }[]) {
  const events = await insights.dataSource.query(
    `SELECT request_id AS "requestId", question_sha256 AS "questionSha256", contract_version_id AS "versionId", product,
       published, cost_minor_units::integer AS "costMinorUnits" FROM usage_event WHERE contract_id = $1`,
    [contractId],
  );
  const prices = new Map([
    [1, 7],
    [2, 5],
  ]);
  const priced = versions.map(({ id, number }) => ({
    ...{ id, number, minorUnitsPerFigure: prices.get(number)!, currency: 'EUR', marks: [] },
  }));
  return composeLines(addEvents([...events, ...events].reverse()), priced);
}
