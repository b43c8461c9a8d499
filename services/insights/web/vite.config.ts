import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const folder = import.meta.dirname;
const built = join(folder, 'dist');
const COMPRESSIBLE = /\.(js|css|html|svg|json)$/;

/** Files lie compressed beside themselves: the service reads, and compresses nothing. */
const compressed: Plugin = {
  name: 'passant-compressed',
  apply: 'build',
  closeBundle() {
    const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) => COMPRESSIBLE.test(name));
    for (const name of files) {
      const file = join(built, name);
      const bytes = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 8 } }));
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    }
  },
};

export default defineConfig({
  root: folder,
  // One address for the assets of both pages.
  base: '/',
  plugins: [compressed],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: 'assets',
    // The policy forbids what is written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: { explore: join(folder, 'explore.html'), console: join(folder, 'console.html') },
    },
  },
});
