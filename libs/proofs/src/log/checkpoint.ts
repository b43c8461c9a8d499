import { createHash } from 'node:crypto';
import { HASH_BYTES } from '../merkle/hashes';

/** What a log commits to: everything up to `size`, and the checkpoint before this one. */
export interface Checkpoint {
  /** The log, e.g. `passant/consent`. */
  readonly origin: string;
  /** Counts from 1. A database that was set back begins a new one, and says so; nothing of the old is written over. */
  readonly epoch: number;
  /** Counts from 1 over all epochs. */
  readonly sequence: number;
  /** Leaves of the epoch's tree. */
  readonly size: number;
  readonly root: Buffer;
  /** SHA-256 of the text before, hexadecimal; 64 zeros of the first. */
  readonly previous: string;
  /** ISO 8601. */
  readonly time: string;
}

export const NO_CHECKPOINT_BEFORE = '0'.repeat(64);

/**
 * The text that is signed: a C2SP `tlog-checkpoint` (origin, size, root) with four extension lines. It ends with a line end.
 */
export const writeCheckpoint = ({ origin, size, root, ...rest }: Checkpoint): string =>
  [
    origin,
    size,
    root.toString('base64'),
    `epoch ${rest.epoch}`,
    `sequence ${rest.sequence}`,
    `previous ${rest.previous}`,
    `time ${rest.time}`,
    '',
  ].join('\n');

const CHECKPOINT =
  /^([^\n+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nepoch ([1-9]\d{0,8})\nsequence ([1-9]\d{0,15})\nprevious ([0-9a-f]{64})\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n$/;

/** undefined where the text is no checkpoint of ours. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [, origin, size, root, epoch, sequence, previous, time] = CHECKPOINT.exec(text) ?? [];
  const bytes = Buffer.from(root ?? '', 'base64');
  if (origin === undefined || bytes.length !== HASH_BYTES) return undefined;
  const counts = { size: Number(size), epoch: Number(epoch), sequence: Number(sequence) };
  return { origin, ...counts, root: bytes, previous: previous!, time: time! };
}

/** What the next checkpoint names as `previous`. */
export const hashCheckpoint = (text: string): string => createHash('sha256').update(text).digest('hex');
