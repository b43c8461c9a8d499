import { hashCheckpoint, NO_CHECKPOINT_BEFORE, readCheckpoint, type Checkpoint } from './checkpoint';
import { GrowingTree } from '../merkle/fold';
import { HASH_BYTES } from '../merkle/hashes';
import { finding, type Finding } from './findings';
import { type NoteVerifier, openNote } from './signed-note';

/** What the sealer wrote outside the database: a signed note, and the hashes of the leaves it added, 32 bytes each. */
export interface PublishedCheckpoint {
  readonly note: string;
  readonly leaves: Buffer;
}

/** What the checkpoints outside the database prove by themselves. */
export interface Published {
  /** By sequence: the signed text. */
  readonly texts: ReadonlyMap<number, string>;
  readonly newest: Checkpoint | undefined;
  /** Leaf hashes of each epoch, hexadecimal, in order. */
  readonly leavesOf: ReadonlyMap<number, readonly string[]>;
  readonly findings: readonly Finding[];
}

/**
 * Whether a row of checkpoints is whole: each signed by the log, each naming the one before, each root that of its leaves. Ends at the
 * first that is not: nothing after it can be trusted.
 *
 * @param published in the order of their sequence
 */
export function judgeCheckpoints(
  published: readonly PublishedCheckpoint[],
  origin: string,
  verifiers: readonly NoteVerifier[],
): Published {
  const texts = new Map<number, string>();
  const leavesOf = new Map<number, string[]>();
  let [tree, before, previous] = [new GrowingTree(), undefined as Checkpoint | undefined, NO_CHECKPOINT_BEFORE];
  const ended = (problem: Finding): Published => ({ texts, newest: before, leavesOf, findings: [problem] });
  for (const [position, { note, leaves }] of published.entries()) {
    const sequence = position + 1;
    const opened = openNote(note, verifiers);
    if (opened.kind === 'not-a-note') return ended(finding.unreadable(sequence));
    if (opened.kind !== 'signed') return ended(finding.forged(sequence, opened.kind));
    const checkpoint = readCheckpoint(opened.text);
    if (!checkpoint || checkpoint.origin !== origin) return ended(finding.unreadable(sequence));
    if (checkpoint.sequence !== sequence) return ended(finding.checkpointMissing(sequence));
    if (checkpoint.previous !== previous) return ended(finding.chainBroken(sequence));
    const isNextEpoch = checkpoint.epoch === (before?.epoch ?? 0) + 1;
    if (!isNextEpoch && checkpoint.epoch !== before?.epoch) return ended(finding.chainBroken(sequence));
    if (isNextEpoch) {
      tree = new GrowingTree();
      leavesOf.set(checkpoint.epoch, []);
    }
    for (let start = 0; start + HASH_BYTES <= leaves.length; start += HASH_BYTES) {
      const hash = leaves.subarray(start, start + HASH_BYTES);
      tree.append(hash);
      leavesOf.get(checkpoint.epoch)!.push(hash.toString('hex'));
    }
    const isWhole = leaves.length % HASH_BYTES === 0 && tree.size === checkpoint.size;
    if (!isWhole || !tree.root().equals(checkpoint.root)) return ended(finding.rootWrong(sequence));
    texts.set(sequence, opened.text);
    [before, previous] = [checkpoint, hashCheckpoint(opened.text)];
  }
  return { texts, newest: before, leavesOf, findings: [] };
}
