import { randomUUID } from 'node:crypto';
import { internalClaimsSchema } from '@passant/contracts';
import { IdempotencyKeyInvalid, toRequestId } from './request-ids';

const partner = { kind: 'partner', clientId: randomUUID() } as const;
const request = (key?: string) => ({ id: randomUUID(), headers: key === undefined ? {} : { 'idempotency-key': key } });

describe('what a request is known by', () => {
  it('is our own id, unless a partner names a key', () => {
    const asked = request();
    expect(toRequestId(asked, partner)).toBe(asked.id);
    const byStaff = request('key-of-staff');
    expect(toRequestId(byStaff, { kind: 'staff', staffId: 'ada', roles: ['admin'] })).toBe(byStaff.id);
  });

  it('is the same for a key of a partner, and for nobody else', () => {
    const id = toRequestId(request('question-1'), partner);
    expect(toRequestId(request('question-1'), partner)).toBe(id);
    expect(toRequestId(request('question-2'), partner)).not.toBe(id);
    expect(toRequestId(request('question-1'), { ...partner, clientId: randomUUID() })).not.toBe(id);
    expect(internalClaimsSchema.shape.requestId.safeParse(id).success).toBe(true);
  });

  it.each(['', 'short', 'with a space', 'x'.repeat(201), 'ümläut-key'])('is never made of anything: %s', (key) => {
    expect(() => toRequestId(request(key), partner)).toThrow(IdempotencyKeyInvalid);
  });
});
