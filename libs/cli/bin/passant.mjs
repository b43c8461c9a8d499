#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const program = new URL('../dist/main.js', import.meta.url);
if (!existsSync(program)) {
  console.error('passant is not built yet: run `npx nx run cli:build` first.');
  process.exit(2);
}
createRequire(import.meta.url)(program.pathname);
