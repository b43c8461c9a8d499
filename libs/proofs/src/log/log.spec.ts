import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { MerkleTree } from '../merkle/tree';
import { hashCheckpoint, NO_CHECKPOINT_BEFORE, readCheckpoint, writeCheckpoint } from './checkpoint';
import { commit, type LogEntry, toCanonicalBytes, toLeafHash } from './entry';
import { judgeLog, type StoredEntry, type StoredLog } from './judge-log';
import type { PublishedCheckpoint } from './judge-checkpoints';
import { openNote, readVerifier, signNote, toNoteVerifier, writeVerifier } from './signed-note';

const ORIGIN = 'passant/test';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const verifier = toNoteVerifier(ORIGIN, publicKey);
const other = generateKeyPairSync('ed25519');

describe('a signed note', () => {
  it('is what Go’s checksum database signs', () => {
    const peter = readVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')!;
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(openNote(note, [verifier, peter])).toEqual({ kind: 'signed', text });
    expect(openNote(note.replace('answer', 'enemy'), [peter])).toEqual({ kind: 'signature-broken' });
    expect(openNote(note, [verifier])).toEqual({ kind: 'unknown-signer' });
    expect(writeVerifier(peter)).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  });

  it.each(['', 'text\n', 'text\n\n', 'text\n\nsigned\n', '\n\n'])('is not %p', (text) => {
    expect(openNote(text, [verifier])).toEqual({ kind: 'not-a-note' });
  });

  it.each(['', 'a+b', 'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'])(
    'has no verifier %p',
    (text) => {
      expect(readVerifier(text)).toBeUndefined();
    },
  );

  it('opens as it was signed, with any text', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        const text = `${line}\n`;
        expect(openNote(signNote(text, verifier, privateKey), [verifier])).toEqual({ kind: 'signed', text });
      }),
    );
  });
});

