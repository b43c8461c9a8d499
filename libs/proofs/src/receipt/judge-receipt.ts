import { createPublicKey, type KeyObject } from 'node:crypto';
import { readCheckpoint } from '../log/checkpoint';
import { commit, SALT_BYTES, toCanonicalBytes, toLeafHash } from '../log/entry';
import { openNote, readVerifier } from '../log/signed-note';
import { isIncluded } from '../merkle/verify';
import { judgeDetached, type PublicJwk, toThumbprint } from './jws';
import { type Receipt, RECEIPT_FORMAT, RECEIPT_TYPE, type ReceiptInclusion, toSignedPart } from './receipt';

/** Whose word counts: the file that stands at `/transparency/keys.json`. */
export interface TrustedKeys {
  readonly receipts: readonly PublicJwk[];
  /** `name+hash+key` of the log. */
  readonly log: readonly string[];
}

export const RECEIPT_VERDICTS = [
  'GENUINE',
  'GENUINE_NOT_YET_SEALED',
  'UNREADABLE',
  'ALTERED',
  'FORGED',
  'CONTRADICTORY',
  'CHECKPOINT_FORGED',
  'NOT_IN_LOG',
] as const;
export type ReceiptVerdict = (typeof RECEIPT_VERDICTS)[number];

/** Judges a receipt without asking anybody. The first thing that is wrong is named. */
export function judgeReceipt(text: string, keys: TrustedKeys): { verdict: ReceiptVerdict; receipt?: Receipt } {
  const receipt = readReceipt(text);
  if (!receipt) return { verdict: 'UNREADABLE' };
  const find = (kid: string) => findKey(keys.receipts, kid);
  const signature = judgeDetached(receipt.signature, toSignedPart(receipt), { typ: RECEIPT_TYPE, find });
  if (signature === 'malformed') return { verdict: 'UNREADABLE' };
  if (signature === 'unknown-key') return { verdict: 'FORGED', receipt };
  if (signature === 'broken') return { verdict: 'ALTERED', receipt };
  if (!opensItsEntry(receipt) || !tellsItsFacts(receipt)) return { verdict: 'CONTRADICTORY', receipt };
  if (!receipt.inclusion) return { verdict: 'GENUINE_NOT_YET_SEALED', receipt };
  return { verdict: judgeInclusion(receipt, receipt.inclusion, keys), receipt };
}

function judgeInclusion({ audit }: Receipt, inclusion: ReceiptInclusion, keys: TrustedKeys): ReceiptVerdict {
  const verifiers = keys.log.flatMap((line) => readVerifier(line) ?? []);
  const opened = openNote(inclusion.checkpoint, verifiers);
  const checkpoint = opened.kind === 'signed' ? readCheckpoint(opened.text) : undefined;
  if (!checkpoint) return 'CHECKPOINT_FORGED';
  const leafHash = toLeafHash(audit.entry);
  const path = inclusion.path.map((hash) => Buffer.from(hash, 'base64'));
  const { index, size } = inclusion;
  const isThere = size === checkpoint.size && isIncluded({ leafHash, index, size, path, root: checkpoint.root });
  return isThere ? 'GENUINE' : 'NOT_IN_LOG';
}

function opensItsEntry({ audit: { entry, opening } }: Receipt): boolean {
  const salt = Buffer.from(opening.salt, 'base64');
  return entry.kind === 'decision' && salt.length === SALT_BYTES && commit(salt, opening.facts) === entry.commitment;
}

/** Whether the record says what the log holds. */
const tellsItsFacts = ({ record, audit: { opening } }: Receipt): boolean =>
  record['dcterms:identifier'] === opening.facts.reference &&
  toCanonicalBytes(record['passant:decisions'] ?? null).equals(toCanonicalBytes(opening.facts.decisions)) &&
  toCanonicalBytes(record['passant:pause'] ?? null).equals(toCanonicalBytes(opening.facts.pause ?? null));

function findKey(keys: readonly PublicJwk[], kid: string): KeyObject | undefined {
  const jwk = keys.find((key) => toThumbprint(key.x) === kid);
  return jwk && createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: jwk.x }, format: 'jwk' });
}

/** undefined where the text has not the shape of a receipt; what it says is not judged here. */
export function readReceipt(text: string): Receipt | undefined {
  const value = parse(text);
  if (!isObject(value) || value['format'] !== RECEIPT_FORMAT || !isObject(value['record'])) return undefined;
  const { audit, signature, inclusion } = value;
  if (!isObject(audit) || !isObject(audit['entry']) || !isObject(audit['opening'])) return undefined;
  const { entry, opening } = audit as { entry: Record<string, unknown>; opening: Record<string, unknown> };
  const isEntry = ['service', 'id', 'kind', 'at', 'commitment'].every((name) => typeof entry[name] === 'string');
  const facts = opening['facts'];
  const isOpening = typeof opening['salt'] === 'string' && isObject(facts) && Array.isArray(facts['decisions']);
  const isShaped = isEntry && isOpening && typeof signature === 'string' && isInclusion(inclusion);
  return isShaped ? (value as unknown as Receipt) : undefined;
}

function isInclusion(value: unknown): boolean {
  if (value === null) return true;
  if (!isObject(value) || !Array.isArray(value['path'])) return false;
  const isPath = value['path'].every((hash) => typeof hash === 'string');
  return (
    isPath &&
    Number.isSafeInteger(value['index']) &&
    Number.isSafeInteger(value['size']) &&
    typeof value['checkpoint'] === 'string'
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
