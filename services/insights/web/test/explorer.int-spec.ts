import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { type Browser } from 'playwright-core';
import { hasBrowser, openBrowser } from '../../../../gateway/e2e/support/browser';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { admin } from '../../test/insights';
import { makeFormat } from '../src/shared/texts/format';
import { DAYS, HOSTILE, PageStack, PASSWORD } from './page-stack';

const PRODUCTS = ['presence', 'visitors', 'dwell', 'origin', 'affinity', 'flows', 'campaign', 'leaflets'];
const PICTURES = join(__dirname, '..', 'test-results');
const FIRST_VIEW_BYTES = 1_000_000;
const WORDS = {
  en: { show: 'Show', question: 'Question', cost: 'What would it cost?', first: 'First day', last: 'Last day' },
  de: { show: 'Zeigen', question: 'Frage', cost: 'Was würde das kosten?', first: 'Erster Tag', last: 'Letzter Tag' },
};
const stack = testStack({ postgres: true, redis: true });
const story = hasBrowser ? describe : describe.skip;

let pages: PageStack;
let browser: Browser;

beforeAll(async () => {
  if (!hasBrowser) return;
  mkdirSync(PICTURES, { recursive: true });
  pages = await PageStack.start(stack);
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await pages?.stop();
}, 60_000);

