import type { Browser } from 'playwright-core';
import { addDays, type Day, dayAt, SERVICES } from '@passant/contracts';
import Redis from 'ioredis';
import type { GatewayClient } from '../../libs/stack/src/gateway/gateway-client';
import { findBrowser, openBrowser } from '@passant/testing';
import { PersonAtThePage } from './support/decision-page';
import { tellDecisionPage } from './chapters/decision-page';
import { tellStop } from './chapters/stop';
import { tellWithoutConsent } from './chapters/without-consent';
import { tellWithoutRedis } from './chapters/without-redis';
import { tellTwoPeople } from './chapters/two-people';
import { findEngines } from './support/engine-processes';
import { DAILY_RELEASES, eventually, Operator } from './support/operator';
import { askPresence, askVisitors, type Credentials, sellTo } from './support/partner';
import { RunningStack } from './support/running-stack';
import { signWith } from './support/signed-tokens';
import {
  ADULTS_PER_DISTRICT,
  DISTRICTS,
  ERIKA,
  eventsOf,
  lateEventsOf,
  numberOf,
  TIME_ZONE,
  type TownFiles,
  townMarket,
  writeTown,
} from './support/town';

const HOURS = 24;
const FOUR_DAYS_AGO_SECONDS = -4 * 86_400;
const START_MS = 180_000;
const STORY_MS = 120_000;

