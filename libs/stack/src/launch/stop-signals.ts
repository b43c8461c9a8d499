const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Hears the first wish to stop; later ones change nothing, because npm passes on a Ctrl-C that the terminal has already
 * sent to everybody.
 */
export function onStopSignals(stop: (signal: NodeJS.Signals) => void): { dispose(): void } {
  let isStopping = false;
  const hear = (signal: NodeJS.Signals) => {
    if (isStopping) return;
    isStopping = true;
    stop(signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, hear);
  return {
    dispose: () => {
      for (const signal of STOP_SIGNALS) process.removeListener(signal, hear);
    },
  };
}
