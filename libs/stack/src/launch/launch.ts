import { StackProblem } from '../errors';
import { Home } from '../home/home';
import { PeakMemory } from '../processes/peak-memory';
import { Supervisor } from '../processes/supervisor';
import type { LaunchContext } from './context';
import { Narrator } from './narrator';
import { HELP, type LaunchOptions, parseOptions } from './options';
import { onStopSignals } from './stop-signals';
import { runStory } from './run-story';

/** `npm start`: everything up, the main job, the answer, and down again. Gives the exit code. */
export async function launch(words: readonly string[]): Promise<number> {
  let options: LaunchOptions;
  try {
    options = parseOptions(words, process.env['INIT_CWD'] ?? process.cwd());
  } catch (thrown) {
    return tellProblem(thrown);
  }
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  return runOnStack(options, runStory);
}

/** Brings up what `work` asks for and takes everything down again, whatever happens. What `work` gives is the document. Gives the exit code. */
export async function runOnStack(
  options: LaunchOptions,
  work: (context: LaunchContext) => Promise<unknown>,
): Promise<number> {
  const narrator = new Narrator(options.json ? process.stderr : process.stdout);
  const home = new Home(options.home);
  const memory = new PeakMemory();
  const supervisor = new Supervisor(memory);
  const stop = new AbortController();
  const signals = onStopSignals((signal) => {
    narrator.say(`\n${signal}: draining ...`);
    stop.abort(new Interrupted());
  });
  supervisor.failed.catch((problem: unknown) => stop.abort(problem));

  const context: LaunchContext = { options, home, narrator, supervisor, memory, signal: stop.signal };
  let isUp = false;
  let isOpen = false;
  try {
    home.open(options.city);
    isOpen = true;
    const document = await work(context);
    if (options.json) process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    isUp = true;
    if (options.exit) return 0;
    narrator.say('\nEverything stays up until Ctrl-C.');
    await untilAborted(stop.signal);
    throw stop.signal.reason;
  } catch (thrown) {
    // What a broken-off stage says matters less than why it was broken off.
    const reason: unknown = stop.signal.aborted ? stop.signal.reason : thrown;
    if (reason instanceof Interrupted) return isUp ? 0 : 130;
    return tellProblem(reason);
  } finally {
    memory.stop();
    await supervisor.stopAll();
    signals.dispose();
    if (isOpen) {
      home.close();
      narrator.say('Stopped; no process is left behind.');
    }
  }
}

class Interrupted extends Error {}

function untilAborted(signal: AbortSignal): Promise<void> {
  // The timer keeps Node awake while nothing else does.
  const awake = setInterval(() => undefined, 60_000);
  return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })).finally(() =>
    clearInterval(awake),
  );
}

function tellProblem(thrown: unknown): 1 {
  const text = thrown instanceof StackProblem ? thrown.message : `Something unforeseen: ${stackOf(thrown)}`;
  process.stderr.write(`\n${text}\n`);
  return 1;
}

const stackOf = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
