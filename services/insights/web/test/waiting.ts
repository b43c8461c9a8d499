import { clientTexts } from '../src/console/clients/clients.texts';
import { kitTexts } from '../src/console/kit/kit.texts';
import { exploreTexts } from '../src/explore/explore.texts';
import { sharedTexts } from '../src/shared/texts/shared.texts';
import type { Page } from 'playwright-core';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { AtTheExplorer } from './at-the-explorer';
import { PASSWORD } from './page-stack';
import { DAYS, FIRST } from './town';
import type { Running } from './work';

const TIMEOUT = 120_000;
const GRAPH = '**/graphql';
const texts = { ...sharedTexts.en, underWay: kitTexts.en.underWay };

/** While nothing is answered the page says what goes on and, after a second, for how long. */
async function whileHeld(page: Page, start: () => Promise<unknown>, says = texts.loading): Promise<void> {
  let release = (): void => undefined;
  const answered = new Promise<void>((resolve) => (release = resolve));
  await page.route(GRAPH, async (route) => {
    await answered;
    // What was asked by a page that is left already needs no answer.
    await route.continue().catch(() => undefined);
  });
  try {
    await start();
    const progress = page
      .locator('.progress')
      .filter({ hasText: says })
      .filter({ hasText: texts.seconds(1) });
    await progress.first().waitFor();
    expect(await progress.first().getByRole('status').innerText()).toBe(says);
  } finally {
    release();
  }
  await page.locator('main .progress').first().waitFor({ state: 'detached' });
  await page.unroute(GRAPH);
}

/** Whatever takes longer than a second. */
export function tellTheWaiting(running: () => Running): void {
  test(
    'every view of the console, and a step, tells how long it has been waiting',
    async () => {
      const { pages, browser } = running();
      const open = async (id: string) => {
        const staff = new AtTheConsole(await PersonAtAPage.open(browser, pages.url, { language: 'en' }));
        await staff.person.logIn('/console', { id, password: PASSWORD });
        return staff;
      };
      const [ada, petra] = [await open('ada-admin'), await open('petra-privacy')];
      const { contractId, clientId } = await pages.insights.signUp({ products: ['visitors'], from: FIRST });
      const about = `client=${clientId}&contract=${contractId}&market=leipzig`;
      const { page } = ada.person;
      for (const view of ['clients', 'client', 'draft', 'contract', 'amend', 'usage', 'markets', 'stops', 'releases'])
        await whileHeld(page, () => ada.go(`/console?view=${view}&${about}`));
      for (const view of ['imports', 'queues', 'acts'])
        await whileHeld(page, () => ada.go(`/console?view=${view}&${about}`));
      await whileHeld(petra.person.page, () => petra.go('/console?view=complaints'));

      await ada.go('/console?view=clients');
      const name = new RegExp(`^${clientTexts.en.create}`);
      await ada.open(name);
      await page.locator('.step form input').first().fill('Waiting Ltd');
      await whileHeld(page, () => ada.press(name), texts.underWay);
      await page.getByText(clientTexts.en.created('Waiting Ltd')).first().waitFor();
      for (const { person } of [ada, petra]) {
        expect([person.elsewhere, person.complaints]).toEqual([[], []]);
        await person.close();
      }
    },
    TIMEOUT,
  );

  test(
    'the explorer tells how long its contract, a price and figures have been asked for',
    async () => {
      const { pages, browser } = running();
      const t = exploreTexts.en;
      const { account } = await pages.addAnalyst('willa-en', ['visitors'], { from: FIRST });
      const desk = new AtTheExplorer(await PersonAtAPage.open(browser, pages.url, { language: 'en' }), 'en');
      await desk.person.logIn('/explore', account);
      await whileHeld(desk.page, () => desk.page.reload());
      await desk.question('visitors', ['Zone centre']);
      await desk.days(DAYS[0]!, DAYS[1]!);
      for (const label of ['cost', 'show'] as const) await whileHeld(desk.page, () => desk.press(label));
      await desk.page.getByRole('heading', { name: t.title, level: 1 }).waitFor();
      expect([desk.person.elsewhere, desk.person.complaints]).toEqual([[], []]);
      await desk.person.close();
    },
    TIMEOUT,
  );
}
