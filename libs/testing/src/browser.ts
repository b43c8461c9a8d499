import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';

const EXECUTABLES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executable = EXECUTABLES.find((file) => existsSync(file));

/** Whether there is a Chromium for tests of pages; elsewhere they are skipped, and say so. */
export function findBrowser(): boolean {
  if (executable === undefined) console.warn('No Chromium on this machine: the stories on pages are skipped.');
  return executable !== undefined;
}

/** Chromium that talks to nobody but the page. Loaded where it is opened: most tests need none. */
export function openBrowser(): Promise<Browser> {
  const { chromium } = createRequire(__filename)('playwright-core') as typeof import('playwright-core');
  return chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      // As on a machine without a graphics card: maps are drawn by software, and so is the page, but not by the same.
      '--enable-unsafe-swiftshader',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
