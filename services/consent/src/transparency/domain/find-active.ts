/** The counts that hold at an instant: those of the last step of the schedule that has begun. */
export const findActive = <Counts>(
  schedule: readonly { readonly from: string; readonly active: Counts }[],
  now: Date,
): Counts | undefined => schedule.filter(({ from }) => Date.parse(from) <= now.getTime()).at(-1)?.active;
