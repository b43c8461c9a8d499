export {
  type Checkpoint,
  hashCheckpoint,
  NO_CHECKPOINT_BEFORE,
  readCheckpoint,
  writeCheckpoint,
} from './log/checkpoint';
export { commit, type LogEntry, SALT_BYTES, toCanonicalBytes, toLeafHash } from './log/entry';
export { type Finding, FINDING_CODES, type FindingCode } from './log/findings';
export { judgeCheckpoints, type Published, type PublishedCheckpoint } from './log/judge-checkpoints';
export { judgeLog, type LogTrust, type LogVerdict, type StoredEntry, type StoredLog } from './log/judge-log';
export { type NoteVerifier, openNote, readVerifier, signNote, toNoteVerifier, writeVerifier } from './log/signed-note';
export { foldRange, GrowingTree, type GrownNode } from './merkle/fold';
export { EMPTY_ROOT, HASH_BYTES, hashLeaf, hashNode } from './merkle/hashes';
export { type NodePosition, planConsistency, planInclusion, planRoot, type Range } from './merkle/positions';
export { MerkleTree } from './merkle/tree';
export { type Consistency, type Inclusion, isConsistent, isIncluded } from './merkle/verify';
export {
  judgeReceipt,
  readReceipt,
  RECEIPT_VERDICTS,
  type ReceiptVerdict,
  type TrustedKeys,
} from './receipt/judge-receipt';
export { judgeDetached, type PublicJwk, signDetached, toPublicJwk, toThumbprint } from './receipt/jws';
export {
  type DecidedFact,
  type DecisionFacts,
  type Receipt,
  RECEIPT_FORMAT,
  RECEIPT_TYPE,
  type ReceiptInclusion,
  type SignedPart,
  toSignedPart,
} from './receipt/receipt';
