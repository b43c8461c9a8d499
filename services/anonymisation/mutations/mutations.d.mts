/** One fault and the test that catches it. */
export interface Mutation {
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly test: { readonly project: string; readonly file: string; readonly name: string };
}

export const MUTATIONS: readonly Mutation[];
