import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { NO_CHECKPOINT_BEFORE, writeCheckpoint } from '../log/checkpoint';
import { commit, type LogEntry, toLeafHash } from '../log/entry';
import { signNote, toNoteVerifier, writeVerifier } from '../log/signed-note';
import { MerkleTree } from '../merkle/tree';
import { judgeReceipt, type TrustedKeys } from './judge-receipt';
import { judgeDetached, signDetached, toPublicJwk, toThumbprint } from './jws';
import { type DecisionFacts, type Receipt, RECEIPT_FORMAT, RECEIPT_TYPE, toSignedPart } from './receipt';

/** The key of RFC 8037, appendix A.1. */
const RFC_KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
};

describe('a detached signature', () => {
  it('has the thumbprint of RFC 8037, appendix A.3', () => {
    expect(toThumbprint(RFC_KEY.x)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });

  it('is deterministic, and good for its content only', () => {
    const privateKey = createPrivateKey({ key: RFC_KEY, format: 'jwk' });
    const { kid } = toPublicJwk(createPublicKey(privateKey));
    const jws = signDetached({ b: 1, a: 'ä' }, privateKey, { kid, typ: 'test' });
    expect(jws).toBe(signDetached({ a: 'ä', b: 1 }, privateKey, { kid, typ: 'test' }));
    const judge = (content: unknown, typ = 'test', known = kid) =>
      judgeDetached(jws, content, {
        typ,
        find: (asked) => (asked === known ? createPublicKey(privateKey) : undefined),
      });
    expect(judge({ a: 'ä', b: 1 })).toBe('good');
    expect(judge({ a: 'ä', b: 2 })).toBe('broken');
    expect(judge({ a: 'ä', b: 1 }, 'other')).toBe('malformed');
    expect(judge({ a: 'ä', b: 1 }, 'test', 'other')).toBe('unknown-key');
  });

  it.each(['', 'a.b.c', '..', 'bm8..bm8', `${Buffer.from('{"alg":"none","typ":"test"}').toString('base64url')}..AA`])(
    'is not %p',
    (jws) => {
      expect(judgeDetached(jws, {}, { typ: 'test', find: () => undefined })).toBe('malformed');
    },
  );
});

const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');
const logVerifier = toNoteVerifier('passant/test', ours.publicKey);
const keys: TrustedKeys = { receipts: [toPublicJwk(ours.publicKey)], log: [writeVerifier(logVerifier)] };
const facts: DecisionFacts = {
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

function makeReceipt(by: { privateKey: KeyObject; publicKey: KeyObject } = ours): Receipt {
  const salt = Buffer.alloc(32, 9);
  const entry: LogEntry = {
    service: 'consent',
    id: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a12',
    kind: 'decision',
    at: '2026-06-10T10:00:00.000Z',
    commitment: commit(salt, facts),
  };
  const record = { 'dcterms:identifier': facts.reference, 'passant:decisions': facts.decisions };
  const signed = {
    format: RECEIPT_FORMAT,
    record,
    audit: { entry, opening: { salt: salt.toString('base64'), facts } },
  } as const;
  const tree = new MerkleTree([
    toLeafHash({ ...entry, kind: 'notice' }),
    toLeafHash(entry),
    toLeafHash({ ...entry, kind: 'stop' }),
  ]);
  const place = { origin: 'passant/test', epoch: 1, sequence: 1, size: 3, root: tree.root() };
  const text = writeCheckpoint({ ...place, previous: NO_CHECKPOINT_BEFORE, time: '2026-06-10T10:00:02.000Z' });
  return {
    ...signed,
    signature: signDetached(toSignedPart(signed), by.privateKey, {
      kid: toPublicJwk(by.publicKey).kid,
      typ: RECEIPT_TYPE,
    }),
    inclusion: {
      index: 1,
      size: 3,
      path: tree.proveInclusion(1).map((hash) => hash.toString('base64')),
      checkpoint: signNote(text, toNoteVerifier('passant/test', by.publicKey), by.privateKey),
    },
  };
}

describe('a receipt', () => {
  const receipt = makeReceipt();
  const judge = (changed: unknown) => judgeReceipt(JSON.stringify(changed), keys).verdict;

  it('is genuine as it was given, in any spelling of its JSON', () => {
    expect(judge(receipt)).toBe('GENUINE');
    expect(judgeReceipt(JSON.stringify(receipt, null, 2), keys).receipt?.audit.opening.facts).toEqual(facts);
    expect(judge({ ...receipt, inclusion: null })).toBe('GENUINE_NOT_YET_SEALED');
  });

  it('that somebody altered is told from one that somebody else made', () => {
    const changed = JSON.parse(JSON.stringify(receipt));
    changed.record['passant:decisions'][0].state = 'given';
    expect(judge(changed)).toBe('ALTERED');
    expect(judge(JSON.parse(JSON.stringify(receipt).replaceAll('withdrawn', 'given')))).toBe('ALTERED');
    expect(judge(makeReceipt(theirs))).toBe('FORGED');
  });

  it('that says another thing than its entry is a contradiction, even if we signed it', () => {
    const resign = (signed: Pick<Receipt, 'format' | 'record' | 'audit'>): Receipt => ({
      ...receipt,
      ...signed,
      signature: signDetached(toSignedPart(signed), ours.privateKey, {
        kid: toPublicJwk(ours.publicKey).kid,
        typ: RECEIPT_TYPE,
      }),
    });
    expect(judge(resign({ ...receipt, record: { ...receipt.record, 'dcterms:identifier': 'P-0' } }))).toBe(
      'CONTRADICTORY',
    );
    const pause = { from: '2026-06-10T10:00:00.000Z', until: '2026-06-11T10:00:00.000Z' };
    expect(judge(resign({ ...receipt, record: { ...receipt.record, 'passant:pause': pause } }))).toBe('CONTRADICTORY');
    const audit = {
      ...receipt.audit,
      opening: { ...receipt.audit.opening, salt: Buffer.alloc(32).toString('base64') },
    };
    expect(judge(resign({ ...receipt, audit }))).toBe('CONTRADICTORY');
  });

  it('whose place in the log is wrong, or whose checkpoint is not the log’s, is named so', () => {
    const { inclusion } = receipt;
    expect(judge({ ...receipt, inclusion: { ...inclusion, index: 0 } })).toBe('NOT_IN_LOG');
    expect(judge({ ...receipt, inclusion: { ...inclusion, path: [] } })).toBe('NOT_IN_LOG');
    expect(judge({ ...receipt, inclusion: makeReceipt(theirs).inclusion })).toBe('CHECKPOINT_FORGED');
  });

  it.each([
    '',
    '{}',
    'null',
    '[]',
    JSON.stringify({ ...receipt, audit: {} }),
    JSON.stringify({ ...receipt, inclusion: {} }),
  ])('is not %p', (text) => {
    expect(judgeReceipt(text, keys).verdict).toBe('UNREADABLE');
  });
});
