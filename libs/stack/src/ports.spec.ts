import { createServer, type Server } from 'node:net';
import { choosePort, freePort, isPortFree } from './ports';

describe('ports', () => {
  let server: Server;
  let taken: number;
  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    taken = (server.address() as { port: number }).port;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  test('that are free can be found', async () => {
    expect(await isPortFree(await freePort())).toBe(true);
    expect(await isPortFree(taken)).toBe(false);
  });

  test('that are taken are refused when they were asked for', async () => {
    await expect(choosePort(taken, true)).rejects.toThrow(`Port ${taken} is in use`);
  });

  test('that are taken make room for the next free one when they were only usual', async () => {
    const chosen = await choosePort(taken, false);

    expect(chosen.moved).toBe(true);
    expect(chosen.port).toBeGreaterThan(taken);
    expect(await isPortFree(chosen.port)).toBe(true);
  });
});
