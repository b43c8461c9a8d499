/** What holds at an instant: the last step of the schedule that has begun. */
export const findActive = <Step extends { readonly from: string }>(
  schedule: readonly Step[],
  now: Date,
): Step | undefined => schedule.filter(({ from }) => Date.parse(from) <= now.getTime()).at(-1);