/** One town, one stack: what happens to it is told in order, through the gateway and the decision page only. */
describe('Passant in a town', () => {
  let stack: RunningStack;
  let gateway: GatewayClient;
  let operator: Operator;
  let browser: Browser | undefined;
  let partner: Credentials;
  let files: TownFiles;

  const today = dayAt(Date.now(), TIME_ZONE);
  const ago = (days: number): Day => addDays(today, -days);
  const market = townMarket(ago(10));
  const zoneIds = [...DISTRICTS];

  beforeAll(async () => {
    stack = await RunningStack.start(FOUR_DAYS_AGO_SECONDS);
    gateway = stack.client();
    operator = new Operator(gateway, market, stack.folder);
    files = writeTown(stack.folder);
    await operator.openMarket(files);
    browser = findBrowser() ? await openBrowser() : undefined;
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, START_MS);

  const onThePage = findBrowser() ? describe : describe.skip;

  onThePage('a person decides, is counted, withdraws, and is not', () => {
    const [first, second, third] = [ago(3), ago(2), ago(1)];
    let releasedBefore: unknown;

    test(
      'she says yes on the page, four days ago; nothing is allowed before, and it counts from the next day',
      async () => {
        const person = await PersonAtThePage.logIn(browser!, stack.url, ERIKA);
        const before = await person.readStatus();
        expect(before).not.toMatch(/^Allowed$/m);
        expect(before).toContain('Nothing was decided about this line yet.');

        expect(await person.allowPlaceStatistics()).toContain('counts from the next day');
        expect(await person.readStatus()).toMatch(/^Allowed$/m);
        await person.leave();
      },
      STORY_MS,
    );

    test(
      'her events of the next day are accepted, and those of people who refused are not',
      async () => {
        await stack.restartServices(0);
        const events = eventsOf(first, { withErika: true });
        await operator.ingest(events);

        const counters = await operator.dayIntake(first);
        expect(counters).toEqual({
          read: events.rows,
          accepted: events.rows - events.refused,
          withoutConsent: events.refused,
          duplicate: 0,
          rejected: 0,
        });
      },
      STORY_MS,
    );

    test(
      'the day closes, and a partner buys its figures',
      async () => {
        await operator.completeDay(first);
        const releases = await operator.untilReleased(first);
        expect(releases.map(({ purpose, product }) => `${purpose} ${product}`).sort()).toEqual(DAILY_RELEASES);

        partner = await sellTo(gateway, market, { products: ['presence', 'visitors'] });
        const { data, errors } = await askPresence(gateway, partner, { zoneIds, day: first });
        expect(errors).toBeUndefined();
        expect(data?.presence.map(({ zone }) => zone.id).sort()).toEqual([...zoneIds].sort());
        for (const { starts, values, lows, highs, statuses } of data?.presence ?? []) {
          const hours = starts.map((_, hour) => hour).filter((hour) => statuses[hour] === 'PUBLISHED');
          // The day's edges hold filled-in time only.
          expect(hours.length).toBeGreaterThanOrEqual(HOURS - 2);
          const mean = hours.reduce((sum, hour) => sum + (values[hour] ?? 0), 0) / hours.length;
          // A town of few people: its panel is measured to about a tenth, and that error is one for all hours.
          expect(Math.abs(mean / ADULTS_PER_DISTRICT - 1)).toBeLessThan(0.5);
          expect(hours.every((hour) => lows[hour]! <= values[hour]! && values[hour]! <= highs[hour]!)).toBe(true);
        }
        const visitors = await askVisitors(gateway, partner, { zoneIds, day: first });
        expect(visitors.errors).toBeUndefined();
        expect(visitors.data?.visitors).toHaveLength(zoneIds.length);
        releasedBefore = data;
      },
      STORY_MS,
    );

    test('what one service knows of a zone, a release or a client, another adds to', async () => {
      const admin = { staff: 'ada-admin' } as const;
      const { zones, clients, releases } = await gateway.ask<{
        zones: { id: string; name: string; cellCount: number }[];
        clients: { kindOfBuyer: string; shownToPeopleAs: string }[];
        releases: { product: string; purpose: string; soldFigures: number }[];
      }>(
        admin,
        `query ($market: String!) {
          zones(market: $market) { id name cellCount }
          clients { kindOfBuyer shownToPeopleAs(language: en) }
          releases(market: $market) { product purpose soldFigures }
        }`,
        { market: market.id },
      );
      // One tower a district, each heard a little in every other one.
      expect(zones.map(({ cellCount }) => cellCount)).toEqual(zoneIds.map(() => zoneIds.length));
      expect(clients[0]?.shownToPeopleAs).toMatch(/\S/);
      const sold = releases.filter(({ soldFigures }) => soldFigures > 0);
      expect(sold.map(({ purpose, product }) => `${purpose} ${product}`).sort()).toEqual([
        'place-statistics presence',
        'place-statistics visitors',
      ]);

      // Consent is told of the first use, and of nothing more.
      await eventually('the kind of buyer is told', async () => {
        const query = 'query ($market: String!) { releases(market: $market) { product purpose kindsOfBuyer } }';
        type Told = { product: string; purpose: string; kindsOfBuyer: string[] };
        const told = await gateway.ask<{ releases: Told[] }>(admin, query, { market: market.id });
        const used = told.releases.filter(({ kindsOfBuyer }) => kindsOfBuyer.length > 0);
        if (used.length < sold.length) return undefined;
        expect(used.map(({ product, purpose }) => [product, purpose])).toEqual(
          sold.map(({ product, purpose }) => [product, purpose]),
        );
        for (const { kindsOfBuyer } of used) expect(kindsOfBuyer).toEqual(['retail']);
        return true;
      });

      const { usage } = await gateway.ask<{ usage: { requestId: string; product: string; figures: number }[] }>(
        admin,
        '{ usage { requestId product figures } }',
      );
      expect(usage.map(({ product }) => product).sort()).toEqual(['presence', 'visitors']);
      expect(new Set(usage.map(({ requestId }) => requestId)).size).toBe(2);
      expect(usage.find(({ product }) => product === 'presence')?.figures).toBe(zoneIds.length * HOURS);
    });

    test(
      'she withdraws on the page while the second day is open: both consumers confirm, and her later events are not taken',
      async () => {
        const morning = eventsOf(second, { withErika: true });
        const taken = await operator.ingest(morning);
        expect(taken.accepted).toBe(morning.rows - morning.refused);

        const person = await PersonAtThePage.logIn(browser!, stack.url, ERIKA);
        await person.withdrawEverything();
        const status = await person.untilEffective();
        expect(status).not.toMatch(/^Allowed$/m);
        await person.leave();

        const late = lateEventsOf(second, [
          { number: ERIKA, events: 7 },
          { number: numberOf(1), events: 5 },
        ]);
        expect(await operator.ingest(late)).toMatchObject({ read: 12, accepted: 5, withoutConsent: 7 });
        await operator.completeDay(second);
        expect(await operator.untilReleased(second)).toHaveLength(DAILY_RELEASES.length);
      },
      STORY_MS,
    );

    test(
      'on the day after, none of her events is taken, and the figures of before are the same to the last digit',
      async () => {
        const events = eventsOf(third, { withErika: true });
        await operator.ingest(events);
        expect(await operator.dayIntake(third)).toEqual({
          read: events.rows,
          accepted: events.rows - events.refused - HOURS,
          withoutConsent: events.refused + HOURS,
          duplicate: 0,
          rejected: 0,
        });
        await operator.completeDay(third);
        await operator.untilReleased(third);

        const { data } = await askPresence(gateway, partner, { zoneIds, day: third });
        expect(data?.presence.some(({ statuses }) => statuses.includes('PUBLISHED'))).toBe(true);
        expect((await askPresence(gateway, partner, { zoneIds, day: first })).data).toEqual(releasedBefore);
      },
      STORY_MS,
    );
  });

  describe('nobody gets past the gateway', () => {
    const claimsOfStaff = { sub: 'ada-admin', roles: ['admin'] };
    const askWith = (token: string, query = '{ __typename }') =>
      fetch(`${stack.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
    const key = (owner: 'gateway' | 'insights', name: string) => `${stack.home.secretsOf(owner)}/${name}`;

    test.each(SERVICES)('%s, called directly, says 401 to everything', async (service) => {
      const queries = [
        '{ __typename }',
        '{ _service { sdl } }',
        '{ _entities(representations: [{ __typename: "Zone", id: "NW" }]) { __typename } }',
        '{ __schema { types { name } } }',
      ];
      const internal = { issuer: 'passant-gateway', type: 'passant-internal+jwt' };
      const anonymous = { actor: { kind: 'anonymous' }, requestId: '1d6f6f1c-5c0e-4a5e-9f53-3f5b6e6a0c11' };
      const tokens = [
        '',
        'Bearer made.up.token',
        `Bearer ${await signWith(key('gateway', 'staff-issuer.pem'), { ...internal, audience: service, claims: anonymous })}`,
        `Bearer ${await signWith(key('gateway', 'gateway-signing.pem'), { ...internal, audience: 'another', claims: anonymous })}`,
        // Of the gateway and for this service, but not for these bytes.
        `Bearer ${await signWith(key('gateway', 'gateway-signing.pem'), { ...internal, audience: service, claims: { ...anonymous, bodySha256: '0'.repeat(64) } })}`,
      ];
      for (const query of queries) {
        for (const authorization of tokens) {
          const response = await fetch(`${stack.serviceUrl(service)}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
            body: JSON.stringify({ query }),
          });
          expect(response.status).toBe(401);
          expect(await response.text()).not.toMatch(/__typename|sdl|type Query/);
        }
      }
      expect((await fetch(`${stack.serviceUrl(service)}/anything`)).status).toBe(401);
    });

    test('the keys of one kind of caller open nothing as another kind', async () => {
      const graph = { issuer: `${stack.url}/oauth2`, audience: 'passant-graph' };
      const staff = { issuer: `${stack.url}/oidc`, audience: 'passant-staff' };
      const partnerKey = key('insights', 'oauth-signing.pem');
      const staffKey = key('gateway', 'staff-issuer.pem');
      const client = { client_id: '1d6f6f1c-5c0e-4a5e-9f53-3f5b6e6a0c11', sub: '1d6f6f1c-5c0e-4a5e-9f53-3f5b6e6a0c11' };
      const crossed = [
        signWith(partnerKey, { ...staff, claims: claimsOfStaff }),
        signWith(staffKey, { ...graph, claims: client }),
        signWith(partnerKey, {
          issuer: graph.issuer,
          audience: staff.audience,
          claims: { ...client, ...claimsOfStaff },
        }),
        signWith(staffKey, { issuer: staff.issuer, audience: graph.audience, claims: { ...client, ...claimsOfStaff } }),
        signWith(key('gateway', 'gateway-signing.pem'), { ...staff, claims: claimsOfStaff }),
      ];
      for (const token of crossed) expect((await askWith(await token)).status).toBe(401);
      for (const path of [`/registry/${market.id}/subscribers`, `/uploads/events/${market.id}`]) {
        for (const token of crossed) {
          const headers = { authorization: `Bearer ${await token}`, 'content-type': 'text/csv' };
          expect((await fetch(`${stack.url}${path}`, { method: 'PUT', headers, body: 'a\n' })).status).toBe(401);
        }
      }
      expect((await askWith('')).status).toBe(401);
    });

    test('questions of staff do not exist for a partner, and staff of one role get no answer to those of another', async () => {
      const credentials = partner ?? (await sellTo(gateway, market, { products: ['presence'] }));
      const questions = [
        `{ batches(market: "${market.id}") { id } }`,
        `{ releases(market: "${market.id}") { id } }`,
        '{ clients { id name } }',
      ];
      for (const question of [...questions, '{ zones { id cellCount } }']) {
        const { data, errors } = await gateway.askRaw<Record<string, unknown>>(credentials, question);
        expect(errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
        expect(errors?.[0]?.message).toMatch(/^Cannot query field "\w+" on type "(Query|Zone)"\.$/);
        expect(data ?? null).toBeNull();
      }
      const exact = await gateway.askRaw({ staff: 'petra-privacy' }, questions[0]!);
      expect(exact.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    });

    test('a partner outside its contract is told what is missing', async () => {
      const narrow = await sellTo(gateway, market, { products: ['presence'], zoneIds: ['NW'], finestGrain: 'DAY' });
      const day = ago(3);
      const refusals = [
        await askPresence(gateway, narrow, { zoneIds: ['NW'], day }),
        await askPresence(gateway, narrow, { zoneIds: ['SE'], day }),
        await askVisitors(gateway, narrow, { zoneIds: ['NW'], day }),
      ];
      for (const { data, errors } of refusals) {
        expect(errors?.[0]?.extensions?.code).toBe('ENTITLEMENT_MISSING');
        expect(errors?.[0]?.message).toMatch(/Missing: \S+/);
        expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
      }
    });

    test('a token that was good is good for nothing once its contract is suspended, while questions keep coming', async () => {
      const credentials = await sellTo(gateway, market, { products: ['presence'] });
      const ask = () =>
        gateway.askRaw<{ entitlements: { contractId: string }[] }>(credentials, '{ entitlements { contractId } }');
      const contractId = (await ask()).data!.entitlements[0]!.contractId;
      const [answered, codes]: [number[], Set<unknown>] = [[], new Set()];
      let isSuspended = false;
      const zones = async (): Promise<void> => {
        for (let [asked, refusals] = [0, 0]; refusals < 5 && asked < 2_000; asked += 1) {
          const sentAt = performance.now();
          const { errors } = await gateway.askRaw(credentials, '{ zones { id } }');
          if (!errors) answered.push(sentAt);
          else if (isSuspended) refusals += 1;
          errors?.forEach(({ extensions }) => codes.add(extensions?.code));
        }
      };
      const asking = Promise.all([zones(), zones(), zones()]);
      await eventually('some are answered', async () => (answered.length > 10 ? true : undefined));
      const suspend =
        'mutation ($id: ID!) { suspendContract(contractId: $id, reason: "A bill is not paid.") { state } }';
      await gateway.ask({ staff: 'ada-admin' }, suspend, { id: contractId });
      const suspendedAt = performance.now();
      isSuspended = true;
      await asking;
      // The promise is five seconds; not one that was sent afterwards is answered.
      expect(answered.filter((sentAt) => sentAt > suspendedAt)).toEqual([]);
      expect([...codes]).toEqual(['CONTRACT_NOT_ACTIVE']);
    });
  });

  describe('faults on the way', () => {
    test(
      'an engine worker killed in the middle of a batch: every row is counted once',
      async () => {
        const events = eventsOf(ago(6), { perHour: 6 });
        const batch = await operator.upload(events);
        const killed = await eventually('an engine of ingestion runs', async () => {
          const engines = findEngines('ingestion', stack.home.directory);
          for (const pid of engines) process.kill(pid, 'SIGKILL');
          const { state } = await operator.batchState(batch);
          return engines.length > 0 && state !== 'DONE' ? engines : undefined;
        });
        expect(killed.length).toBeGreaterThan(0);

        expect(await operator.untilDone(batch)).toEqual({
          read: events.rows,
          accepted: events.rows - events.refused,
          withoutConsent: events.refused,
          duplicate: 0,
          rejected: 0,
        });
      },
      STORY_MS,
    );

    test(
      'Redis wiped while a day closes: the release comes out, once',
      async () => {
        const day = ago(6);
        const wipeRedis = async () => {
          const redis = new Redis(stack.redisUrl);
          await redis.flushall().finally(() => redis.disconnect());
        };
        await wipeRedis();
        await operator.completeDay(day);
        await wipeRedis();
        await eventually('the close has begun', async () => {
          const query = 'query ($market: String!) { closes(market: $market) { period } }';
          type Answer = { closes: { period: string }[] };
          const { closes } = await gateway.ask<Answer>({ staff: 'petra-privacy' }, query, { market: market.id });
          return closes.find(({ period }) => period === day);
        });
        await wipeRedis();
        const released = await operator.untilReleased(day);

        expect(released.map(({ purpose, product }) => `${purpose} ${product}`).sort()).toEqual(DAILY_RELEASES);
        const another = ago(7);
        await operator.ingest(lateEventsOf(another, [{ number: numberOf(1), events: 3 }]));
        await operator.completeDay(another);
        await operator.untilReleased(another);
        expect(await operator.releasesOf(day)).toEqual(released);
      },
      STORY_MS,
    );
  });

  onThePage('in every language, with scripts and without', () => {
    const numbers = [numberOf(4), numberOf(5), numberOf(6), numberOf(7)] as const;
    tellDecisionPage(() => ({ stack, browser: browser!, numbers }));
  });

  onThePage('while Redis is down', () => {
    tellWithoutRedis(() => ({ stack, operator, browser: browser!, day: ago(8), number: numberOf(2) }));
  });

  describe('while consent hangs', () => {
    const days = { day: ago(9), panelless: ago(4) };
    tellWithoutConsent(() => ({ stack, gateway, operator, market: market.id, ...days, number: numberOf(3) }));
  });

  tellStop(() => ({ stack, gateway, market, zoneId: zoneIds[0]!, day: ago(6), freeDay: ago(5) }));
  tellTwoPeople(() => ({ stack, gateway, like: market, files }));
});
