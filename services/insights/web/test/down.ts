import { exploreTexts } from '../src/explore/explore.texts';
import { problemTexts } from '../src/shared/texts/problem.texts';
import { sharedTexts } from '../src/shared/texts/shared.texts';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheExplorer } from './at-the-explorer';
import { DAYS, FIRST } from './town';
import type { Running } from './work';

const TIMEOUT = 120_000;
const MOST_TRIES = 20;
const MAP = /\/assets\/zone-map-.*js$/;

/** The explorer while insights does not answer the gateway, over a line that is really cut. */
export function tellTheDown(running: () => Running): void {
  describe.each(['en', 'de'] as const)('the explorer while its service is down, in %s', (language) => {
    const [t, problems] = [exploreTexts[language], problemTexts[language]];
    const again = sharedTexts[language].again;
    let desk: AtTheExplorer;

    beforeAll(async () => {
      const { pages, browser } = running();
      const { account } = await pages.addAnalyst(`dana-${language}`, ['visitors', 'presence'], { from: FIRST });
      desk = new AtTheExplorer(await PersonAtAPage.open(browser, pages.url, { language }), language);
      // Down from the first question on; then up, but for the map.
      await desk.page.route('**/graphql', (route) => (pages.line.cut(), route.continue()), { times: 1 });
      await desk.page.route(MAP, (route) => route.abort());
      await desk.person.logIn(`/explore?zones=centre&from=${DAYS[0]}&to=${DAYS[1]}`, account);
    }, TIMEOUT);
    afterAll(async () => {
      running().pages.line.mend();
      await desk?.person.close();
    });

    const box = (code: string) => desk.page.locator('.problem-box').filter({ hasText: problems[code]! });
    /** Does what the page says until nothing is missing. */
    const tryAgain = async (code = '') => {
      const missing = desk.page.locator('.problem-box').filter({ hasText: code });
      const button = missing.getByRole('button', { name: again, exact: true });
      for (let tries = 0; (await button.count()) > 0; tries += 1) {
        if (tries === MOST_TRIES) throw new Error('what was down never came back');
        // The page comes back by itself as well, and takes the button with it: whoever missed it looks again.
        await button
          .first()
          .click({ timeout: 3_000 })
          .catch(() => undefined);
        await desk.page.locator('.progress').first().waitFor({ state: 'detached' });
        await desk.page.waitForTimeout(300);
      }
    };

    test(
      'down from the start: it says so, and goes on with the question of its address; a map that does not come takes nothing with it',
      async () => {
        const { page } = desk;
        await box('SERVICE_UNAVAILABLE').waitFor();
        expect(await desk.person.violations()).toEqual([]);
        running().pages.line.mend();
        await tryAgain('SERVICE_UNAVAILABLE');
        await box('PICTURE_MISSING').waitFor();
        expect(await page.getByLabel(t.from, { exact: true }).inputValue()).toBe(DAYS[0]);
        const answer = await desk.show('visitors');
        expect(await answer.locator('tbody tr').count()).toBe(2);
        expect(await desk.person.violations()).toEqual([]);
        await page.unroute(MAP);
        await tryAgain();
        await page.locator('.map[data-drawn=true]').waitFor();
      },
      TIMEOUT,
    );

    test(
      'down while somebody works: what stands there stays and can be used, each part that is missing says so, nothing typed is lost',
      async () => {
        const { page } = desk;
        const rows = page.locator('[data-answer=visitors] .picture tbody tr');
        const before = await rows.allInnerTexts();
        running().pages.line.cut();
        await desk.choose('Zone quarter-1');
        await desk.days(DAYS[0]!, DAYS[2]!);
        await desk.press('show');
        await box('SERVICE_UNAVAILABLE').first().waitFor();
        await desk.press('cost');
        await box('SERVICE_UNAVAILABLE').nth(1).waitFor();
        // The quota, and a file.
        await page.locator('p:has(meter) button').click();
        await box('SERVICE_UNAVAILABLE').nth(2).waitFor();
        await page.getByRole('button', { name: `${t.download} csv` }).click();
        await box('SERVICE_UNAVAILABLE').nth(3).waitFor();

        expect(await rows.allInnerTexts()).toEqual(before);
        await desk.slide('moment', desk.format.day(DAYS[1]!));
        await desk.pick('moment');
        expect(await rows.count()).toBe(1);
        await desk.pick('all');
        for (const zone of ['Zone centre', 'Zone quarter-1']) {
          expect(await page.getByRole('checkbox', { name: zone, exact: true }).isChecked()).toBe(true);
        }
        expect(await page.getByLabel(t.to, { exact: true }).inputValue()).toBe(DAYS[2]);
        expect(await desk.person.violations()).toEqual([]);

        running().pages.line.mend();
        await tryAgain();
        await rows.nth(5).waitFor();
        expect(await rows.count()).toBe(6);
        expect(await page.getByLabel(t.to, { exact: true }).inputValue()).toBe(DAYS[2]);
        await page.getByRole('button', { name: `${t.download} csv` }).click();
        await page.getByRole('link', { name: 'data.csv' }).waitFor();
        expect(await page.locator('.problem-box').count()).toBe(0);
        expect([desk.person.elsewhere, desk.person.complaints]).toEqual([[], []]);
      },
      TIMEOUT,
    );
  });
}
