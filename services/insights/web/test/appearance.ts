import type { Page } from 'playwright-core';
import { kitTexts } from '../src/console/kit/kit.texts';
import { releaseTexts } from '../src/console/releases/releases.texts';
import { sharedTexts } from '../src/shared/texts/shared.texts';
import { type PageWishes, PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { AtTheExplorer } from './at-the-explorer';
import { PASSWORD } from './page-stack';
import { countColours, countInk, LEVELS, partsOf, readTheme, SERIES } from './painted';
import { DAYS, FIRST } from './town';
import type { Running } from './work';

const TIMEOUT = 120_000;
const PHONE = 375;
/** As the graph has it. */
const HELD = {
  ...{ day: DAYS[0], market: 'leipzig', purpose: 'place-statistics', state: 'HELD', weeks: 4 },
  ...{ judgedAt: '2025-04-01T06:00:00Z', decidedAt: null, decidedBy: null, reason: null },
  checks: [
    { check: 'totals', state: 'held', reason: null, outlying: ['visitors'], extreme: [] },
    {
      ...{ check: 'zones', state: 'held', reason: null, outlying: [] },
      extreme: Array.from({ length: 30 }, (_, zone) => `P-a-very-long-name-of-a-zone-${zone}`),
    },
  ],
};
/** WCAG 1.4.11: what a picture is understood by. */
const PICTURE_CONTRAST = 3;
/** So far are two neighbouring levels apart that an eye tells them apart side by side. */
const LEVEL_CONTRAST = 1.3;

/** Dark and light, and without motion: what is drawn by WebGL follows what the page and the system say. */
export function tellAppearance(running: () => Running): void {
  test.each(['en', 'de'] as const)(
    'dark: the map, its patterns and its legend follow the system, then the choice; axe finds nothing in either, in %s',
    async (language) => {
      const { person, desk } = await open(running(), `dora-dark-${language}`, { colorScheme: 'dark', language });
      const t = sharedTexts[language];
      const { page } = person;
      for (const shown of ['dark', 'light'] as const) {
        if (shown === 'light') await page.getByLabel(t.appearance).selectOption('light');
        await desk.settle('visitors');
        const now = await readTheme(page, shown);
        const other = await readTheme(page, shown === 'dark' ? 'light' : 'dark');
        const painted = await countColours(page, '.map');
        for (const name of ['--map-paper', '--map-level-5', '--map-chosen']) {
          expect([name, painted.get(now[name]!) ?? 0]).not.toEqual([name, 0]);
        }
        expect(countInk(painted, now['--suppressed']!, now['--map-blank']!)).toBeGreaterThan(0);
        for (const name of ['--map-paper', ...LEVELS]) {
          expect([name, painted.get(other[name]!) ?? 0]).toEqual([name, 0]);
        }
        const legend = await countColours(page, '.shades');
        for (const name of LEVELS) expect([name, legend.get(now[name]!) ?? 0]).not.toEqual([name, 0]);
        for (const status of ['suppressed', 'no_data']) {
          const ink = now[status === 'suppressed' ? '--suppressed' : '--no-data']!;
          expect([
            status,
            countInk(await countColours(page, `.shade.${status}`), ink, now['--map-blank']!),
          ]).not.toEqual([status, 0]);
        }
        await page.locator('.legend summary').click();
        expect(await person.violations()).toEqual([]);
      }
      for (const product of ['flows', 'affinity']) {
        await page.getByLabel(t.appearance).selectOption('dark');
        await desk.question(product, ['Zone centre']);
        await desk.show(product);
        await desk.settle(product);
        const theme = await readTheme(page, 'dark');
        const arcs = countInk(await countColours(page, '.map'), theme['--map-arc']!, theme['--map-paper']!);
        expect([product, arcs > 100]).toEqual([product, product === 'flows']);
        expect(await person.violations()).toEqual([]);
      }
      expect([person.elsewhere, person.complaints]).toEqual([[], []]);
      await person.close();
    },
    TIMEOUT,
  );

  test(
    'in both appearances lines, patterns and charts stand out from what is under them, and levels from each other',
    async () => {
      const { person } = await open(running(), 'dirk-dark', {});
      for (const appearance of ['light', 'dark'] as const) {
        const theme = await readTheme(person.page, appearance);
        const contrast = (one: string, other: string) => contrastOf(theme[one]!, theme[other]!);
        for (const line of ['--map-edge', '--map-chosen', '--map-arc']) {
          for (const under of ['--map-paper', '--map-none', '--map-level-1']) {
            expect([appearance, line, under, contrast(line, under) >= PICTURE_CONTRAST]).toContain(true);
          }
        }
        for (const ink of ['--suppressed', '--no-data']) {
          expect(contrast(ink, '--map-blank')).toBeGreaterThanOrEqual(PICTURE_CONTRAST);
        }
        for (const ink of ['--chart', ...SERIES]) {
          for (const under of ['--paper', '--card']) {
            expect([appearance, ink, under, contrast(ink, under) >= PICTURE_CONTRAST]).toContain(true);
          }
        }
        const luminances = LEVELS.map((level) => luminanceOf(theme[level]!));
        const [first = 0, ...rest] = appearance === 'light' ? [...luminances].reverse() : luminances;
        expect([first, ...rest]).toEqual([first, ...rest].sort((one, next) => one - next));
        for (const [index, level] of LEVELS.slice(1).entries()) {
          expect(contrast(LEVELS[index]!, level)).toBeGreaterThanOrEqual(LEVEL_CONTRAST);
        }
      }
      await person.close();
    },
    TIMEOUT,
  );

  test.each(['en', 'de'] as const)(
    'a day that a gate holds is decided on a telephone in the dark, by what the page shows and sends, in %s',
    async (language) => {
      const { pages, browser } = running();
      const t = releaseTexts[language];
      const person = await PersonAtAPage.open(browser, pages.url, { width: PHONE, colorScheme: 'dark', language });
      const petra = new AtTheConsole(person);
      const { page } = person;
      const sent: unknown[] = [];
      // The page is real; anonymisation is not there. A day that it holds itself: gateway/e2e/chapters/held-day.ts. This one has
      // more zones out of line, of longer names, than any town.
      await page.route('**/graphql', async (route) => {
        const { operationName, variables } = route.request().postDataJSON() as {
          operationName: string;
          variables: object;
        };
        if (operationName === 'decideHeldDay') sent.push(variables);
        const answers: Record<string, object> = {
          judgedDays: { judgedDays: sent.length > 0 ? [] : [HELD] },
          decideHeldDay: { decideHeldDay: { ...HELD, state: 'OPEN' } },
        };
        const data = answers[operationName];
        await (data ? route.fulfill({ json: { data } }) : route.continue());
      });
      await person.logIn('/console?view=releases', { id: 'petra-privacy', password: PASSWORD });
      await page.getByText('P-a-very-long-name-of-a-zone').first().waitFor();
      expect(await petra.isWiderThanItsWindow()).toBe(false);
      await petra.open(new RegExp(`^${t.publish}`));
      expect(await petra.isWiderThanItsWindow()).toBe(false);
      expect(await person.violations()).toEqual([]);
      await petra.press(new RegExp(`^${t.publish}$`));
      expect(sent).toEqual([]);
      await petra.fill(new RegExp(`^${kitTexts[language].reason}$`), 'a trade fair: the city confirms it');
      await petra.press(new RegExp(`^${t.publish}$`));
      await petra.reads(new RegExp(`^${t.published}`));
      const { market, day, purpose } = HELD;
      expect(sent).toMatchObject([
        { market, day, purpose, decision: 'publish', reason: 'a trade fair: the city confirms it' },
      ]);
      expect(await petra.isWiderThanItsWindow()).toBe(false);
      await person.close();
    },
    TIMEOUT,
  );

  test(
    'whoever wants less motion sees the map move in one step; else it glides',
    async () => {
      const pictures: number[] = [];
      for (const reducedMotion of ['reduce', 'no-preference'] as const) {
        const { person, desk } = await open(running(), `mia-${reducedMotion}`, { reducedMotion });
        const { page } = person;
        await desk.settle('visitors');
        await page.locator('.maplibregl-canvas').focus();
        // There and back: on the way back all tiles are known.
        await page.keyboard.press('ArrowRight');
        await rest(page);
        await watchPictures(page);
        await page.keyboard.press('ArrowLeft');
        await rest(page);
        pictures.push(await page.evaluate(() => (globalThis as unknown as { pictures: Set<number> }).pictures.size));
        await person.close();
      }
      expect(pictures[0]).toBe(1);
      expect(pictures[1]).toBeGreaterThan(1);
    },
    TIMEOUT,
  );
}

/** Somebody who looks at visitors of three days; one zone's are suppressed. */
async function open({ pages, browser }: Running, id: string, wishes: PageWishes) {
  const { account } = await pages.addAnalyst(id, ['visitors', 'flows', 'affinity'], { from: FIRST });
  const person = await PersonAtAPage.open(browser, pages.url, wishes);
  const desk = new AtTheExplorer(person, wishes.language ?? 'en');
  await person.logIn(`/explore?zones=centre,quarter-1,P-station&from=${DAYS[0]}&to=${DAYS[2]}`, account);
  await person.page.getByRole('checkbox').first().waitFor();
  await desk.show('visitors');
  await person.page.locator('.map[data-drawn=true]').waitFor();
  return { person, desk };
}

/** Until the map is where it goes to. */
async function rest(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  await page.locator('.map[aria-busy=false]').waitFor();
}

/** From now on: each picture that the map paints and that is another than those before, by its hash. */
function watchPictures(page: Page): Promise<void> {
  return page.evaluate(() => {
    const pictures = new Set<number>();
    const canvas = document.querySelector<HTMLCanvasElement>('.maplibregl-canvas')!;
    const gl = canvas.getContext('webgl2')!;
    const pixels = new Uint8Array(canvas.width * canvas.height * 4);
    const frame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (work) =>
      frame((time) => {
        work(time);
        gl.bindFramebuffer(gl.FRAMEBUFFER, null);
        gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
        let hash = 0;
        for (const byte of pixels) hash = (Math.imul(hash, 31) + byte) | 0;
        // Nothing was painted in this frame.
        if (hash !== 0) pictures.add(hash);
      });
    Object.assign(globalThis, { pictures });
  });
}

/** Relative luminance of WCAG 2, 0 to 1. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = partsOf(colour).map((byte) => {
    const part = byte / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((left, right) => left - right);
  return (lighter + 0.05) / (darker + 0.05);
}
