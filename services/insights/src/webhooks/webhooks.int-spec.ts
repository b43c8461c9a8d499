import { createHmac, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@passant/contracts';
import { temporaryFolder, testStack, waitFor } from '@passant/testing';
import { DAY, presenceArtefact, zonePlan } from '../../test/artefacts';
import { admin, approver, Insights } from '../../test/insights';
import { Sink } from '../../test/sink';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;
let strict: Insights;
let sink: Sink;

beforeAll(async () => {
  sink = await Sink.start();
  const OUTGOING_CA_FILE = join(temporaryFolder(), 'authority.pem');
  writeFileSync(OUTGOING_CA_FILE, sink.certificate);
  insights = await Insights.start(stack, { OUTGOING_LOOPBACK: true, OUTGOING_CA_FILE });
  await insights.approvePlan(zonePlan());
}, 60_000);
beforeEach(() => {
  sink.received.length = 0;
  sink.answers.length = 0;
});
afterAll(async () => {
  await Promise.all([insights, strict].map((one) => one?.app.close()));
  await sink.stop();
});

const REGISTER = `mutation ($input: WebhookInput!, $key: String) {
  registerWebhook(input: $input, idempotencyKey: $key) { secret webhook { id clientId contractId url events state } } }`;
const DELIVERIES = `query ($id: ID!, $state: String) { webhookDeliveries(webhookId: $id, state: $state) {
  id event body state attempts dueAt lastStatus lastProblem deliveredAt } }`;

interface Registered {
  secret: string;
  webhook: { id: string; clientId: string; state: string };
}
interface Listed {
  id: string;
  event: string;
  body: string;
  state: string;
  attempts: number;
  dueAt: string | null;
  lastStatus: number | null;
  lastProblem: string | null;
}
type Buyer = Awaited<ReturnType<Insights['signUp']>>;

const EVENTS = ['release.published', 'contract.changed', 'export.finished'];
const register = async (actor: Actor, own: object = {}, key: string | null = null) =>
  (
    await insights.ask<{ registerWebhook: Registered }>(actor, REGISTER, {
      ...{ input: { url: sink.url, events: EVENTS, ...own }, key },
    })
  ).registerWebhook;
const deliveries = async (actor: Actor, { webhook }: Registered) =>
  (await insights.ask<{ webhookDeliveries: Listed[] }>(actor, DELIVERIES, { id: webhook.id })).webhookDeliveries;
const signUp = () => insights.signUp({ products: ['presence'] });
/** Changes the contract, which is told. */
const suspend = ({ contractId }: Buyer) => insights.step(admin, 'suspend', contractId);
const receivedBy = (registered: Registered) =>
  sink.received.filter(({ headers, body }) => isSigned(headers, body, registered.secret));

/** As a partner would check it. */
function isSigned(headers: Record<string, unknown>, body: string, secret: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

describe('a webhook', () => {
  it('is told of a change of its contract, signed, with an id and a time', async () => {
    const buyer = await signUp();
    const registered = await register(buyer.actor);
    await suspend(buyer);
    const [message] = await waitFor(() => (receivedBy(registered).length === 1 ? receivedBy(registered) : null));
    expect(JSON.parse(message!.body)).toEqual({
      ...{ type: 'contract.changed', timestamp: expect.stringMatching(/^\d{4}-.*Z$/) },
      data: { contractId: buyer.contractId, change: 'suspend', state: 'suspended' },
    });
    expect(message!.headers['webhook-id']).toMatch(/^msg_[0-9a-f-]{36}$/);
    expect(Math.abs(Number(message!.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    const [delivery] = await waitFor(async () => {
      const found = await deliveries(buyer.actor, registered);
      return found[0]?.state === 'delivered' ? found : null;
    });
    expect(delivery).toMatchObject({ event: 'contract.changed', attempts: 1, lastStatus: 204, dueAt: null });
  });

  it('is told of a new release by those contracts that may ask for it, and nobody else is', async () => {
    const [one, other, planner] = [await signUp(), await insights.signUp({ products: ['dwell'] }), await signUp()];
    const mine = await register(one.actor, { events: ['release.published'] });
    const others = await register(other.actor);
    const silent = await register(planner.actor, { events: ['export.finished'] });
    const artefact = presenceArtefact();
    await insights.publish(artefact);
    const [message] = await waitFor(() => (receivedBy(mine).length > 0 ? receivedBy(mine) : null));
    expect(JSON.parse(message!.body)).toMatchObject({
      type: 'release.published',
      data: { releaseId: artefact.releaseId, product: 'presence', period: DAY, contractIds: [one.contractId] },
    });
    for (const [buyer, registered] of [
      [other, others],
      [planner, silent],
    ] as const) {
      expect((await deliveries(buyer.actor, registered)).map(({ event }) => event)).not.toContain('release.published');
    }
  });

  it('is told of a finished export, without a link to it', async () => {
    const buyer = await signUp();
    const registered = await register(buyer.actor, { contractId: buyer.contractId });
    const request = `mutation ($input: ExportInput!, $key: String!) {
      requestExport(input: $input, idempotencyKey: $key) { id } }`;
    const input = { product: 'presence', format: 'csv', zoneIds: ['centre'], from: DAY, to: DAY, grain: 'DAY' };
    const { requestExport } = await insights.ask<{ requestExport: { id: string } }>(buyer.actor, request, {
      ...{ input, key: randomUUID() },
    });
    const [message] = await waitFor(() => (receivedBy(registered).length > 0 ? receivedBy(registered) : null));
    expect(JSON.parse(message!.body)).toMatchObject({
      type: 'export.finished',
      data: { exportId: requestExport.id, contractId: buyer.contractId, state: 'finished' },
    });
    expect(message!.body).not.toContain('signature');
  });

  it('gets a failed message again, the same to the last byte and under the same id, and every secret signs that is good', async () => {
    const buyer = await signUp();
    const registered = await register(buyer.actor);
    sink.answers.push({ status: 500 }, { status: 302, headers: { location: 'https://127.0.0.1/inside' } });
    await suspend(buyer);
    await waitFor(() => receivedBy(registered).length === 1);
    const rotate = 'mutation ($id: ID!) { rotateWebhookSecret(webhookId: $id) { secret } }';
    const { rotateWebhookSecret: rotated } = await insights.ask<{ rotateWebhookSecret: { secret: string } }>(
      buyer.actor,
      rotate,
      { id: registered.webhook.id },
    );
    for (const attempts of [1, 2]) {
      const [delivery] = await waitFor(async () => {
        const found = await deliveries(buyer.actor, registered);
        return found[0]?.attempts === attempts && found[0].lastStatus !== null && found[0].lastStatus >= 300
          ? found
          : null;
      });
      expect(delivery).toMatchObject({ state: 'pending', lastStatus: attempts === 1 ? 500 : 302 });
      await insights.dataSource.query(`UPDATE webhook_delivery SET due_at = now() WHERE id = $1`, [delivery!.id]);
      await waitFor(() => receivedBy(registered).length === attempts + 1);
    }
    const [first, second, third] = receivedBy(registered);
    expect([second!.body, third!.body]).toEqual([first!.body, first!.body]);
    expect(third!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(isSigned(third!.headers, third!.body, rotated.secret)).toBe(true);
    expect(isSigned(first!.headers, first!.body, rotated.secret)).toBe(false);
  });

  it('leaves what never arrived as a dead letter, which staff sends again', async () => {
    const buyer = await signUp();
    const registered = await register(buyer.actor);
    sink.answers.push({ status: 500 });
    await suspend(buyer);
    await waitFor(async () => (await deliveries(buyer.actor, registered))[0]?.lastStatus === 500);
    await insights.dataSource.query('UPDATE webhook_delivery SET attempts = 10, due_at = now() WHERE webhook_id = $1', [
      registered.webhook.id,
    ]);
    sink.answers.push({ status: 500 });
    const [dead] = await waitFor(async () => {
      const found = await deliveries(admin, registered);
      return found[0]?.state === 'dead' ? found : null;
    });
    expect(dead).toMatchObject({ attempts: 11, dueAt: null });
    const replay = 'mutation ($id: ID!) { replayWebhookDelivery(deliveryId: $id) { state } }';
    expect(await insights.refusal(buyer.actor, replay, { id: dead!.id })).toMatchObject({ code: 'FORBIDDEN' });
    await insights.ask(admin, replay, { id: dead!.id });
    await waitFor(async () => (await deliveries(admin, registered))[0]?.state === 'delivered');
    expect(await insights.refusal(admin, replay, { id: dead!.id })).toMatchObject({ code: 'WEBHOOK_DELIVERY_UNKNOWN' });
  });

  it('is sent nothing more once it answers that it is gone, or is removed', async () => {
    const buyer = await signUp();
    const [gone, removed] = [await register(buyer.actor), await register(buyer.actor)];
    await insights.ask(buyer.actor, 'mutation ($id: ID!) { removeWebhook(webhookId: $id) { state } }', {
      id: removed.webhook.id,
    });
    sink.answers.push({ status: 410 });
    await suspend(buyer);
    await waitFor(async () => (await deliveries(buyer.actor, gone))[0]?.state === 'dead');
    const { webhooks } = await insights.ask<{ webhooks: { id: string; state: string }[] }>(
      buyer.actor,
      '{ webhooks { id state } }',
    );
    expect(webhooks).toEqual([{ id: gone.webhook.id, state: 'gone' }]);
    expect(receivedBy(removed)).toEqual([]);
  });

  it('is registered once a key, for a partner its own, for staff a client’s; its secret is in no table', async () => {
    const [buyer, other] = [await signUp(), await signUp()];
    const key = randomUUID();
    const first = await register(buyer.actor, {}, key);
    expect(await register(buyer.actor, {}, key)).toEqual(first);
    expect(first.webhook.clientId).toBe(buyer.clientId);
    const input = { url: sink.url, events: EVENTS };
    expect(await insights.refusal(admin, REGISTER, { input })).toMatchObject({ code: 'INPUT_INVALID' });
    expect((await register(admin, { clientId: other.clientId })).webhook.clientId).toBe(other.clientId);
    expect(await insights.refusal(approver, REGISTER, { input })).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await insights.refusal(buyer.actor, REGISTER, { input: { ...input, contractId: other.contractId } }),
    ).toMatchObject({
      code: 'CONTRACT_UNKNOWN',
    });
    expect(await insights.refusal(other.actor, DELIVERIES, { id: first.webhook.id })).toMatchObject({
      code: 'WEBHOOK_UNKNOWN',
    });
    const rows = await insights.dataSource.query(
      'SELECT row_to_json(webhook)::text AS row, sealed_secret FROM webhook',
    );
    const stored = rows.map(
      ({ row, sealed_secret: sealed }: { row: string; sealed_secret: Buffer }) => row + sealed.toString('latin1'),
    );
    expect(stored.join()).not.toContain(first.secret.replace('whsec_', ''));
  });
});

describe('an address inside', () => {
  beforeAll(async () => {
    strict = await Insights.start(stack, { OUTGOING_LOOPBACK: false });
  }, 60_000);

  it.each([
    ['http://example.org/hook', /HTTPS only/],
    ['https://127.0.0.1/hook', /public internet/],
    ['https://localhost/hook', /public internet/],
    ['https://10.0.0.8/hook', /public internet/],
    ['https://169.254.169.254/latest', /public internet/],
    ['https://100.64.1.1/hook', /public internet/],
    ['https://224.0.0.1/hook', /public internet/],
    ['https://[::ffff:192.168.0.1]/hook', /public internet/],
    ['https://[64:ff9b::a00:1]/hook', /public internet/],
    ['https://2130706433/hook', /public internet/],
    ['https://me:secret@example.org/hook', /user name/],
    ['hook', /no address/],
  ])('is refused when it is registered: %s', async (url, message) => {
    const buyer = await strict.signUp({ products: ['presence'] });
    expect(await strict.refusal(buyer.actor, REGISTER, { input: { url, events: EVENTS } })).toEqual({
      ...{ code: 'WEBHOOK_TARGET_REFUSED', message: expect.stringMatching(message) },
    });
  });
});
