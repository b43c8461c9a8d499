import { randomBytes, randomUUID } from 'node:crypto';
import { derivePseudonym } from './derive-pseudonym';

describe('a pseudonym', () => {
  const key = Buffer.alloc(32, 1);
  const id = '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11';

  it('is 16 bytes of HMAC-SHA-256: a fixed vector', () => {
    expect(derivePseudonym(key, id).toString('hex')).toBe('83b8d1d1c5166114b23e7a5071e485a4');
  });

  it('is the same for the same person under the same key, and for nobody else', () => {
    expect(derivePseudonym(key, id)).toEqual(derivePseudonym(Buffer.from(key), id));
    expect(derivePseudonym(key, randomUUID()).equals(derivePseudonym(key, id))).toBe(false);
    expect(derivePseudonym(randomBytes(32), id).equals(derivePseudonym(key, id))).toBe(false);
  });

  it('needs a key of 32 bytes and a UUID', () => {
    expect(() => derivePseudonym(Buffer.alloc(16), id)).toThrow(RangeError);
    expect(() => derivePseudonym(key, '+4915112345678')).toThrow(RangeError);
  });
});
