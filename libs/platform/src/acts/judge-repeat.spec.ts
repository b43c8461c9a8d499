import { judgeRepeat } from './judge-repeat';

describe('a request with an idempotency key', () => {
  it.each([
    ['is done where the key never came', { inFlight: false, answeredPayloadSha256: null }, 'first'],
    ['gets the first answer where it is the same', { inFlight: false, answeredPayloadSha256: 'a' }, 'repeat'],
    ['is refused where it says something else', { inFlight: false, answeredPayloadSha256: 'b' }, 'reused'],
    ['is refused while the first is at work', { inFlight: true, answeredPayloadSha256: null }, 'in-flight'],
  ] as const)('%s', (_, known, verdict) => {
    expect(judgeRepeat(known, 'a')).toBe(verdict);
  });
});
