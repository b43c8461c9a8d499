import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const SHOTS = join(__dirname, '..', 'test-results', 'decision-page');

/** Kept beside the project after the run, one a step and language. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds against WCAG 2.2 A and AA (with the size of targets, which it leaves out unless told) and its best practices, as `rule: how it can be seen`. Its script is put in by the
 * debugger, which no policy of the page forbids, and which needs no JavaScript of the page's own.
 */
export async function findViolations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const expression = `${AXE}\n;axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value as string[];
  } finally {
    await session.detach();
  }
}

/** What reaches further to the right than the window, and so has to be scrolled for; tables scroll in a frame of their own. */
export async function findOverflow(page: Page): Promise<string[]> {
  const { width, widest } = await page.evaluate(readWidths);
  return widest > width ? [`wider than the window: ${widest} of ${width}`] : [];
}

/** Runs in the browser. */
function readWidths(): { width: number; widest: number } {
  const { document } = globalThis as unknown as {
    document: { documentElement: { clientWidth: number; scrollWidth: number } };
  };
  return { width: document.documentElement.clientWidth, widest: document.documentElement.scrollWidth };
}
