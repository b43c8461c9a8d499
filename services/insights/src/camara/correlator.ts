import type { IncomingHttpHeaders } from 'node:http';
import { DensityRefused } from './density.errors';

export const CORRELATOR = 'x-correlator';
const PATTERN = /^[a-zA-Z0-9-_:;./<>{}]{0,256}$/;

/** The caller's word for a request, if it is one that may be said again. */
export function findCorrelator(headers: IncomingHttpHeaders): string | undefined {
  const given = headers[CORRELATOR];
  return typeof given === 'string' && PATTERN.test(given) ? given : undefined;
}

/** @throws DensityRefused where one is given and may not be one */
export function readCorrelator(headers: IncomingHttpHeaders): string | undefined {
  const found = findCorrelator(headers);
  if (found === undefined && headers[CORRELATOR] !== undefined) {
    throw new DensityRefused({
      problem: 'argument',
      message: `${CORRELATOR} may have 256 letters, digits or -_:;./<>{}.`,
    });
  }
  return found;
}
