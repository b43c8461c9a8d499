/** Something the person at the keyboard can put right: says what, where and what to do. Never carries data of a person. */
export class StackProblem extends Error {
  constructor(
    readonly what: string,
    readonly whatToDo: string,
  ) {
    super(`${what}\n  What to do: ${whatToDo}`);
    this.name = 'StackProblem';
  }
}

/** The text of anything that was thrown. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** The system's code of an error (`EACCES`), where it has one. */
export const codeOf = (thrown: unknown): string | undefined =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
