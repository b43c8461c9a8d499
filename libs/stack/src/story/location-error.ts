import { join } from 'node:path';
import type { Market, PlanLocationError } from '@passant/contracts';
import type { CitySummary } from '@passant/simulator';
import { StackProblem } from '../errors';
import type { LaunchContext } from '../launch/context';
import { count } from '../launch/narrator';
import { runApart } from '../processes/run-apart';

/** More people do not tell it better, and take longer. */
const MOST_PEOPLE = 20_000;

export interface LocationErrorTask {
  readonly market: Market;
  readonly city: CitySummary;
  readonly mostPeople: number;
}

export interface MeasuredLocationError extends Pick<PlanLocationError, 'median' | 'p90'> {
  readonly bias: number;
  readonly zoneHours: number;
  readonly people: number;
}

/**
 * How far people told by the plan that these files give lie from where the simulator put them on its first day. Null where nobody
 * knows where they were, where no zone has enough of them, and where the files give no plan (the proposal will say why).
 */
export async function findLocationError(
  context: LaunchContext,
  { market, city }: Omit<LocationErrorTask, 'mostPeople'>,
): Promise<PlanLocationError | null> {
  if (city.truthFile === null) return null;
  const parameters: LocationErrorTask = { market, city, mostPeople: MOST_PEOPLE };
  const outcome = await runApart<LocationErrorTask, never, MeasuredLocationError | null>(context, {
    program: join(__dirname, 'location-error-process'),
    role: 'simulator',
    parameters,
  });
  context.signal.throwIfAborted();
  if (outcome.kind !== 'done') {
    const why = outcome.kind === 'failed' ? outcome.message : `it ended with ${outcome.by}`;
    throw new StackProblem(
      `The location error could not be measured (${why}).`,
      'Check that the files of the city in --home are whole; a new --home makes them anew.',
    );
  }
  return outcome.result && toLocationError(outcome.result, city);
}

const toLocationError = (
  { median, p90, bias, zoneHours, people }: MeasuredLocationError,
  { days }: CitySummary,
): PlanLocationError => ({
  ...{ median, p90, bias },
  source: `${count(people)} simulated people on ${days[0]}, ${count(zoneHours)} zone-hours of at least 20`,
});

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** `median 5.6 %, p90 23.0 %` */
export const tellShares = ({ median, p90 }: Pick<PlanLocationError, 'median' | 'p90'>): string =>
  `median ${percent(median)}, p90 ${percent(p90)}`;