story.each(['en', 'de'] as const)('the explorer in %s', (language) => {
  const words = WORDS[language];
  let anna: PersonAtAPage;
  let contractId: string;
  let actor: Actor;

  beforeAll(async () => {
    const analyst = await pages.addAnalyst(`anna-${language}`, PRODUCTS);
    ({ contractId, actor } = analyst);
    anna = await PersonAtAPage.open(browser, pages.url, { language });
    await anna.logIn(`/explore?from=${DAYS[0]}&to=${DAYS[2]}`, analyst.account);
    await anna.page.getByRole('button', { name: words.show, exact: true }).waitFor();
  }, 180_000);
  afterAll(() => anna?.close());

  const choose = async (product: string) => {
    await anna.do(() => anna.page.getByLabel(words.question).selectOption(product));
    for (const [label, day] of [
      [words.first, DAYS[0]!],
      [words.last, DAYS[2]!],
    ] as const) {
      await anna.page.getByLabel(label).fill(day);
    }
  };
  const show = async (product: string) => {
    await anna.do(() => anna.page.getByRole('button', { name: words.show, exact: true }).click());
    const answer = anna.page.locator(`[data-answer=${product}]`);
    await answer.waitFor();
    return answer;
  };

  test('comes in its language, with less than 1 MB to the first view, and asks nobody else', async () => {
    expect(await anna.page.locator('html').getAttribute('lang')).toBe(language);
    await anna.page.locator('.map[data-drawn=true]').waitFor();
    const bytes = await anna.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .reduce((sum, one) => sum + (one as PerformanceResourceTiming).encodedBodySize, 0),
    );
    process.stderr.write(`    first view: ${bytes} bytes\n`);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(FIRST_VIEW_BYTES);
  }, 60_000);

  test('says what is missing before it asks, and what it would cost', async () => {
    await anna.page.getByRole('button', { name: words.show, exact: true }).click();
    await anna.page.locator('fieldset .problem').waitFor();
    await anna.page.getByRole('checkbox', { name: 'Zone centre' }).check();
    await anna.page.getByRole('button', { name: words.cost }).click();
    await anna.page.locator('form [role=status]').filter({ hasText: '3' }).waitFor();
  }, 60_000);

  test('how many people a day, and how sure? The same figures stand in a table with their intervals', async () => {
    await anna.task(`${language}: visitors of a zone`, async () => {
      await choose('visitors');
      const answer = await show('visitors');
      await answer.locator('tbody tr').nth(2).waitFor();
      expect(await answer.locator('tbody tr').count()).toBe(DAYS.length);
      expect(await answer.locator('tbody .interval').count()).toBe(DAYS.length);
    });
    // What a program gets for the same question.
    const { visitors } = await pages.insights.ask<{
      visitors: { values: number[]; lows: number[]; highs: number[] }[];
    }>(
      actor,
      `{ visitors(zoneIds: ["centre"], from: "${DAYS[0]}", to: "${DAYS[2]}", grain: DAY) { values lows highs } }`,
    );
    const { values, lows, highs } = visitors[0]!;
    const { number } = makeFormat(language);
    const rows = anna.page.locator('[data-answer=visitors] tbody tr');
    for (const [day, value] of values.entries()) {
      const text = await rows.nth(day).innerText();
      expect(text).toContain(number(value));
      expect(text).toContain(`(${number(lows[day]!)} – ${number(highs[day]!)})`);
    }
    await anna.page.locator('.chart svg').first().waitFor();
    await anna.page.screenshot({ path: join(PICTURES, `explorer-${language}.png`) });
    expect(await anna.violations()).toEqual([]);
  }, 60_000);

  test('suppressed is a word and a mark, never a zero; a hostile name is text', async () => {
    await anna.page.getByRole('checkbox', { name: 'Zone P-station' }).check();
    await anna.page.getByRole('checkbox', { name: HOSTILE }).check();
    const answer = await show('visitors');
    await answer.locator('tbody .mark.suppressed').first().waitFor();
    expect(await answer.locator('tbody th').filter({ hasText: '<img src=x' }).count()).toBe(DAYS.length);
    expect(await anna.page.title()).toMatch(/^Passant/);
    expect(await anna.page.locator('img[src=x]').count()).toBe(0);
  }, 60_000);

  test.each([
    ['presence', 'which hour is fullest'],
    ['origin', 'where do they come from'],
    ['affinity', 'which ages like it more than the city does'],
    ['dwell', 'how long do they stay'],
    ['leaflets', 'which home areas get the leaflets'],
    ['flows', 'which ways do people go'],
    ['rank', 'which zones are busiest'],
  ])(
    '%s: %s',
    async (product, name) => {
      await anna.task(`${language}: ${name}`, async () => {
        await choose(product);
        const answer = await show(product);
        await answer.locator('tbody tr').first().waitFor();
        expect(await answer.locator('details.method').count()).toBe(1);
      });
      expect(await anna.violations()).toEqual([]);
    },
    60_000,
  );

  test('a log-in that ended loses nothing that was typed; after another one it goes on', async () => {
    await choose('visitors');
    await anna.context.clearCookies();
    await anna.page.getByRole('button', { name: words.show, exact: true }).click();
    await anna.page.locator('.banner').waitFor();
    expect(await anna.page.getByRole('checkbox', { name: 'Zone centre' }).isChecked()).toBe(true);
    const [other] = await Promise.all([anna.context.waitForEvent('page'), anna.page.locator('.banner a').click()]);
    await other.getByLabel('User name').fill(`anna-${language}`);
    await other.getByLabel('Password').fill(PASSWORD);
    await other.getByRole('button', { name: 'Log in' }).click();
    await other.waitForURL(/logged-in/);
    await other.close();
    await anna.page.locator('.banner button').click();
    await anna.page.locator('.banner').waitFor({ state: 'detached' });
    await show('visitors');
  }, 60_000);

  test('a contract that is suspended meanwhile says so, and what stands there stays', async () => {
    await pages.insights.step(admin, 'suspend', contractId);
    await anna.page.getByRole('button', { name: words.show, exact: true }).click();
    await anna.page.locator('.problem-box').filter({ hasText: 'CONTRACT_NOT_ACTIVE' }).waitFor();
    expect(await anna.page.locator('[data-answer=visitors] tbody tr').count()).toBeGreaterThan(0);
  }, 60_000);

  test('nothing was asked for elsewhere, and the policy had nothing to forbid', () => {
    expect([anna.elsewhere, anna.complaints]).toEqual([[], []]);
  });
});
