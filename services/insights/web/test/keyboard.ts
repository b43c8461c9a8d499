import type { Page } from 'playwright-core';
import { contractTexts } from '../src/console/contracts/contracts.texts';
import { exploreTexts } from '../src/explore/explore.texts';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { admin } from '../../test/insights';
import { AtTheExplorer } from './at-the-explorer';
import { PASSWORD } from './page-stack';
import { DAYS, FIRST } from './town';
import type { Running } from './work';

const TIMEOUT = 120_000;
/** More stops than any page here has. */
const MOST_STOPS = 200;

/** What has the focus, as somebody sees and hears it. */
interface Stop {
  readonly name: string;
  readonly isSeen: boolean;
}

/** Whole tasks without a mouse; wherever the focus is, it is seen. */
export function tellTheKeyboard(running: () => Running): void {
  test.each(['en', 'de'] as const)(
    'by keyboard alone an analyst asks, moves the day and reads, in %s; everything on the page is reached, and seen where it is',
    async (language) => {
      const { pages, browser } = running();
      const t = exploreTexts[language];
      const { account } = await pages.addAnalyst(`kim-${language}`, ['presence', 'visitors'], { from: FIRST });
      const person = await PersonAtAPage.open(browser, pages.url, { language });
      const desk = new AtTheExplorer(person, language);
      const { page } = person;
      await person.logIn(`/explore?from=${DAYS[0]}&to=${DAYS[2]}`, account);
      await page.getByRole('checkbox').first().waitFor();
      await person.task(`${language}: visitors of a zone, by keyboard`, async () => {
        await tabTo(page, new RegExp(`^${t.question}`));
        while ((await page.getByLabel(t.question, { exact: true }).inputValue()) !== 'visitors') {
          await page.keyboard.press('ArrowDown');
        }
        await tabTo(page, /^Zone centre$/);
        await page.keyboard.press('Space');
        await tabTo(page, new RegExp(`^${t.show}$`));
        await page.keyboard.press('Enter');
        await page.locator('[data-answer=visitors] tbody .interval').nth(2).waitFor();
        await tabTo(page, new RegExp(`^${t.moment}`));
        await page.keyboard.press('ArrowRight');
        await page
          .locator('.slider')
          .filter({ hasText: desk.format.day(DAYS[1]!) })
          .waitFor();
      });
      expect(await walk(page)).toEqual({ unseen: [], unreached: [] });
      expect([person.elsewhere, person.complaints]).toEqual([[], []]);
      await person.close();
    },
    TIMEOUT,
  );

  test.each(['en', 'de'] as const)(
    'by keyboard alone a second person puts a contract in force, in %s',
    async (language) => {
      const { pages, browser } = running();
      const { insights } = pages;
      const t = contractTexts[language];
      const clientId = await insights.createClient();
      const contractId = await insights.draft(clientId, { products: ['presence'] });
      for (const step of ['offer', 'sign']) await insights.step(admin, step, contractId);
      await insights.attest(contractId);
      const anton = new AtTheConsole(await PersonAtAPage.open(browser, pages.url, { language }));
      const { page } = anton.person;
      const account = { id: 'anton-approver', password: PASSWORD };
      await anton.person.logIn(`/console?view=contract&contract=${contractId}`, account);
      await anton.isThere();
      expect(await walk(page)).toEqual({ unseen: [], unreached: [] });
      await anton.person.task(`${language}: approver, puts a contract in force by keyboard`, async () => {
        await tabTo(page, new RegExp(`^${t.activate} …$`));
        await page.keyboard.press('Enter');
        await page.locator('.step form').waitFor();
        await tabTo(page, new RegExp(`^${t.activate}$`));
        await page.keyboard.press('Enter');
        await anton.reads(new RegExp(`^${t.done.activate}`));
      });
      await anton.person.close();
    },
    TIMEOUT,
  );
}

/** Goes on with the tab key until what has this name has the focus, which is then seen. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    const stop = await readStop(page);
    if (name.test(stop.name)) return expect(stop).toEqual({ ...stop, isSeen: true });
    await page.keyboard.press('Tab');
  }
  throw new Error(`the tab key never comes to ${name}`);
}

/** Once around the page: where the focus is not seen, and what is never reached. */
async function walk(page: Page): Promise<{ unseen: string[]; unreached: string[] }> {
  const unseen: string[] = [];
  // From wherever it is to the end of the page, then once more from its beginning.
  let laps = 0;
  for (let stops = 0; laps < 2 && stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab');
    const { name, isSeen } = await readStop(page);
    if (name === 'BODY') laps += 1;
    else if (!isSeen) unseen.push(name);
  }
  expect(laps).toBe(2);
  const unreached = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    );
    const isOff = (one: HTMLElement) => !one.checkVisibility() || one.matches(':disabled');
    // Of choices of one name the chosen one stands for all.
    const isOther = (one: HTMLElement) => one instanceof HTMLInputElement && one.type === 'radio' && !one.checked;
    return [...all]
      .filter((one) => !isOff(one) && !isOther(one) && !('wasReached' in one.dataset))
      .map((one) => one.outerHTML.slice(0, 120));
  });
  return { unseen, unreached };
}

/** An outline that is not cut off, or its like; a place is noted as reached. */
function readStop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    if (element === document.body) return { name: 'BODY', isSeen: true };
    element.dataset['wasReached'] = '';
    const labels = [...((element as HTMLInputElement).labels ?? [])].map(({ innerText }) => innerText);
    const name = (element.getAttribute('aria-label') ?? labels[0] ?? element.innerText).trim();
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const reach = parseFloat(outlineOffset) + parseFloat(outlineWidth);
    let isCutOff = false;
    for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
      const { overflow, contain } = getComputedStyle(around);
      if (overflow === 'visible' && !/content|paint|strict/.test(contain)) continue;
      const { left, top, right, bottom } = around.getBoundingClientRect();
      const isWithin = box.left - reach >= left || box.top - reach >= top;
      isCutOff ||= !isWithin && box.right + reach > right && box.bottom + reach > bottom;
    }
    const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    return { name, isSeen: isOnScreen && isOutlined && !isCutOff };
  });
}
