import type { PolicyProblem } from '@passant/privacy';

/** A policy over its promise or over the ceiling: nothing may be measured under it. Says the numbers, which are public. */
export class PolicyRefused extends Error {
  constructor(readonly problems: readonly PolicyProblem[]) {
    super(problems.map(({ message }) => message).join('; '));
    this.name = 'PolicyRefused';
  }
}
