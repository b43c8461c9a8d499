import { createServer } from 'node:net';
import { portOf } from './test-services';

/** A port of the loopback address that nobody listens on at the moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const port = portOf({ server });
  await new Promise((closed) => server.close(closed));
  return port;
}
