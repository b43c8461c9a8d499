import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { CityProgress, CitySummary } from '@passant/simulator';
import { StackProblem } from '../errors';
import type { LaunchContext } from '../launch/context';
import { count, rate } from '../launch/narrator';
import type { CityMessage } from './prepare-city-process';

/** Everything a network operator would deliver about the city, in `<home>/city`; the truth, where simulated, beside it. */
export function prepareCity(context: LaunchContext): Promise<CitySummary> {
  const { city } = context.options;
  const title = city.data === undefined ? 'Making a city' : `Reading the kit ${city.data}`;
  return context.narrator.stage('city', title, async (progress) => {
    const started = performance.now();
    const summary = await runInProcess(context, (at) => progress(() => tellProgress(at)));
    const rows = rate(summary.rows, performance.now() - started, 'rows');
    const what = `${summary.kit.name}: ${count(summary.subscribers)} subscribers, ${summary.days.length} days, ${count(summary.rows)} events`;
    return { result: summary, told: summary.reused ? `${what}, made by an earlier start` : `${what}, ${rows}` };
  });
}

function runInProcess(context: LaunchContext, onProgress: (progress: CityProgress) => void): Promise<CitySummary> {
  const { home, options, signal, memory } = context;
  const parameters = {
    directory: home.city,
    truthFile: home.truthFile,
    kitDirectory: options.city.data,
    people: options.city.people,
    consentShare: options.city.consent,
    days: options.city.days,
    seed: options.city.seed,
  };
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'prepare-city-process'), [JSON.stringify(parameters)], {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    if (child.pid !== undefined) memory.watch(child.pid, 'simulator');
    const end = () => child.kill('SIGKILL');
    signal.addEventListener('abort', end, { once: true });
    let outcome: CityMessage | undefined;
    child.on('message', (message: CityMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else outcome = message;
    });
    child.once('error', reject);
    child.once('exit', (code, endedBy) => {
      signal.removeEventListener('abort', end);
      if (outcome?.kind === 'done') resolve(outcome.summary);
      else reject(toProblem(outcome, `it ended with ${code ?? endedBy}`));
    });
  });
}

function toProblem(outcome: CityMessage | undefined, ending: string): StackProblem {
  if (outcome?.kind === 'failed' && outcome.isKitInvalid) {
    return new StackProblem(outcome.message, 'Correct the kit and start again.');
  }
  const why = outcome?.kind === 'failed' ? outcome.message : ending;
  return new StackProblem(
    `The city could not be made (${why}).`,
    'Check that the disk of --home has room and can be written to.',
  );
}

function tellProgress({ step, done, total, day }: CityProgress): string {
  return `${step}${day === undefined ? '' : ` of ${day}`}: ${count(done)} of ${count(total)}`;
}
