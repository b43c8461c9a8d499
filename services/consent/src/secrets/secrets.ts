import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@passant/platform';
import { isMissingFile, writeDurably } from './durable-file';
import { decrypt, encrypt } from './seal';

/** The keys of this service: each random, 32 bytes, wrapped by the master key of the secret store. */
const SECRET_NAMES = [
  'registry-number',
  'registry-lookup',
  'code-pepper',
  'session',
  'journal',
  'text-message',
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];
export type Secrets = Readonly<Record<SecretName, Buffer>>;

export const SECRETS = Symbol('SECRETS');

export class SecretsMissing extends DomainError {
  readonly code = 'SECRETS_MISSING';
  readonly category = 'unavailable';

  constructor() {
    super('The secret store has no usable master key or lacks a wrapped key. They are created in development only.');
  }
}

const MASTER = 'master.key';

/**
 * Reads the secret store; in development missing keys are created. In production a missing or unreadable key ends the
 * boot: with a new look-up key nobody's decisions would be found again.
 */
export async function loadSecrets(directory: string, mayCreate: boolean): Promise<Secrets> {
  const master = await readOrCreate(join(directory, MASTER), mayCreate, () => randomBytes(32));
  const entries: [SecretName, Buffer][] = [];
  for (const name of SECRET_NAMES) {
    const create = (): Buffer => encrypt(master, randomBytes(32), name);
    entries.push([
      name,
      unwrap(master, await readOrCreate(join(directory, `${name}.wrapped`), mayCreate, create), name),
    ]);
  }
  return Object.freeze(Object.fromEntries(entries)) as Secrets;
}

async function readOrCreate(path: string, mayCreate: boolean, create: () => Buffer): Promise<Buffer> {
  try {
    return Buffer.from(await readFile(path, 'utf8'), 'base64');
  } catch (error) {
    if (!mayCreate || !isMissingFile(error)) throw new SecretsMissing();
    const created = create();
    await writeDurably(path, `${created.toString('base64')}\n`);
    return created;
  }
}

function unwrap(master: Buffer, wrapped: Buffer, name: SecretName): Buffer {
  try {
    return decrypt(master, wrapped, name);
  } catch {
    throw new SecretsMissing();
  }
}
