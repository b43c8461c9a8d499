import { generateKeyPairSync } from 'node:crypto';
import { SecretBox } from './seal-secret';

const own = () => generateKeyPairSync('ed25519').privateKey;

describe('a sealed secret', () => {
  it('opens for what it belongs to, under the same key, and is never twice the same', () => {
    const key = own();
    const sealed = new SecretBox(key).seal('a token', 'operation 1');
    expect(new SecretBox(key).open(sealed, 'operation 1')).toBe('a token');
    expect(new SecretBox(key).seal('a token', 'operation 1').equals(sealed)).toBe(false);
    expect(sealed.toString('latin1')).not.toContain('a token');
  });

  it('opens for nothing else', () => {
    const box = new SecretBox(own());
    const sealed = box.seal('a token', 'operation 1');
    const flipped = Buffer.from(sealed);
    flipped[20]! ^= 1;
    expect(() => box.open(sealed, 'operation 2')).toThrow();
    expect(() => box.open(flipped, 'operation 1')).toThrow();
    expect(() => new SecretBox(own()).open(sealed, 'operation 1')).toThrow();
  });
});