describe('RFC 8785 bytes', () => {
  it('are those of the RFC’s own example', () => {
    const value = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(toCanonicalBytes(value).toString()).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('of a commitment differ with every salt and every content', () => {
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(new Set([commit(one, { a: 1 }), commit(two, { a: 1 }), commit(one, { a: 2 })]).size).toBe(3);
    expect(commit(one, { a: 1, b: 2 })).toBe(commit(one, { b: 2, a: 1 }));
    expect(() => commit(Buffer.alloc(16), {})).toThrow(RangeError);
  });
});

const toEntry = (number: number): LogEntry => ({
  service: 'test',
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  kind: 'decision',
  at: new Date(1_780_000_000_000 + number).toISOString(),
  commitment: commit(Buffer.alloc(32, number), { number }),
});

/** A log of entries that were sealed in parts, as the sealer makes it. */
function makeLog(parts: readonly number[]): {
  stored: StoredLog & { entries: StoredEntry[] };
  published: PublishedCheckpoint[];
} {
  const tree = new MerkleTree();
  const entries: StoredEntry[] = [];
  const published: PublishedCheckpoint[] = [];
  let previous = NO_CHECKPOINT_BEFORE;
  for (const [position, count] of parts.entries()) {
    const leaves: Buffer[] = [];
    for (let added = 0; added < count; added += 1) {
      const entry = toEntry(entries.length);
      const leaf = toLeafHash(entry);
      entries.push({ ...entry, epoch: 1, index: entries.length, leafHash: leaf.toString('hex'), opening: 'opens' });
      tree.append(leaf);
      leaves.push(leaf);
    }
    const time = new Date(1_780_000_000_000 + position * 2000).toISOString();
    const place = { origin: ORIGIN, epoch: 1, sequence: position + 1, size: tree.size, root: tree.root() };
    const text = writeCheckpoint({ ...place, previous, time });
    previous = hashCheckpoint(text);
    published.push({ note: signNote(text, verifier, privateKey), leaves: Buffer.concat(leaves) });
  }
  return { stored: { entries, checkpoints: published.map(({ note }) => note), unsealed: 0 }, published };
}

describe('5.9 a log that is checked', () => {
  const { stored, published } = makeLog([3, 1, 4]);
  const trust = { origin: ORIGIN, verifiers: [verifier] };
  const judge = async (change: Partial<StoredLog>, outside = published): Promise<string[]> =>
    (await judgeLog({ ...stored, ...change }, outside, trust)).findings.map(({ code }) => code);
  const rehash = (entry: StoredEntry): StoredEntry => ({ ...entry, leafHash: toLeafHash(entry).toString('hex') });
  const renumber = (entries: StoredEntry[]): StoredEntry[] => entries.map((entry, index) => ({ ...entry, index }));

  it('is sound as it was sealed, read a row at a time', async () => {
    async function* rows() {
      yield* stored.entries;
    }
    const verdict = await judgeLog({ ...stored, entries: rows() }, published, trust);
    expect(verdict).toMatchObject({ findings: [], entries: 8, checkpoints: 3, newest: { size: 8, sequence: 3 } });
  });

  it('names a flipped byte, also where the hash beside it was made to fit', async () => {
    const flip = (entry: StoredEntry): StoredEntry => ({
      ...entry,
      at: entry.at.replace('Z', 'Z').replace('2026', '2025'),
    });
    for (const change of [flip, (entry: StoredEntry) => rehash(flip(entry))]) {
      const entries = stored.entries.map((entry, index) => (index === 5 ? change(entry) : entry));
      const { findings } = await judgeLog({ ...stored, entries }, published, trust);
      expect(findings).toEqual([
        { code: 'ENTRY_ALTERED', message: 'A byte of entry 5 was changed after it was sealed.' },
      ]);
    }
  });

  it('names a deleted last row', async () => {
    expect(await judge({ entries: stored.entries.slice(0, -1) })).toEqual(['LAST_ENTRY_DELETED']);
  });

  it('names a row that was deleted from the middle, also where the others were renumbered', async () => {
    const without = stored.entries.filter((_, index) => index !== 2);
    expect(await judge({ entries: without })).toEqual(['ENTRY_MISSING']);
    expect(await judge({ entries: renumber(without) })).toEqual(['ENTRY_MISSING']);
  });

  it('names another order', async () => {
    const swapped = [...stored.entries];
    [swapped[1], swapped[6]] = [swapped[6]!, swapped[1]!];
    expect(await judge({ entries: renumber(swapped) })).toEqual(['REORDERED']);
  });

  it('names a log that was cut off', async () => {
    expect(await judge({ entries: stored.entries.slice(0, 5) })).toEqual(['TRUNCATED']);
  });

  it('names an old copy, and as of when it is', async () => {
    const old = { entries: stored.entries.slice(0, 4), checkpoints: stored.checkpoints.slice(0, 2) };
    const { findings } = await judgeLog({ ...stored, ...old }, published, trust);
    expect(findings.map(({ code }) => code)).toEqual(['OLD_COPY']);
    expect(findings[0]!.message).toContain('2026-05-28T20:26:42.000Z');
    expect(await judge({ entries: [], checkpoints: [] })).toEqual(['OLD_COPY']);
  });

  it('names content that is no longer what was committed to, and entries that nobody sealed', async () => {
    const entries = stored.entries.map((entry, index) => ({
      ...entry,
      opening: index === 1 ? ('broken' as const) : ('closed' as const),
    }));
    expect(await judge({ entries, unsealed: 2 })).toEqual(['CONTENT_ALTERED', 'NOT_SEALED']);
  });

  it('names checkpoints that were forged, altered, taken away, or made anew', async () => {
    const forged = signNote(openText(published[1]!.note), toNoteVerifier(ORIGIN, other.publicKey), other.privateKey);
    expect(await judge({}, [published[0]!, { ...published[1]!, note: forged }, published[2]!])).toContain(
      'CHECKPOINT_FORGED',
    );
    const altered = published[1]!.note.replace('\n4\n', '\n5\n');
    expect(await judge({}, [published[0]!, { ...published[1]!, note: altered }])).toContain('CHECKPOINT_FORGED');
    expect(await judge({}, [published[0]!, published[2]!])).toContain('CHECKPOINT_MISSING');
    expect(await judge({}, [{ ...published[0]!, leaves: published[2]!.leaves }])).toContain('CHECKPOINT_ROOT_WRONG');
    expect(await judge({}, [])).toEqual(['CHECKPOINTS_ABSENT']);
    expect(await judge({}, published.slice(0, 1))).toEqual(['CHECKPOINT_NOT_PUBLISHED']);
    expect(await judge({}, [{ ...published[0]!, note: 'x' }])).toContain('CHECKPOINT_UNREADABLE');
    const fork = makeLog([2, 2, 4]);
    expect(await judge({ checkpoints: fork.stored.checkpoints })).toEqual(['CHECKPOINT_DIFFERS']);
  });

  it('reads back every checkpoint it writes', () => {
    const text = openText(published[2]!.note);
    expect(writeCheckpoint(readCheckpoint(text)!)).toBe(text);
    expect(readCheckpoint(text.replace('sequence 3', 'sequence 03'))).toBeUndefined();
  });
});

function openText(note: string): string {
  const opened = openNote(note, [verifier]);
  if (opened.kind !== 'signed') throw new Error(opened.kind);
  return opened.text;
}
