import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const EXECUTABLES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executable = EXECUTABLES.find((file) => existsSync(file));

/** Tests of pages need a browser; elsewhere they are skipped, and say so. */
export const hasBrowser = executable !== undefined;
if (!hasBrowser) console.warn('No Chromium on this machine: the stories on the decision page are skipped.');

/** Chromium that talks to nobody but the page. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      // Maps are drawn by software.
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
