import type { KeyObject } from 'node:crypto';
import {
  commit,
  type DecisionFacts,
  type LogEntry,
  MerkleTree,
  NO_CHECKPOINT_BEFORE,
  type Receipt,
  RECEIPT_FORMAT,
  RECEIPT_TYPE,
  signDetached,
  signNote,
  toLeafHash,
  toNoteVerifier,
  toPublicJwk,
  toSignedPart,
  type TrustedKeys,
  writeCheckpoint,
  writeVerifier,
} from '@passant/proofs';
import { ed25519Pair } from '@passant/testing';

export interface Signer {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const ORIGIN = 'passant/consent';

export const makeSigner = (): Signer => ed25519Pair();

export const toKeys = ({ publicKey }: Signer): TrustedKeys => ({
  receipts: [toPublicJwk(publicKey)],
  log: [writeVerifier(toNoteVerifier(ORIGIN, publicKey))],
});

const FACTS: DecisionFacts = {
  reference: 'P-2345-6789',
  line: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11',
  origin: 'page',
  notice: { version: '2', language: 'de', sha256: 'ab'.repeat(32) },
  evidence: null,
  decisions: [
    {
      purpose: 'place-statistics',
      dataKind: 'presence',
      state: 'withdrawn',
      decidedAt: '2026-06-10T10:00:00.000Z',
      effectiveFrom: '2026-06-10T10:00:00.000Z',
      expiresAt: null,
    },
  ],
};

/** A receipt of a withdrawal as consent gives it: signed, and second of three entries of the log. */
export function makeReceipt({ privateKey, publicKey }: Signer): Receipt {
  const salt = Buffer.alloc(32, 9);
  const entry: LogEntry = {
    service: 'consent',
    id: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a12',
    kind: 'decision',
    at: '2026-06-10T10:00:00.000Z',
    commitment: commit(salt, FACTS),
  };
  const record = { 'dcterms:identifier': FACTS.reference, 'passant:decisions': FACTS.decisions };
  const audit = { entry, opening: { salt: salt.toString('base64'), facts: FACTS } };
  const signed = toSignedPart({ format: RECEIPT_FORMAT, record, audit });
  const leaves = [toLeafHash({ ...entry, kind: 'notice' }), toLeafHash(entry), toLeafHash({ ...entry, kind: 'stop' })];
  const tree = new MerkleTree(leaves);
  const place = { origin: ORIGIN, epoch: 1, sequence: 1, size: leaves.length, root: tree.root() };
  const text = writeCheckpoint({ ...place, previous: NO_CHECKPOINT_BEFORE, time: '2026-06-10T10:00:02.000Z' });
  return {
    ...signed,
    signature: signDetached(signed, privateKey, { kid: toPublicJwk(publicKey).kid, typ: RECEIPT_TYPE }),
    inclusion: {
      index: 1,
      size: leaves.length,
      path: tree.proveInclusion(1).map((hash) => hash.toString('base64')),
      checkpoint: signNote(text, toNoteVerifier(ORIGIN, publicKey), privateKey),
    },
  };
}
