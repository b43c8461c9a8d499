import type { Page } from 'playwright-core';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { exploreTexts } from '../src/explore/explore.texts';
import { AtTheExplorer } from './at-the-explorer';
import { FIRST } from './town';
import type { Running } from './work';

const ZONES = 300;
const DAYS = 365;
const ROUNDS = 20;
const TIMEOUT = 120_000;

const square = (number: number) => {
  const [x, y] = [12 + 0.01 * (number % 20), 51 + 0.01 * Math.floor(number / 20)];
  const ring = [
    [x, y],
    [x + 0.01, y],
    [x + 0.01, y + 0.01],
    [x, y + 0.01],
    [x, y],
  ];
  return JSON.stringify({ type: 'MultiPolygon', coordinates: [[ring]] });
};
export const zones = Array.from({ length: ZONES }, (_, number) => ({
  ...{
    id: `z${number}`,
    name: `Zone ${number}`,
    kind: 'district',
    residents: 2_000,
    covered: true,
    shape: square(number),
  },
}));
const starts = Array.from({ length: DAYS }, (_, day) => new Date(Date.UTC(2024, 3, 1 + day) - 7_200_000).toISOString());

/** As the graph has it: columns, one part a zone; some figures suppressed, some without data. */
export const visitors = () =>
  zones.map((zone, number) => {
    const values = starts.map((_, day) => ((number + day) % 17 === 0 ? null : 100 + 30 * number + 5 * (day % 7)));
    return {
      ...{ zone: { id: zone.id, name: zone.name }, starts, values },
      ...{ lows: values.map((value) => value && value - 40), highs: values.map((value) => value && value + 40) },
      statuses: values.map((value, day) => (value !== null ? 'PUBLISHED' : day % 2 === 0 ? 'SUPPRESSED' : 'NO_DATA')),
      ...{
        methodVersion: '1',
        marks: [],
        modelled: false,
        locationError: null,
        extrapolatedBy: ['total'],
        notRepresented: [],
      },
      ...{ releaseIds: starts.map((_, day) => `release-${day}`), unit: 'people a day' },
      cost: { figures: DAYS, published: DAYS, minorUnits: 0, currency: 'EUR', isEstimate: false, quotaLeft: null },
    };
  });

/**
 * A year of a large city. The page is real; the answer is made here, since what is looked at is whether the page stays smooth
 * with so many figures, and the service refuses so many at once.
 */
export function tellManyZones(running: () => Running): void {
  test(
    '300 zones and a year: bounded on the page, in pages in the table, and as smooth as printed',
    async () => {
      const { pages, browser } = running();
      const { account } = await pages.addAnalyst('yara-year', ['visitors'], { from: FIRST });
      const person = await PersonAtAPage.open(browser, pages.url, { language: 'en' });
      const desk = new AtTheExplorer(person, 'en');
      const { page } = person;
      const answers: Record<string, () => unknown> = {
        zones: () => ({ data: { zones } }),
        visitors: () => ({ data: { answer: visitors() } }),
      };
      await page.route('**/graphql', async (route) => {
        const { operationName } = route.request().postDataJSON() as { operationName: string };
        const answer = answers[operationName];
        await (answer ? route.fulfill({ json: answer() }) : route.continue());
      });
      await person.logIn('/explore?zones=z1,z2,z3', account);
      await page.getByRole('checkbox').first().waitFor();
      await person.task('300 zones and a year: shown', async () => {
        await desk.show('visitors');
        await page.locator('.map[data-drawn=true]').waitFor();
        await page.locator('.chart svg').waitFor();
      });
      expect(await page.locator('tbody tr').count()).toBe(50);
      expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(10_000);
      const drawn = await page
        .locator('.chart svg [aria-label=line] path')
        .evaluateAll((all) => all.map((one) => one.getAttribute('d')!));
      expect(drawn).toHaveLength(12);
      // Each is interrupted where nothing is published.
      for (const line of drawn) expect(line.split('M').length).toBeGreaterThan(DAYS / 17);
      await page.getByText(exploreTexts.en.drawn(12, ZONES)).waitFor();
      await desk.settle('visitors');
      const { pieces, ...needless } = await countWork(page);
      expect(pieces).toBeGreaterThan(0);
      expect(needless).toEqual({ toTheMapsWorker: 0, inTheTable: 0, overTheWholeMap: 0 });
      const milliseconds = await interact(desk);
      const within = milliseconds.filter((one) => one <= 100).length;
      process.stderr.write(
        `    map with ${ZONES} zones and ${ZONES * DAYS} figures: ${within} of ${milliseconds.length} interactions within 100 ms, ` +
          `${((100 * within) / milliseconds.length).toFixed(0)} % (the median ${milliseconds[milliseconds.length >> 1]} ms, the slowest ${milliseconds.at(-1)} ms)\n`,
      );
      expect(milliseconds.length).toBeGreaterThanOrEqual(ROUNDS);
      expect(await person.violations()).toEqual([]);
      await person.close();
    },
    TIMEOUT,
  );
}

