import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Algorithm byte of Ed25519 in C2SP signed notes. */
const ED25519 = 1;
/** SPKI of an Ed25519 key before its 32 bytes (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Whose signatures count: a name (no spaces, no plus) and an Ed25519 key. Written `name+hash+key`, as in C2SP signed notes. */
export interface NoteVerifier {
  readonly name: string;
  /** 4 bytes, hexadecimal. */
  readonly keyHash: string;
  readonly key: KeyObject;
}

export type OpenedNote = { readonly kind: 'signed'; readonly text: string } | { readonly kind: NoteProblem };
export type NoteProblem = 'not-a-note' | 'unknown-signer' | 'signature-broken';

const rawKey = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');

export function toNoteVerifier(name: string, publicKey: KeyObject): NoteVerifier {
  const digest = createHash('sha256').update(`${name}\n`).update(Buffer.of(ED25519)).update(rawKey(publicKey)).digest();
  return { name, keyHash: digest.toString('hex', 0, 4), key: publicKey };
}

export const writeVerifier = ({ name, keyHash, key }: NoteVerifier): string =>
  `${name}+${keyHash}+${Buffer.concat([Buffer.of(ED25519), rawKey(key)]).toString('base64')}`;

/** undefined where this is no Ed25519 verifier, or its hash is not that of its key. */
export function readVerifier(text: string): NoteVerifier | undefined {
  const [, name, keyHash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || bytes.length !== 33 || bytes[0] !== ED25519) return undefined;
  const spki = Buffer.concat([SPKI_PREFIX, bytes.subarray(1)]);
  const verifier = toNoteVerifier(name, createPublicKey({ key: spki, format: 'der', type: 'spki' }));
  return verifier.keyHash === keyHash ? verifier : undefined;
}

/** A signed note (C2SP `signed-note`): the text, an empty line, a line a signature. @param text ends with a line end */
export function signNote(text: string, { name, keyHash }: NoteVerifier, privateKey: KeyObject): string {
  const signature = sign(null, Buffer.from(text), privateKey);
  return `${text}\n— ${name} ${Buffer.concat([Buffer.from(keyHash, 'hex'), signature]).toString('base64')}\n`;
}

/** The text of a note that one of these signed. */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return { kind: 'not-a-note' };
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split('\n');
  let isKnown = false;
  for (const line of lines) {
    const [, name, encoded] = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    if (name === undefined) return { kind: 'not-a-note' };
    const bytes = Buffer.from(encoded!, 'base64');
    const verifier = verifiers.find((one) => one.name === name && one.keyHash === bytes.toString('hex', 0, 4));
    if (!verifier) continue;
    isKnown = true;
    if (verify(null, Buffer.from(text), verifier.key, bytes.subarray(4))) return { kind: 'signed', text };
  }
  return { kind: isKnown ? 'signature-broken' : 'unknown-signer' };
}
