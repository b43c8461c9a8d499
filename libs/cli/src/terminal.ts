/** Where a command speaks. */
export interface Terminal {
  /** Answers: stdout. */
  out(text: string): void;
  /** What went wrong, and what to do: stderr. */
  complain(text: string): void;
}

/** What a command ends with. */
export const EXIT = {
  /** Everything is as it should be. */
  good: 0,
  /** What was checked is not what it should be: the answer says what. */
  bad: 1,
  /** The command cannot be understood, or a file cannot be read. */
  unusable: 2,
  /** It cannot be told: the keys to trust are missing. */
  undecided: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A command cannot be done as it was asked: what, where, and what to do. */
export class CommandUnusable extends Error {
  override readonly name = 'CommandUnusable';
}