interface Work {
  toTheMapsWorker: number;
  inTheTable: number;
  /** Rectangles that are not cut to a tile: a background, a sky. Without a graphics card each is as dear as all zones. */
  overTheWholeMap: number;
  /** All that was drawn. */
  pieces: number;
}

/** What ten steps of the slider cost: shapes are cut up by the map's worker, and the table of all days stays as it is. */
async function countWork(page: Page): Promise<Work> {
  await page.evaluate(() => {
    const work: Work = { toTheMapsWorker: 0, inTheTable: 0, overTheWholeMap: 0, pieces: 0 };
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...given: unknown[]) {
      work.toTheMapsWorker += 1;
      return postMessage.apply(this, given as never);
    };
    const { drawElements } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.drawElements = function (...given) {
      work.pieces += 1;
      if (given[1] === 6 && !this.isEnabled(this.STENCIL_TEST)) work.overTheWholeMap += 1;
      return drawElements.apply(this, given);
    };
    new MutationObserver((changes) => (work.inTheTable += changes.length)).observe(document.querySelector('tbody')!, {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
    });
    Object.assign(globalThis, { work });
  });
  const slider = page.locator('.slider input').first();
  const before = await slider.getAttribute('aria-valuetext');
  for (let step = 0; step < 10; step += 1) await slider.press('ArrowRight');
  await page.locator('.map[aria-busy=false]').waitFor();
  expect(await slider.getAttribute('aria-valuetext')).not.toBe(before);
  return page.evaluate(() => (globalThis as unknown as { work: Work }).work);
}

/**
 * Pans, zooms, chooses a zone and moves the day, first with the table of all days, then with that of the moment; each from its
 * input to the next picture (Event Timing, which tells 16 ms and more, and no wheel).
 *
 * @returns milliseconds of each interaction, quickest first
 */
export async function interact(desk: AtTheExplorer): Promise<number[]> {
  const { page } = desk;
  await page.evaluate(() => {
    const seen: Record<number, number> = {};
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        seen[startTime] = Math.max(seen[startTime] ?? 0, duration);
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const map = (await page.locator('.map').boundingBox())!;
  const at = (share: number) => [map.x + map.width * share, map.y + map.height * share] as const;
  const slider = page.locator('.slider input').first();
  for (let round = 0; round < ROUNDS; round += 1) {
    const share = 0.3 + (0.4 * round) / ROUNDS;
    await page.mouse.click(...at(share));
    await page.mouse.wheel(0, round % 2 === 0 ? -120 : 120);
    await page.mouse.down();
    await page.mouse.move(...at(share + (round % 2 === 0 ? 0.05 : -0.05)), { steps: 5 });
    await page.mouse.up();
    await slider.press('ArrowRight');
    if (round === ROUNDS / 2) await desk.pick('moment');
  }
  const told = await page.evaluate(() =>
    Object.values((globalThis as unknown as { seen: Record<number, number> }).seen),
  );
  return told.sort((one, other) => one - other);
}
