import { join } from 'node:path';
import type { CityProgress, CitySummary, PrepareCityOptions } from '@passant/simulator';
import { StackProblem } from '../errors';
import type { LaunchContext } from '../launch/context';
import { count, rate } from '../launch/narrator';
import { type ApartOutcome, runApart } from '../processes/run-apart';

/** Everything a network operator would deliver about the city, in `<home>/city`; the truth, where simulated, beside it. */
export function prepareCity(context: LaunchContext): Promise<CitySummary> {
  const { home, options } = context;
  const { city } = options;
  const title = city.data === undefined ? 'Making a city' : `Reading the kit ${city.data}`;
  return context.narrator.stage('city', title, async (progress) => {
    const started = performance.now();
    const parameters: Omit<PrepareCityOptions, 'progress'> = {
      directory: home.city,
      truthFile: home.truthFile,
      kitDirectory: city.data,
      people: city.people,
      consentShare: city.consent,
      days: city.days,
      seed: city.seed,
    };
    const outcome = await runApart<typeof parameters, CityProgress, CitySummary>(context, {
      program: join(__dirname, 'prepare-city-process'),
      role: 'simulator',
      parameters,
      onProgress: (at) => progress(() => tellProgress(at)),
    });
    if (outcome.kind !== 'done') throw toProblem(outcome);
    const summary = outcome.result;
    const rows = rate(summary.rows, performance.now() - started, 'rows');
    const what = `${summary.kit.name}: ${count(summary.subscribers)} subscribers, ${summary.days.length} days, ${count(summary.rows)} events`;
    return { result: summary, told: summary.reused ? `${what}, made by an earlier start` : `${what}, ${rows}` };
  });
}

function toProblem(outcome: Exclude<ApartOutcome<CitySummary>, { kind: 'done' }>): StackProblem {
  const why = outcome.kind === 'failed' ? outcome.message : `it ended with ${outcome.by}`;
  if (outcome.kind === 'failed' && outcome.name === 'KitInvalid') {
    return new StackProblem(why, 'Correct the kit and start again.');
  }
  return new StackProblem(
    `The city could not be made (${why}).`,
    'Check that the disk of --home has room and can be written to.',
  );
}

function tellProgress({ step, done, total, day }: CityProgress): string {
  return `${step}${day === undefined ? '' : ` of ${day}`}: ${count(done)} of ${count(total)}`;
}
