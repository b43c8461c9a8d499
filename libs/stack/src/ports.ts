import { createServer } from 'node:net';
import { StackProblem } from './errors';

const HOST = '127.0.0.1';

/** Whether nobody listens on this port of this machine. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: HOST }, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** The wished port; where it is taken and only a default, the next free one. */
export async function choosePort(wished: number, isExplicit: boolean): Promise<{ port: number; moved: boolean }> {
  if (await isPortFree(wished)) return { port: wished, moved: false };
  if (isExplicit) {
    throw new StackProblem(
      `Port ${wished} is in use by another program.`,
      'End that program, or set PASSANT_PORT to a free port.',
    );
  }
  for (let port = wished + 1; port < Math.min(wished + 100, 65_536); port += 1) {
    if (await isPortFree(port)) return { port, moved: true };
  }
  throw new StackProblem(`Ports ${wished} to ${wished + 99} are all in use.`, 'Set PASSANT_PORT to a free port.');
}
