import { type Checkpoint, readCheckpoint } from './checkpoint';
import { type LogEntry, toLeafHash } from './entry';
import { type Finding, finding } from './findings';
import { judgeCheckpoints, type Published, type PublishedCheckpoint } from './judge-checkpoints';
import { type NoteVerifier, openNote } from './signed-note';

/** A sealed entry as a database holds it. */
export interface StoredEntry extends LogEntry {
  readonly epoch: number;
  readonly index: number;
  /** Hexadecimal. */
  readonly leafHash: string;
  /** Whether what it is about is what was committed to; `closed` where that was erased or is kept elsewhere. */
  readonly opening: 'opens' | 'broken' | 'closed';
}

/** A log as a database holds it. */
export interface StoredLog {
  /** Oldest first: by epoch and index. */
  readonly entries: Iterable<StoredEntry> | AsyncIterable<StoredEntry>;
  /** Notes, by sequence. */
  readonly checkpoints: readonly string[];
  /** How many entries have waited for more than a minute to be sealed. */
  readonly unsealed: number;
}

export interface LogVerdict {
  readonly findings: readonly Finding[];
  readonly entries: number;
  readonly checkpoints: number;
  readonly newest: Checkpoint | undefined;
}

export interface LogTrust {
  readonly origin: string;
  readonly verifiers: readonly NoteVerifier[];
}

interface EpochRows {
  /** By index: what the row hashes to now. */
  readonly hashes: Map<number, string>;
}

/** Checks a database's log against the checkpoints that lie outside it, and names what was done to it. */
export async function judgeLog(
  stored: StoredLog,
  published: readonly PublishedCheckpoint[],
  trust: LogTrust,
): Promise<LogVerdict> {
  const outside = judgeCheckpoints(published, trust.origin, trust.verifiers);
  const findings: Finding[] = [...outside.findings];
  const epochs = new Map<number, EpochRows>();
  let entries = 0;
  for await (const entry of stored.entries) {
    entries += 1;
    const hash = toLeafHash(entry).toString('hex');
    if (entry.opening === 'broken') findings.push(finding.contentAltered(entry));
    // A row whose own hash does not fit is altered, also where no checkpoint is at hand.
    if (hash !== entry.leafHash && !outside.leavesOf.get(entry.epoch)?.[entry.index])
      findings.push(finding.altered(entry));
    const rows = epochs.get(entry.epoch) ?? { hashes: new Map<number, string>() };
    epochs.set(entry.epoch, rows);
    rows.hashes.set(entry.index, hash);
  }
  const own = readStored(stored.checkpoints, trust);
  if (own.length > 0 && published.length === 0) findings.push(finding.absent());
  else findings.push(...compareCheckpoints(own, outside));
  for (const [epoch, leaves] of outside.leavesOf) {
    const rows = epochs.get(epoch) ?? { hashes: new Map<number, string>() };
    findings.push(...compareEpoch(epoch, rows, leaves, own));
  }
  if (stored.unsealed > 0) findings.push(finding.notSealed(stored.unsealed));
  return { findings, entries, checkpoints: published.length, newest: outside.newest };
}

interface OwnCheckpoint {
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

function readStored(notes: readonly string[], { verifiers }: LogTrust): OwnCheckpoint[] {
  return notes.flatMap((note) => {
    const opened = openNote(note, verifiers);
    const text = opened.kind === 'signed' ? opened.text : note.slice(0, note.lastIndexOf('\n\n') + 1);
    const checkpoint = readCheckpoint(text);
    return checkpoint ? [{ text, checkpoint }] : [];
  });
}

function compareCheckpoints(own: readonly OwnCheckpoint[], outside: Published): Finding[] {
  const differing = own.find(({ text, checkpoint }) => {
    const published = outside.texts.get(checkpoint.sequence);
    return published !== undefined && published !== text;
  });
  const newest = outside.newest?.sequence ?? 0;
  // The newest is written outside a moment after it is committed.
  const waiting = own.filter(({ checkpoint }) => checkpoint.sequence > newest);
  return [
    ...(differing ? [finding.differs(differing.checkpoint.sequence)] : []),
    ...(waiting.length > 1 ? [finding.notPublished(waiting[0]!.checkpoint.sequence)] : []),
  ];
}

/** What happened to the rows of one epoch, its leaves being known from outside. */
function compareEpoch(
  epoch: number,
  { hashes }: EpochRows,
  leaves: readonly string[],
  own: readonly OwnCheckpoint[],
): Finding[] {
  const positions = new Map(leaves.map((hash, index) => [hash, index]));
  const found = new Set<number>();
  const altered: number[] = [];
  const kept: { at: number; was: number }[] = [];
  for (const [at, hash] of [...hashes].sort(([one], [other]) => one - other)) {
    const was = positions.get(hash);
    if (was !== undefined) {
      found.add(was);
      kept.push({ at, was });
    } else if (at < leaves.length) altered.push(at);
  }
  const isAltered = new Set(altered);
  const missing = leaves.flatMap((_, index) => (found.has(index) || isAltered.has(index) ? [] : [index]));
  const moved = kept.filter(({ was }, order) => order > 0 && was < kept[order - 1]!.was);
  const places = (indexes: readonly number[]) => indexes.map((index) => ({ epoch, index }));
  return [
    ...places(altered).map(finding.altered),
    ...(moved.length > 0
      ? [finding.reordered(places(kept.filter(({ at, was }) => at !== was).map(({ at }) => at)))]
      : []),
    ...nameMissing({ epoch, missing, size: leaves.length }, own),
  ];
}

function nameMissing(
  { epoch, missing, size }: { epoch: number; missing: readonly number[]; size: number },
  own: readonly OwnCheckpoint[],
): Finding[] {
  const first = missing[0];
  if (first === undefined) return [];
  const place = { epoch, index: first };
  const isTail = missing.length === size - first;
  if (!isTail) return missing.map((index) => finding.missing({ epoch, index }));
  const lastOwn = own.at(-1)?.checkpoint;
  // A copy knows no later checkpoint than its rows; whoever deletes rows leaves the checkpoints over them behind.
  const endsThere =
    lastOwn === undefined || lastOwn.epoch < epoch || (lastOwn.epoch === epoch && lastOwn.size <= first);
  const wasSetBack = lastOwn !== undefined && lastOwn.epoch > epoch;
  if (endsThere || wasSetBack) {
    const since = own.filter(({ checkpoint }) => checkpoint.epoch === epoch).at(-1)?.checkpoint.time;
    return [finding.oldCopy(place, missing.length, since)];
  }
  return [missing.length === 1 ? finding.lastDeleted(place) : finding.truncated(place, missing.length)];
}
