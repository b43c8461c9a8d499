import { clientTexts } from '../src/console/clients/clients.texts';
import { contractTexts } from '../src/console/contracts/contracts.texts';
import { termsTexts } from '../src/console/contracts/terms.texts';
import { kitTexts } from '../src/console/kit/kit.texts';
import { exploreTexts } from '../src/explore/explore.texts';
import { sharedTexts } from '../src/shared/texts/shared.texts';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { visitorsArtefact } from '../../test/artefacts';
import { AtTheExplorer, type Figures } from './at-the-explorer';
import { PASSWORD } from './page-stack';
import { ACTION, FIRST, HOSTILE } from './town';
import type { Running } from './work';

interface LocationError {
  readonly median: number;
  readonly p90: number;
}
const TIMEOUT = 120_000;
const SLOW_MS = 2_500;
const FIGURES = 'values lows highs';
const exactly = (text: string) => new RegExp(`^${text}$`);

/** The rest of what the explorer and the console promise. */
export function tellTheFurther(running: () => Running): void {
  describe.each(['en', 'de'] as const)('further at the explorer, in %s', (language) => {
    const t = exploreTexts[language];
    let desk: AtTheExplorer;
    let program: <Answer>(question: string) => Promise<Answer>;

    beforeAll(async () => {
      const { pages, browser } = running();
      const analyst = await pages.addAnalyst(`fay-${language}`, ['visitors', 'frequency'], { from: FIRST });
      program = async (question) =>
        (await pages.insights.ask<{ answer: never }>(analyst.actor, `{ answer: ${question} }`)).answer;
      desk = new AtTheExplorer(await PersonAtAPage.open(browser, pages.url, { language }), language);
      await desk.person.logIn('/explore', analyst.account);
      await desk.page.getByRole('checkbox').first().waitFor();
    }, TIMEOUT);
    afterAll(() => desk?.person.close());

    test(
      'on how many days of the month do they come? The program’s figures, in a chart and a table',
      async () => {
        const rows = await desk.person.task(`${language}: on how many days do they come`, async () => {
          await desk.question('frequency', ['Zone centre']);
          await desk.days('2025-03-01', '2025-03-31');
          return (await desk.show('frequency')).locator('.picture tbody tr').allInnerTexts();
        });
        const bins = await program<(Figures & { bin: string })[]>(
          `frequency(zoneIds: ["centre"], from: "2025-03-01", to: "2025-03-31") { ${FIGURES} bin }`,
        );
        expect(rows).toHaveLength(bins.length);
        for (const { bin, ...figures } of bins) {
          const row = rows.find((text) => text.includes(bin))!;
          for (const text of desk.written(figures, 0)) expect(row).toContain(text);
        }
        await desk.page.locator('.chart svg').first().waitFor();
        expect(await desk.person.violations()).toEqual([]);
      },
      TIMEOUT,
    );

    test(
      'women of 25 to 34 in two zones beside each other: the program’s figures, a line each, and what is behind them',
      async () => {
        await desk.question('visitors', ['Zone centre', 'Zone quarter-1']);
        await desk.days(ACTION.from, ACTION.to);
        await desk.select('age', '25-34');
        await desk.select('gender', 'female');
        const answer = await desk.show('visitors');
        const rows = await answer.locator('.picture tbody tr').allInnerTexts();
        const found = await program<
          (Figures & {
            zone: { name: string };
            releaseIds: string[];
            methodVersion: string;
            locationError: LocationError;
          })[]
        >(
          `visitors(zoneIds: ["centre", "quarter-1"], from: "${ACTION.from}", to: "${ACTION.to}", grain: DAY,
            ages: ["25-34"], genders: ["female"]) { ${FIGURES} zone { name } releaseIds methodVersion
            locationError { median p90 } }`,
        );
        expect(found.flatMap(({ values }) => values).filter((value) => value !== null).length).toBeGreaterThan(7);
        for (const { zone, ...figures } of found) {
          const ofZone = rows.filter((text) => text.includes(zone.name));
          expect(ofZone).toHaveLength(7);
          for (const [day, row] of ofZone.entries()) {
            if (figures.values[day] !== null) expect(row).toContain(desk.written(figures, day)[1]);
          }
        }
        const lines = desk.page.locator('.chart svg [aria-label=line] path');
        await lines.nth(1).waitFor({ state: 'attached' });
        const method = answer.locator('details.method');
        await method.locator('summary').click();
        const behind = await method.innerText();
        const words = sharedTexts[language].method;
        const { methodVersion, releaseIds, locationError } = found[0]!;
        expect(locationError).toEqual(visitorsArtefact().locationError);
        const [median, p90] = [locationError.median, locationError.p90].map(desk.format.share);
        const error = words.locationErrorText(median!, p90!);
        for (const text of [words.locationError, error, words.notRepresented, methodVersion, releaseIds[0]!]) {
          expect(behind).toContain(text);
        }
      },
      TIMEOUT,
    );

    test(
      'what takes longer than a second says so, and for how long, until it is there',
      async () => {
        const { page } = desk;
        await page.route('**/graphql', async (route) => {
          const { operationName } = route.request().postDataJSON() as { operationName: string };
          if (operationName === 'visitors') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
          await route.continue();
        });
        await desk.press('show');
        const progress = page.locator('.explorer .progress');
        await progress.filter({ hasText: sharedTexts[language].seconds(1) }).waitFor();
        expect(await progress.getByRole('status').innerText()).toBe(sharedTexts[language].loading);
        expect(await desk.person.violations()).toEqual([]);
        await progress.waitFor({ state: 'detached' });
        await page.unroute('**/graphql');
      },
      TIMEOUT,
    );

    test(
      'asking by hand is behind the log-in: without one there is the way to it, and no question',
      async () => {
        const { browser, pages } = running();
        const stranger = await PersonAtAPage.open(browser, pages.url, { language });
        await stranger.page.goto(`${pages.url}/explore?view=query`);
        await stranger.page.getByRole('link', { name: /^(Log in|Anmelden)$/ }).waitFor();
        expect(await stranger.page.locator('textarea, .schema').count()).toBe(0);
        const response = await stranger.context.request.post(`${pages.url}/graphql`, {
          headers: { 'x-passant-csrf': '1' },
          data: { query: '{ zones { id } }' },
        });
        expect(response.status()).toBe(401);
        expect(await stranger.violations()).toEqual([]);
        await stranger.close();
        await desk.page.getByRole('button', { name: t.inEditor, exact: true }).waitFor();
      },
      TIMEOUT,
    );

    test('nothing was asked for elsewhere, and the policy had nothing to forbid', () => {
      expect([desk.person.elsewhere, desk.person.complaints]).toEqual([[], []]);
    });
  });

  test.each(['en', 'de'] as const)(
    'at the console, in %s: a log-in that ends loses nothing; clients are searched; a new version shows what it changes',
    async (language) => {
      const { pages, browser } = running();
      const [t, kit, terms] = [clientTexts[language], kitTexts[language], termsTexts[language]];
      const { contractId } = await pages.insights.signUp({ products: ['presence'], figuresPerMonth: 1_000 });
      const ada = new AtTheConsole(await PersonAtAPage.open(browser, pages.url, { language }));
      const { page, context } = ada.person;
      const name = `${HOSTILE} ${language} ${Date.now()}`;
      await ada.person.logIn('/console?view=clients', { id: 'ada-admin', password: PASSWORD });
      await ada.open(new RegExp(`^${t.create}`));
      await ada.fill(exactly(t.name), name);
      await context.clearCookies();
      await ada.press(exactly(t.create));
      await page.locator('.banner').waitFor();
      expect(await page.getByLabel(t.name, { exact: true }).inputValue()).toBe(name);
      const [other] = await Promise.all([context.waitForEvent('page'), page.locator('.banner a').click()]);
      await other.getByLabel('User name').fill('ada-admin');
      await other.getByLabel('Password').fill(PASSWORD);
      await other.getByRole('button', { name: 'Log in' }).click();
      await other.waitForURL(/logged-in/);
      await other.close();
      await page.locator('.banner button').click();
      await page.locator('.banner').waitFor({ state: 'detached' });
      await ada.press(exactly(t.create));
      await ada.heading(name);

      await ada.go('/console?view=clients');
      const rows = page.getByRole('table', { name: t.clients }).locator('tbody tr');
      await rows.nth(1).waitFor();
      await ada.fill(new RegExp(`^${kit.search}`), name.slice(0, -1).toUpperCase());
      await rows.nth(1).waitFor({ state: 'detached' });
      expect(await rows.allInnerTexts()).toEqual([expect.stringContaining(name)]);
      await ada.fill(new RegExp(`^${kit.search}`), 'nobody is called this');
      await ada.reads(exactly(kit.nothingFound));

      await ada.person.task(`${language}: admin, proposes a new version`, async () => {
        await ada.go(`/console?view=amend&contract=${contractId}`);
        await ada.fill(new RegExp(`^${terms.quota}`), '2500');
        await ada.press(exactly(terms.propose));
        await page.locator('ins').filter({ hasText: '2500' }).waitFor();
      });
      await page.locator('del').filter({ hasText: '1000' }).waitFor();
      const changes = page.getByRole('table', { name: contractTexts[language].changes });
      expect(await changes.locator('tbody tr').count()).toBe(1);
      expect(await page.locator('img[src=x]').count()).toBe(0);
      expect(await ada.person.violations()).toEqual([]);
      expect([ada.person.elsewhere, ada.person.complaints]).toEqual([[], []]);
      await ada.person.close();
    },
    TIMEOUT,
  );
}
