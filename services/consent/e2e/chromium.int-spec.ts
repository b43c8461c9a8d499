import { findBrowser, openBrowser, testStack } from '@passant/testing';
import type { Browser, Page } from 'playwright-core';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { ReleasePublishedProcessor } from '../src/releases/release-published.processor';
import { ReleaseUsedProcessor } from '../src/releases/release-used.processor';
import { RECEIPT_TEXTS } from '../src/receipts/receipt-texts';
import { PAGE_TEXTS_DE } from '../src/texts/page-texts.de';
import { PAGE_TEXTS_EN } from '../src/texts/page-texts.en';
import { ConsentApp, day, MARKET, numberOf } from './consent-app';
import { Keyboard } from './keyboard';
import { findViolations, takeScreenshot } from './page-looks';
import { PageOrigin } from './page-origin';
import { Visit } from './visit';

const TEXTS = { de: PAGE_TEXTS_DE, en: PAGE_TEXTS_EN } as const;
const DAY = day('2026-06-08');

(findBrowser() ? describe : describe.skip)('5.3 the decision page in Chromium', () => {
  const stack = testStack({ postgres: true, redis: true });
  let consent: ConsentApp;
  let origin: PageOrigin;
  let browser: Browser;

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-10T10:00:00Z' });
    await consent.approveMarket();
    await consent.importPeople([1, 2, 3, 4].map((index) => ({ number: numberOf(index), purposes: [] })));
    await consent.importPeople(
      [5, 6, 11, 12, 13, 14].map((index) => ({ number: numberOf(index), dataKinds: ['presence', 'movement'] })),
    );
    await consent.deliver(PanelRequestedProcessor, { market: MARKET, day: DAY });
    for (const [index, product] of ['presence', 'visitors', 'dwell', 'flows'].entries()) {
      const releaseId = `${index}b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11`;
      const release = { releaseId, market: MARKET, period: DAY, product, purpose: 'place-statistics', tables: null };
      await consent.deliver(ReleasePublishedProcessor, release);
      if (index < 2) await consent.deliver(ReleaseUsedProcessor, { releaseId, kindOfBuyer: 'retail' });
    }
    origin = await PageOrigin.open(consent.origin);
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await origin.close();
    await consent.close();
  });

  const begin = (language: 'de' | 'en', javaScriptEnabled: boolean, index: number): Promise<Visit> =>
    Visit.begin(browser, { url: origin.url, language, javaScriptEnabled, index });

  const cases = [
    ['de', true, 1],
    ['de', false, 2],
    ['en', true, 3],
    ['en', false, 4],
  ] as const;

  it.each(cases)(
    'in %s (JavaScript: %s): asked, answered, renewed, paused, withdrawn; accessible at every step',
    async (language, javaScript, index) => {
      const t = TEXTS[language];
      const number = numberOf(index);
      const visit = await begin(language, javaScript, index);
      const { page } = visit;
      const step = async (name: string): Promise<void> => {
        await takeScreenshot(page, `${language}-${javaScript ? '' : 'without-javascript-'}${name}`);
        // The pages are the same bytes without JavaScript: to judge them once is enough.
        if (javaScript) expect([name, await findViolations(page)]).toEqual([name, []]);
      };
      const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
      const follow = (name: string) => page.getByRole('link', { name, exact: true }).click();
      const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

      await page.goto(`${origin.url}/decide?lang=${language}`);
      await step('01-number');
      await page.getByLabel(t.number.label).fill('030 1234567');
      await press(t.number.send);
      await page.getByRole('alert').waitFor();
      await step('02-number-refused');
      await page.getByLabel(t.number.label).fill(number.replace('+49', '0'));
      await press(t.number.send);
      await heading(t.code.heading);
      await step('03-code');
      await page.getByLabel(t.code.label, { exact: true }).fill('12345x');
      await press(t.continue);
      await page.getByRole('alert').waitFor();
      await step('04-code-refused');
      await page.getByLabel(t.code.label, { exact: true }).fill(await consent.codeFor(number));
      await press(t.continue);
      await heading(t.status.heading);
      // Nobody is pressed: three answers of one size, and what it earns is said before.
      const answers = page.locator('section .equal > *:visible');
      const boxes = await Promise.all((await answers.all()).map((each) => each.boundingBox()));
      expect(boxes.map((box) => [box!.width, box!.height])).toEqual(
        [boxes[0], boxes[0], boxes[0]].map((box) => [box!.width, box!.height]),
      );
      expect(await page.locator('section').innerText()).toContain(t.rewards.none);
      await step('05-asked');
      await press(t.ask.later);
      await heading(t.ask.later);
      await step('06-not-now');
      await follow(t.done.toStatus);
      expect(await page.getByRole('heading', { name: t.ask.heading }).count()).toBe(0);
      await step('07-status');
      await follow(t.status.change);
      await heading(t.change.heading);
      await step('08-change');
      await press(t.continue);
      await page.getByRole('alert').waitFor();
      await step('09-change-refused');
      await page.locator('input[type=radio][value=allow]').first().check();
      await press(t.continue);
      await heading(t.check.heading);
      await step('10-check');
      await press(t.check.confirm);
      await heading(t.done.heading);
      await step('11-recorded');
      const receiptHeading = await toReceiptHeading(page, language);
      await follow(t.done.receipt);
      await heading(receiptHeading);
      await step('11-receipt');
      await follow(RECEIPT_TEXTS[language].back);
      expect(await page.locator('main').innerText()).toMatch(new RegExp(`^${t.status.states.given}$`, 'm'));
      await follow(t.status.renew);
      await heading(t.renew.heading);
      await step('12-renew');
      await press(t.renew.confirm);
      await heading(t.done.heading);
      await follow(t.done.toStatus);
      await follow(t.pause.heading);
      await heading(t.pause.heading);
      await step('13-pause');
      await page.getByLabel(t.pause.lengths[2]!.text, { exact: true }).check();
      await press(t.pause.submit);
      await heading(t.done.heading);
      await step('14-paused');
      await follow(t.done.toStatus);
      expect(await page.locator('main').innerText()).toContain(t.effect.pending(0, 2));
      await step('15-status-paused');
      await press(t.pause.resume);
      await follow(t.done.toStatus);
      await follow(t.user.heading);
      await heading(t.user.heading);
      await step('16-user');
      await page.getByLabel(t.user.minor, { exact: true }).check();
      await press(t.user.submit);
      await follow(t.done.toStatus);
      expect(await page.locator('main').innerText()).toContain(t.user.isMinor);
      await step('17-status-under-18');
      await press(t.signOut);
      await heading(t.ended.heading);
      await step('18-signed-out');
      await page.goto(`${origin.url}/decide/letter?lang=${language}`);
      await step('19-letter');
      expect([visit.foreign, visit.large]).toEqual([[], []]);
      // Redirects have the service’s own policy, pages theirs with the hash of their style.
      expect([...visit.policies].filter((policy) => !policy.startsWith("default-src 'none'"))).toEqual([]);
      await visit.context.close();
    },
    300_000,
  );

  it.each(cases)(
    'in %s (JavaScript: %s), from logging in to "everything is withdrawn" it is two clicks, and all that was asked is answered',
    async (language, javaScript, index) => {
      const t = TEXTS[language];
      const visit = await begin(language, javaScript, 10 + index);
      const { page } = visit;
      const step = (name: string) =>
        takeScreenshot(page, `${language}-${javaScript ? '' : 'without-javascript-'}${name}`);
      await visit.logIn(numberOf(10 + index), () => consent.codeFor(numberOf(10 + index)));
      await step('20-status-permitting');
      const status = await page.locator('main').innerText();
      const day = language === 'de' ? '8. Juni 2026' : '8 June 2026';
      const usedBy = language === 'de' ? 'ein Handelsunternehmen' : 'a retail company';
      expect(status).toContain(t.usage.summary({ releases: 4, from: day, to: day, usedBy }));
      for (const sentence of [...t.status.knowledge, ...t.status.stays]) expect(status).toContain(sentence);
      await page.getByRole('link', { name: t.status.withdraw, exact: true }).click();
      await step('21-withdraw');
      await page.getByRole('button', { name: t.withdraw.confirm }).click();
      await page.getByRole('heading', { name: t.done.heading, level: 1 }).waitFor();
      expect(await page.locator('main').innerText()).toContain(t.effect.pending(0, 2));
      await step('22-withdrawn');
      await visit.open('/decide/status');
      expect(await page.getByRole('link', { name: t.status.withdraw, exact: true }).count()).toBe(0);
      expect([visit.foreign, visit.large]).toEqual([[], []]);
      await visit.context.close();
    },
    300_000,
  );

  it.each([
    ['de', 5],
    ['en', 6],
  ] as const)(
    'in %s, by keyboard alone, every step: reached in the order of reading, and one sees where one is',
    async (language, index) => {
      const t = TEXTS[language];
      const visit = await begin(language, false, 20 + index);
      const { page } = visit;
      const keys = new Keyboard(page);
      const arrive = (heading: string) => page.getByRole('heading', { name: heading, level: 1, exact: true }).waitFor();
      const at = async (heading: string): Promise<void> => {
        await arrive(heading);
        expect([heading, await keys.findProblems()]).toEqual([heading, []]);
      };
      await page.setContent(HARD_TO_USE);
      expect(await keys.findProblems()).toEqual([
        'cannot be reached: never',
        'out of order: second',
        'focus cannot be seen: hidden',
      ]);
      await visit.open('/decide');
      await at(t.number.heading);
      await keys.type(t.number.label, numberOf(index));
      await keys.press(t.number.send);
      await at(t.code.heading);
      await keys.type(t.code.label, await consent.codeFor(numberOf(index)));
      await keys.press(t.continue);
      await at(t.status.heading);
      await keys.press(t.status.change);
      await at(t.change.heading);
      await keys.choose('public-planning.home-area', 'allow');
      await keys.press(t.continue);
      await at(t.check.heading);
      await keys.press(t.check.confirm);
      await at(t.done.heading);
      const receiptHeading = await toReceiptHeading(page, language);
      await keys.press(t.done.receipt);
      await at(receiptHeading);
      await keys.press(RECEIPT_TEXTS[language].back);
      await at(t.status.heading);
      expect(await page.locator('table').last().innerText()).toContain(t.history.receipt);
      await keys.press(t.pause.heading);
      await at(t.pause.heading);
      await keys.choose('hours', String(t.pause.lengths[2]!.hours));
      await keys.press(t.pause.submit);
      await at(t.done.heading);
      await keys.press(t.done.toStatus);
      await at(t.status.heading);
      await keys.press(t.pause.resume);
      await at(t.pause.resume);
      await keys.press(t.done.toStatus);
      await arrive(t.status.heading);
      await keys.press(t.user.heading);
      await at(t.user.heading);
      await keys.press(t.back);
      await arrive(t.status.heading);
      await keys.press(t.status.withdraw);
      await at(t.withdraw.heading);
      await keys.press(t.withdraw.confirm);
      await at(t.done.heading);
      expect(await page.locator('main').innerText()).toContain(t.effect.pending(0, 2));
      await keys.press(t.signOut);
      await at(t.ended.heading);
      await visit.context.close();
    },
    300_000,
  );
});

/** What stands above the receipt to which the confirmation leads. */
const toReceiptHeading = async (page: Page, language: 'de' | 'en'): Promise<string> =>
  RECEIPT_TEXTS[language].heading(await page.locator('.reference').innerText());

/** What must be found, or nothing would be found on ours either. */
const HARD_TO_USE = `<!doctype html><html lang="en"><title>Hard</title><button tabindex="-1">never</button><button>second</button>
  <button tabindex="1">first</button><button style="outline:none">hidden</button></html>`;
