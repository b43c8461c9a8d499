import { hashSecret, makeSecret, verifySecret } from './secret-hash';

describe('a client secret', () => {
  it('is 256 random bits', () => {
    const secrets = Array.from({ length: 100 }, makeSecret);
    expect(new Set(secrets).size).toBe(100);
    expect(secrets.every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true);
  });

  it('is known again by its hash, and no other is', async () => {
    const hash = await hashSecret('right');
    expect(hash).not.toContain('right');
    await expect(verifySecret('right', hash)).resolves.toBe(true);
    await expect(verifySecret('wrong', hash)).resolves.toBe(false);
  });

  it('has another hash each time', async () => {
    expect(await hashSecret('same')).not.toBe(await hashSecret('same'));
  });

  it('is not compared with anything that is not a hash', async () => {
    await expect(verifySecret('right', 'right')).rejects.toThrow('not a hash of ours');
  });
});
