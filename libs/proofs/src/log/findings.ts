/** What is wrong with a log: a stable code, and a sentence that says where and what it means. Nothing personal. */
export interface Finding {
  readonly code: FindingCode;
  readonly message: string;
}

export const FINDING_CODES = [
  'CHECKPOINTS_ABSENT',
  'CHECKPOINT_UNREADABLE',
  'CHECKPOINT_FORGED',
  'CHECKPOINT_MISSING',
  'CHECKPOINT_CHAIN_BROKEN',
  'CHECKPOINT_ROOT_WRONG',
  'CHECKPOINT_DIFFERS',
  'CHECKPOINT_NOT_PUBLISHED',
  'ENTRY_ALTERED',
  'ENTRY_MISSING',
  'LAST_ENTRY_DELETED',
  'TRUNCATED',
  'REORDERED',
  'OLD_COPY',
  'CONTENT_ALTERED',
  'NOT_SEALED',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface Place {
  readonly epoch: number;
  readonly index: number;
}

const at = ({ epoch, index }: Place): string => `entry ${index}${epoch === 1 ? '' : ` of epoch ${epoch}`}`;
const of = (code: FindingCode, message: string): Finding => ({ code, message });

export const finding = {
  absent: () =>
    of('CHECKPOINTS_ABSENT', 'The database holds checkpoints and none lies outside it: nothing proves its rows.'),
  unreadable: (sequence: number) =>
    of('CHECKPOINT_UNREADABLE', `Checkpoint ${sequence} outside the database is no checkpoint of this log.`),
  forged: (sequence: number, why: string) =>
    of(
      'CHECKPOINT_FORGED',
      why === 'unknown-signer'
        ? `Checkpoint ${sequence} outside the database is signed by somebody else than this log.`
        : `Checkpoint ${sequence} outside the database was altered after it was signed, or signed by somebody else.`,
    ),
  checkpointMissing: (sequence: number) =>
    of('CHECKPOINT_MISSING', `Checkpoint ${sequence} is missing outside the database.`),
  chainBroken: (sequence: number) =>
    of('CHECKPOINT_CHAIN_BROKEN', `Checkpoint ${sequence} does not follow the one before it.`),
  rootWrong: (sequence: number) =>
    of(
      'CHECKPOINT_ROOT_WRONG',
      `The leaves that lie beside checkpoint ${sequence} are not those that it was signed over.`,
    ),
  differs: (sequence: number) =>
    of(
      'CHECKPOINT_DIFFERS',
      `Checkpoint ${sequence} in the database is another one than the one outside: the log was forked.`,
    ),
  notPublished: (sequence: number) =>
    of('CHECKPOINT_NOT_PUBLISHED', `Checkpoints from ${sequence} on stand in the database and not outside it.`),
  altered: (place: Place) => of('ENTRY_ALTERED', `A byte of ${at(place)} was changed after it was sealed.`),
  missing: (place: Place) => of('ENTRY_MISSING', `${capital(at(place))} was deleted after it was sealed.`),
  lastDeleted: (place: Place) =>
    of('LAST_ENTRY_DELETED', `The last entry (${at(place)}) was deleted after it was sealed.`),
  truncated: (from: Place, count: number) =>
    of('TRUNCATED', `The log was cut off: ${count} entries from ${at(from)} on were deleted after they were sealed.`),
  reordered: (places: readonly Place[]) =>
    of(
      'REORDERED',
      `Entries were put into another order: ${places.slice(0, 5).map(at).join(', ')}${places.length > 5 ? ', …' : ''}.`,
    ),
  oldCopy: (place: Place, lost: number, since: string | undefined) =>
    of(
      'OLD_COPY',
      `The database is an older copy of itself${since ? ` (as of ${since})` : ''}: it ends before ${at(place)}, ${lost} sealed entries later are unknown to it.`,
    ),
  contentAltered: (place: Place) =>
    of('CONTENT_ALTERED', `What ${at(place)} is about was changed afterwards: it is not what was committed to.`),
  notSealed: (count: number) =>
    of(
      'NOT_SEALED',
      `${count} entries older than a minute are in no tree: the sealer stands still, or they were kept from it.`,
    ),
};

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
