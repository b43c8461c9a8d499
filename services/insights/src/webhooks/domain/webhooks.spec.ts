import { createHmac } from 'node:crypto';
import type { Day, MarketId, Period, Product } from '@passant/contracts';
import { mayAsk } from './events';
import { judgeDelivery, MOST_ATTEMPTS } from './judge-delivery';
import { signMessage, toSecretText } from './sign-message';

describe('a message', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1614265330, body: '{"test": 2432232314}' };

  it('is signed as the Standard Webhooks specification has it (its own example)', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(signMessage(message, [secret])).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is signed by both secrets while one replaces the other', () => {
    const [one, two] = [toSecretText(Buffer.alloc(32, 1)), toSecretText(Buffer.alloc(32, 2))];
    const signatures = signMessage(message, [one, two])['webhook-signature'].split(' ');
    const expected = [1, 2].map((byte) => {
      const signed = createHmac('sha256', Buffer.alloc(32, byte)).update(`${message.id}.1614265330.${message.body}`);
      return `v1,${signed.digest('base64')}`;
    });
    expect(signatures).toEqual(expected);
  });
});

describe('a delivery', () => {
  const answered = (status: number, retryAfterSeconds: number | null = null) =>
    ({ kind: 'answered', status, retryAfterSeconds }) as const;

  it.each([200, 204, 299])('is over with %d', (status) => {
    expect(judgeDelivery(answered(status), 1, 0)).toEqual({ kind: 'delivered' });
  });

  it.each([
    answered(301),
    answered(400),
    answered(500),
    { kind: 'not-allowed' } as const,
    { kind: 'unreachable', reason: 'X' } as const,
  ])('is tried again, ever later, and is dead in the end: %j', (attempted) => {
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, index) => judgeDelivery(attempted, index + 1, 0));
    const seconds = waits.map((verdict) => (verdict.kind === 'again' ? verdict.inSeconds : verdict));
    expect(seconds).toEqual([
      5,
      30,
      120,
      600,
      1800,
      7200,
      21_600,
      43_200,
      86_400,
      86_400,
      { kind: 'dead', isGone: false },
    ]);
  });

  it('waits as long as it is asked to, a day at most', () => {
    expect(judgeDelivery(answered(503, 90), 1, 0)).toEqual({ kind: 'again', inSeconds: 90 });
    expect(judgeDelivery(answered(503, 2), 1, 0)).toEqual({ kind: 'again', inSeconds: 5 });
    expect(judgeDelivery(answered(429, 999_999), 1, 0)).toEqual({ kind: 'again', inSeconds: 86_400 });
    expect(judgeDelivery(answered(500), 1, 1)).toEqual({ kind: 'again', inSeconds: 5.5 });
  });

  it('is dead at once where the address is gone', () => {
    expect(judgeDelivery(answered(410), 1, 0)).toEqual({ kind: 'dead', isGone: true });
  });
});

describe('a release is told of', () => {
  const release = {
    market: 'leipzig' as MarketId,
    purpose: 'place-statistics',
    product: 'visitors' as Product,
    period: '2025-03-29' as Period,
  } as const;
  const terms = {
    ...{ market: 'leipzig' as MarketId, purpose: 'place-statistics', products: ['forecast'] },
    history: { from: '2025-03-29' as Day, to: '2025-03-29' as Day | null },
  } as const;

  it.each([
    ['to who may ask for what is made of it', {}, {}, true],
    ['not in another market', { market: 'halle' as MarketId }, {}, false],
    ['not for another purpose', { purpose: 'public-planning' }, {}, false],
    ['not for other products', { products: ['presence'] }, {}, false],
    ['not before the history', { history: { from: '2025-03-30', to: null } }, {}, false],
    ['not after it', { history: { from: '2025-01-01', to: '2025-03-28' } }, {}, false],
    [
      'by the month, where any day of it counts',
      { products: ['frequency'] },
      { product: 'frequency', period: '2025-03' },
      true,
    ],
    ['not of a month before', { products: ['frequency'] }, { product: 'frequency', period: '2025-02' }, false],
  ])('%s', (_, ofTerms, ofRelease, expected) => {
    const asked = { ...terms, ...ofTerms } as Parameters<typeof mayAsk>[0];
    expect(mayAsk(asked, { ...release, ...ofRelease } as Parameters<typeof mayAsk>[1])).toBe(expected);
  });
});
