import { findBrowser, openBrowser, testStack } from '@passant/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PanelRequestedProcessor } from '../src/panels/panel-requested.processor';
import { ReleasePublishedProcessor } from '../src/releases/release-published.processor';
import { ReleaseUsedProcessor } from '../src/releases/release-used.processor';
import { PAGE_TEXTS_DE } from '../src/texts/page-texts.de';
import { PAGE_TEXTS_EN } from '../src/texts/page-texts.en';
import { ConsentApp, day, MARKET, numberOf } from './consent-app';
import { findViolations, takeScreenshot } from './page-looks';
import { PageOrigin } from './page-origin';

const TEXTS = { de: PAGE_TEXTS_DE, en: PAGE_TEXTS_EN } as const;
const LARGEST_BYTES = 50_000;
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
      [5, 6, 7, 8].map((index) => ({ number: numberOf(index), dataKinds: ['presence', 'movement'] })),
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

  /** A person with a browser of their own; every request that leaves the page's origin, and every page that is too large, is kept. */
  class Visit {
    readonly foreign: string[] = [];
    readonly large: string[] = [];
    readonly policies = new Set<string>();

    private constructor(
      readonly context: BrowserContext,
      readonly page: Page,
    ) {}

    static async begin(language: 'de' | 'en', javaScriptEnabled: boolean, index: number): Promise<Visit> {
      const context = await browser.newContext({
        javaScriptEnabled,
        locale: language,
        viewport: { width: 390, height: 844 },
        extraHTTPHeaders: { 'x-test-address': `198.51.100.${index}` },
      });
      const visit = new Visit(context, await context.newPage());
      context.on('request', (request) => {
        if (!request.url().startsWith(`${origin.url}/`)) visit.foreign.push(request.url());
      });
      context.on('response', async (response) => {
        const body = await response.body().catch(() => Buffer.alloc(0));
        if (body.length > LARGEST_BYTES) visit.large.push(`${response.url()}: ${body.length}`);
        visit.policies.add(response.headers()['content-security-policy'] ?? '');
      });
      return visit;
    }

    async logIn(language: 'de' | 'en', number: string): Promise<void> {
      const t = TEXTS[language];
      await this.page.goto(`${origin.url}/decide?lang=${language}`);
      await this.page.getByLabel(t.number.label).fill(number);
      await this.page.getByRole('button', { name: t.number.send }).click();
      await this.page.getByLabel(t.code.label, { exact: true }).fill(await consent.codeFor(number));
      await this.page.getByRole('button', { name: t.continue }).click();
      await this.page.getByRole('heading', { name: t.status.heading }).waitFor();
    }
  }

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
      const visit = await Visit.begin(language, javaScript, index);
      const { page } = visit;
      const step = async (name: string): Promise<void> => {
        // The pages are the same bytes without JavaScript: looking once is enough.
        if (!javaScript) return;
        expect([name, await findViolations(page)]).toEqual([name, []]);
        await takeScreenshot(page, `${language}-${name}`);
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
      await follow(t.done.toStatus);
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

  it.each(['de', 'en'] as const)(
    'in %s, from logging in to "everything is withdrawn" it is two clicks, and by keyboard alone too',
    async (language) => {
      const t = TEXTS[language];
      for (const [way, index] of [
        ['clicks', language === 'de' ? 5 : 6],
        ['keys', language === 'de' ? 7 : 8],
      ] as const) {
        const visit = await Visit.begin(language, false, 10 + index);
        const { page } = visit;
        await visit.logIn(language, numberOf(index));
        const status = await page.locator('main').innerText();
        expect(status).toContain(
          t.usage.summary({
            releases: 4,
            from: language === 'de' ? '8. Juni 2026' : '8 June 2026',
            to: language === 'de' ? '8. Juni 2026' : '8 June 2026',
            usedBy: language === 'de' ? 'ein Handelsunternehmen' : 'a retail company',
          }),
        );
        for (const sentence of [...t.status.knowledge, ...t.status.stays]) expect(status).toContain(sentence);
        if (way === 'clicks') {
          await page.getByRole('link', { name: t.status.withdraw, exact: true }).click();
          await takeScreenshot(page, `${language}-20-withdraw`);
          await page.getByRole('button', { name: t.withdraw.confirm }).click();
        } else {
          await tabTo(page, t.status.withdraw);
          await page.keyboard.press('Enter');
          await page.getByRole('heading', { name: t.withdraw.heading, level: 1 }).waitFor();
          await tabTo(page, t.withdraw.confirm);
          await page.keyboard.press('Enter');
        }
        await page.getByRole('heading', { name: t.done.heading, level: 1 }).waitFor();
        expect(await page.locator('main').innerText()).toContain(t.effect.pending(0, 2));
        await takeScreenshot(page, `${language}-21-withdrawn`);
        await page.goto(`${origin.url}/decide/status?lang=${language}`);
        expect(await page.getByRole('link', { name: t.status.withdraw, exact: true }).count()).toBe(0);
        expect([visit.foreign, visit.large]).toEqual([[], []]);
        await visit.context.close();
      }
    },
    300_000,
  );
});

/** Moves on with the Tab key until what is focused has this text; focus is never out of sight. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) > 0 && (await focused.innerText()).trim() === text) {
      expect(await focused.evaluate(readOutline)).toBe('solid');
      return;
    }
  }
  throw new Error(`nothing that says "${text}" can be reached by keyboard`);
}

/** Runs in the browser. */
const readOutline = (element: unknown): string =>
  (globalThis as unknown as { getComputedStyle(of: unknown): { outlineStyle: string } }).getComputedStyle(element)
    .outlineStyle;
