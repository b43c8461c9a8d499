import { createHash, randomUUID } from 'node:crypto';
import { monthOf, dayAt } from '@passant/contracts';
import { attest } from '../../../libs/stack/src/story/activate';
import { COUNTY_TIME_ZONE } from '../support/county';
import { type County, STORY_MS } from '../support/county-stack';
import { eventually } from '../support/operator';
import { askAs, type Credentials, type Series } from '../support/partner';
import { DISTRICTS } from '../support/squares';

const PRICE = 7;
const VAT = 1900;
const FORTY_DAYS_SECONDS = 40 * 86_400;
const [admin, approver] = [{ staff: 'ada-admin' }, { staff: 'anton-approver' }] as const;

interface Exported {
  readonly id: string;
  readonly state: string;
  readonly published: number;
  readonly files: readonly { name: string; sha256: string; url: string }[];
}

interface Invoice {
  readonly number: string;
  readonly month: string;
  readonly netMinorUnits: number;
  readonly vatMinorUnits: number;
  readonly grossMinorUnits: number;
  readonly lines: readonly { product: string; figures: number; minorUnitsPerFigure: number; marks: string[] }[];
  readonly printable: { readonly url: string };
}

/** A partner's whole first hour, and the bill that comes of it: nothing but what anybody of them sees from outside. */
export function tellFirstHour(county: County): void {
  const [first] = county.days;
  const zoneIds = [...DISTRICTS];
  let [clientId, contractId]: string[] = [];
  let credentials: Credentials;
  let [asked, exported] = [0, 0];
  const usedIn = monthOf(dayAt(Date.now(), COUNTY_TIME_ZONE));

  describe("a partner's first hour", () => {
    test('a contract is drafted, offered, signed and attested; nobody activates it alone, and then it is active', async () => {
      const { gateway, market } = county;
      const { client } = await gateway.ask<{ client: { id: string } }>(
        admin,
        'mutation { client: createClient(input: { name: "Buchhandlung am Tor", kindOfBuyer: "retail" }) { id } }',
      );
      const { contract } = await gateway.ask<{ contract: { id: string } }>(
        admin,
        'mutation ($input: DraftContractInput!) { contract: draftContract(input: $input) { id } }',
        {
          input: {
            ...{
              clientId: client.id,
              market: market.id,
              purpose: 'place-statistics',
              products: ['presence', 'visitors'],
            },
            ...{ allZones: true, finestGrain: 'HOUR', from: market.firstDay, priceMinorUnitsPerFigure: PRICE },
          },
        },
      );
      [clientId, contractId] = [client.id, contract.id];
      const step = (name: string) => `mutation ($id: ID!) { done: ${name}Contract(contractId: $id) { state } }`;
      for (const name of ['offer', 'sign']) await gateway.ask(admin, step(name), { id: contractId });
      const refusal = async (by: typeof admin | typeof approver) =>
        (await gateway.askRaw(by, step('activate'), { id: contractId })).errors?.[0]?.extensions?.code;
      expect(await refusal(approver)).toBe('CONTRACT_NOT_ATTESTED');
      await attest(gateway, contractId);
      expect(await refusal(admin)).toBe('CREATOR_MAY_NOT_APPROVE');
      expect(await gateway.ask(approver, step('activate'), { id: contractId })).toEqual({ done: { state: 'active' } });
      const query = 'query ($id: ID!) { contract(id: $id) { timeline { what staffId } } }';
      const { contract: seen } = await gateway.ask<{ contract: { timeline: object[] } }>(approver, query, {
        id: contractId,
      });
      expect(seen.timeline).toEqual([
        ...['draft', 'offer', 'sign', 'attest'].map((what) => ({ what, staffId: 'ada-admin' })),
        { what: 'activate', staffId: 'anton-approver' },
      ]);
    });

    test('it gets credentials, and finds the way to a token by the discovery document alone', async () => {
      const issue = 'mutation ($id: ID!) { issued: issueCredentials(clientId: $id) { clientId clientSecret } }';
      credentials = (await county.gateway.ask<{ issued: Credentials }>(admin, issue, { id: clientId })).issued;
      const { url } = county.stack;
      const found = await fetch(`${url}/.well-known/oauth-authorization-server/oauth2`);
      const metadata = (await found.json()) as { issuer: string; token_endpoint: string; jwks_uri: string };
      expect(metadata.issuer).toBe(`${url}/oauth2`);
      const secret = Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64');
      const answer = await fetch(metadata.token_endpoint, {
        method: 'POST',
        headers: { authorization: `Basic ${secret}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      const token = (await answer.json()) as { access_token: string; expires_in: number };
      expect([answer.status, token.expires_in <= 300]).toEqual([200, true]);
      const ask = (query: string) =>
        fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        });
      const zones = (await (await ask('{ zones { id covered } }')).json()) as { data: { zones: { id: string }[] } };
      expect(zones.data.zones.map(({ id }) => id).sort()).toEqual([...zoneIds].sort());
    });

    test('it asks what a question costs, and then the question: figures with their uncertainty', async () => {
      const question = (how: string) => `query ($zoneIds: [ID!]!, $day: String!) {
        visitors(zoneIds: $zoneIds, from: $day, to: $day, grain: DAY${how}) {
          zone { id } values lows highs statuses notRepresented marks locationError { median } cost { minorUnits published } } }`;
      type Answer = (Series & { marks: string[]; cost: { minorUnits: number; published: number } })[];
      const get = async (how: string) => {
        const given = { query: question(how), zoneIds, day: first };
        return (await askAs<{ visitors: Answer }>(county.gateway, credentials, given)).visitors;
      };
      const sum = (answer: Answer) => answer.reduce((total, { cost }) => total + cost.minorUnits, 0);
      const most = sum(await get(', estimate: true'));
      const answer = await get('');
      asked = sum(answer) / PRICE;
      expect(asked).toBe(answer.filter(({ statuses }) => statuses[0] === 'PUBLISHED').length);
      expect(asked).toBeGreaterThan(0);
      expect(asked * PRICE).toBeLessThanOrEqual(most);
      for (const { marks, lows, values, highs, statuses } of answer) {
        expect(marks).toEqual([]);
        if (statuses[0] === 'PUBLISHED') expect(lows[0]! <= values[0]! && values[0]! <= highs[0]!).toBe(true);
        else expect(values).toEqual([null]);
      }
    });

    test(
      'it asks for a file, downloads it by its link without a token, and finds the same figures in it',
      async () => {
        const fields = 'id state published files { name sha256 url }';
        const request = `mutation ($input: ExportInput!, $key: String!) {
          requested: requestExport(input: $input, idempotencyKey: $key) { ${fields} } }`;
        const input = { product: 'presence', format: 'csv', zoneIds, from: first, to: first, grain: 'HOUR' };
        const { requested } = await askAs<{ requested: Exported }>(county.gateway, credentials, {
          ...{ query: request, input, key: randomUUID() },
        });
        const done = await eventually('the export is written', async () => {
          const query = `query ($id: ID!) { seen: export(id: $id) { ${fields} } }`;
          const { seen } = await askAs<{ seen: Exported }>(county.gateway, credentials, { query, id: requested.id });
          return seen.state === 'FINISHED' || seen.state === 'FAILED' ? seen : undefined;
        });
        expect(done.state).toBe('FINISHED');
        exported = done.published;
        expect(exported).toBeGreaterThan(0);
        const [data, method] = await Promise.all(
          ['data.csv', 'method.json'].map(async (name) => {
            const file = done.files.find((one) => one.name === name)!;
            const answer = await fetch(file.url);
            expect(answer.status).toBe(200);
            const text = await answer.text();
            expect(createHash('sha256').update(text).digest('hex')).toBe(file.sha256);
            return text;
          }),
        );
        const [header, ...rows] = data!.trimEnd().split('\r\n');
        expect(header).toBe('zone_id,zone_name,start,value,low,high,status,unit,modelled');
        expect(rows).toHaveLength(zoneIds.length * 24);
        expect(rows.filter((row) => row.includes(',PUBLISHED,'))).toHaveLength(exported);
        expect(JSON.parse(method!)).toMatchObject({ format: 'method-sheet/1', marks: [], terms: { contractId } });

        const query = `query ($zoneIds: [ID!]!, $day: String!) {
          presence(zoneIds: $zoneIds, from: $day, to: $day, grain: HOUR) { zone { id } values statuses } }`;
        const { presence } = await askAs<{ presence: Series[] }>(county.gateway, credentials, {
          ...{ query, zoneIds, day: first },
        });
        asked += presence.flatMap(({ statuses }) => statuses).filter((status) => status === 'PUBLISHED').length;
        const inFile = new Map<string, string[]>();
        for (const row of rows.map((one) => one.split(','))) {
          inFile.set(row[0]!, [...(inFile.get(row[0]!) ?? []), row[3]!]);
        }
        for (const { zone, values } of presence) {
          expect(inFile.get(zone.id)).toEqual(values.map((value) => (value === null ? '' : String(value))));
        }
      },
      STORY_MS,
    );

    test('it sees what it used, and that comes to its draft invoice to the cent', async () => {
      const net = (asked + exported) * PRICE;
      const query = `query ($id: ID!, $from: String!) {
        usageBreakdown(contractId: $id, from: $from, to: "2099-12-31", by: [PRODUCT]) { products costMinorUnits } }`;
      type Used = { products: string[]; costMinorUnits: number[] };
      const { usageBreakdown: used } = await askAs<{ usageBreakdown: Used }>(county.gateway, credentials, {
        ...{ query, id: contractId, from: first },
      });
      expect(used.costMinorUnits.reduce((sum, cost) => sum + cost, 0)).toBe(net);
      expect([...used.products].sort()).toEqual(['presence', 'visitors']);
      const draft = `query ($id: ID!, $month: String!) {
        draftInvoice(contractId: $id, month: $month) { isOver netMinorUnits lines { product figures } } }`;
      const { draftInvoice } = await county.gateway.ask<{ draftInvoice: { isOver: boolean; netMinorUnits: number } }>(
        ...([admin, draft, { id: contractId, month: usedIn }] as const),
      );
      expect(draftInvoice).toMatchObject({ isOver: false, netMinorUnits: net });
    });

    test(
      'after the month it gets its invoice: numbered, printable, and the same to the cent',
      async () => {
        await county.stack.restartServices(FORTY_DAYS_SECONDS);
        const { gateway } = county;
        const issuer = { name: 'Netz & Partner GmbH', addressLines: ['Ring 1', '04109 Leipzig'], country: 'DE' };
        await gateway.ask(
          admin,
          'mutation ($input: InvoiceIssuerInput!) { setInvoiceIssuer(input: $input) { code } }',
          {
            input: { code: 'NP', ...issuer, vatId: 'DE123456789' },
          },
        );
        const billing = `mutation ($id: ID!, $input: BillingDetailsInput!) {
          setBillingDetails(clientId: $id, input: $input) { vatBasisPoints } }`;
        const buyer = { name: 'Buchhandlung am Tor', addressLines: ['Markt 2', '04109 Leipzig'], country: 'DE' };
        await gateway.ask(admin, billing, { id: clientId, input: { ...buyer, vatBasisPoints: VAT } });
        const issue = `mutation ($id: ID!, $month: String!) { issueInvoice(contractId: $id, month: $month) { number } }`;
        await gateway.ask(admin, issue, { id: contractId, month: usedIn });

        const query = `{ invoices { number month netMinorUnits vatMinorUnits grossMinorUnits
          lines { product figures minorUnitsPerFigure marks } printable(language: "en") { url } } }`;
        const { invoices } = await askAs<{ invoices: Invoice[] }>(gateway, credentials, { query });
        const net = (asked + exported) * PRICE;
        const vat = Math.round((net * VAT) / 10_000);
        expect(invoices).toHaveLength(1);
        const [{ lines, printable, ...invoice }] = invoices as [Invoice];
        expect(invoice).toEqual({
          ...{ number: expect.stringMatching(/^NP-\d{4}-000001$/), month: usedIn },
          ...{ netMinorUnits: net, vatMinorUnits: vat, grossMinorUnits: net + vat },
        });
        expect(lines.reduce((sum, line) => sum + line.figures, 0)).toBe(asked + exported);
        for (const line of lines) expect(line).toMatchObject({ minorUnitsPerFigure: PRICE, marks: [] });
        const page = await fetch(printable.url);
        expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(invoice.number)]);
        const reproduced = await gateway.ask(admin, `{ invoices(contractId: "${contractId}") { isReproduced } }`);
        expect(reproduced).toEqual({ invoices: [{ isReproduced: true }] });
      },
      STORY_MS,
    );
  });
}
