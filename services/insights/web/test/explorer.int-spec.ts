import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@passant/contracts';
import { findBrowser, openBrowser, testStack } from '@passant/testing';
import { type Browser } from 'playwright-core';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { sharedTexts } from '../src/shared/texts/shared.texts';
import { admin } from '../../test/insights';
import { tellAppearance } from './appearance';
import { AtTheExplorer, type Figures } from './at-the-explorer';
import { tellTheCatchment } from './catchment';
import { tellTheDown } from './down';
import { tellTheEmpty } from './empty';
import { tellTheFurther } from './further';
import { tellWhatWasGivenUp } from './given-up';
import { tellTheImporting } from './importing';
import { tellTheKeyboard } from './keyboard';
import { tellManyZones } from './many-zones';
import { PageStack, PASSWORD } from './page-stack';
import { ACTION, DAYS, FIRST, HOSTILE, LAST_WEEK } from './town';
import { tellTwoPeople } from './two-people';
import { tellTheWaiting } from './waiting';
import { tellTheWork } from './work';

const PRODUCTS = ['presence', 'visitors', 'dwell', 'origin', 'affinity', 'flows', 'campaign', 'leaflets', 'forecast'];
const PICTURES = join(__dirname, '..', 'test-results');
const FIRST_VIEW_BYTES = 1_000_000;
const WORDS = {
  en: { show: 'Show', question: 'Question', cost: 'What would it cost?', first: 'First day', last: 'Last day' },
  de: { show: 'Zeigen', question: 'Frage', cost: 'Was würde das kosten?', first: 'Erster Tag', last: 'Letzter Tag' },
};
const stack = testStack({ postgres: true, redis: true });
const hasBrowser = findBrowser();
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
  let desk: AtTheExplorer;
  let contractId: string;
  let actor: Actor;

  beforeAll(async () => {
    const analyst = await pages.addAnalyst(`anna-${language}`, PRODUCTS, { from: FIRST });
    ({ contractId, actor } = analyst);
    anna = await PersonAtAPage.open(browser, pages.url, { language });
    desk = new AtTheExplorer(anna, language);
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

  test('comes in its language, with less than 1 MB to the first view, nothing of it known before', async () => {
    // A browser that has nothing but the log-in, so that every byte comes again.
    const again = await PersonAtAPage.open(browser, pages.url, { language });
    await again.context.addCookies(await anna.context.cookies());
    await again.task(`${language}: from the address to the first view, its map drawn`, async () => {
      await again.page.goto(`${pages.url}/explore?zones=centre&from=${DAYS[0]}&to=${DAYS[2]}`);
      await again.page.locator('.map[data-drawn=true][aria-busy=false]').waitFor();
    });
    const came = await again.page.evaluate(() =>
      (['navigation', 'resource'] as const)
        .flatMap((kind) => performance.getEntriesByType(kind) as PerformanceResourceTiming[])
        .map(({ name, encodedBodySize }) => ({ name, bytes: encodedBodySize })),
    );
    const bytes = came.reduce((sum, one) => sum + one.bytes, 0);
    process.stderr.write(`    first view: ${bytes} bytes in ${came.length} answers\n`);
    // Of a part that was not transferred here the size would be 0.
    for (const part of [
      /\/explore/,
      /\/assets\/explore-/,
      /\/assets\/zone-map-.*js$/,
      /\/assets\/maplibre-gl-worker-/,
    ]) {
      expect(came.find(({ name }) => part.test(name))?.bytes).toBeGreaterThan(0);
    }
    expect(await again.page.locator('html').getAttribute('lang')).toBe(language);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(FIRST_VIEW_BYTES);
    await again.task(`${language}: and on to the first figures, in map, chart and table`, async () => {
      await again.do(() => again.page.getByRole('button', { name: words.show, exact: true }).click());
      await again.page.locator('[data-answer] tbody .interval').first().waitFor();
      await again.page.locator('[data-answer] .map[data-drawn=true][aria-busy=false]').waitFor();
      await again.page.locator('.chart svg').first().waitFor();
    });
    expect([again.elsewhere, again.complaints]).toEqual([[], []]);
    await again.close();
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
    const { number } = desk.format;
    const rows = anna.page.locator('[data-answer=visitors] tbody tr');
    for (const [day, value] of values.entries()) {
      const text = await rows.nth(day).innerText();
      expect(text).toContain(number(value));
      expect(text).toContain(`(${number(lows[day]!)} – ${number(highs[day]!)})`);
    }
    await anna.page.locator('.chart svg').first().waitFor();
    await desk.settle('visitors');
    await anna.keepPicture(join(PICTURES, `explorer-${language}.webp`));
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

  /** What a program gets for a question. */
  const program = async <Answer>(question: string): Promise<Answer> =>
    (await pages.insights.ask<{ answer: Answer }>(actor, `{ answer: ${question} }`)).answer;
  const FIGURES = 'values lows highs';

  test('which hour is fullest? The one that a program finds', async () => {
    const lead = await anna.task(`${language}: which hour is fullest`, async () => {
      await desk.question('presence', ['Zone centre']);
      return (await desk.show('presence')).locator('.lead').innerText();
    });
    const day = LAST_WEEK.at(-1)!;
    const [hours] = await program<(Figures & { starts: string[] })[]>(
      `presence(zoneIds: ["centre"], from: "${day}", to: "${day}", grain: HOUR) { ${FIGURES} starts }`,
    );
    const fullest = hours!.values.indexOf(Math.max(...(hours!.values as number[])));
    expect(desk.format.hour(hours!.starts[fullest]!)).toBe('12:00');
    for (const text of ['12:00', ...desk.written(hours!, fullest)]) expect(lead).toContain(text);
  }, 60_000);

  test('where do they come from? Home areas in the order and with the figures that a program gets', async () => {
    const rows = await anna.task(`${language}: where do they come from`, async () => {
      await desk.question('origin', ['Zone centre']);
      await desk.days(DAYS[2]!, DAYS[2]!);
      return (await desk.show('origin')).locator('tbody tr').allInnerTexts();
    });
    const [catchment] = await program<(Figures & { homeZoneNames: string[]; suppressed: number })[]>(
      `origin(zoneIds: ["centre"], from: "${DAYS[2]}", to: "${DAYS[2]}", grain: DAY, first: 200) { ${FIGURES} homeZoneNames suppressed }`,
    );
    expect(catchment!.homeZoneNames[0]).toBe('Zone quarter-1');
    for (const [index, name] of catchment!.homeZoneNames.entries()) {
      expect(rows[index]).toContain(name);
      if (catchment!.values[index] !== null) expect(rows[index]).toContain(desk.written(catchment!, index)[1]);
    }
    expect(await anna.violations()).toEqual([]);
  }, 60_000);

  test('which ages like it more than the city does? Those above 1, as a program gets them', async () => {
    const rows = await anna.task(`${language}: which age group likes it more than the city does`, async () => {
      await desk.question('affinity', ['Zone centre']);
      return (await desk.show('affinity')).locator('tbody tr').allInnerTexts();
    });
    const [found] = await program<(Figures & { ages: string[] })[]>(
      `affinity(zoneIds: ["centre"], from: "${LAST_WEEK[1]}", to: "${LAST_WEEK[7]}", of: AGE) { ${FIGURES} ages }`,
    );
    const liking = found!.ages.filter((_, index) => (found!.lows[index] ?? 0) > 1);
    expect(liking).toEqual(['18-24', '25-34']);
    for (const age of liking) {
      const row = rows.slice(0, liking.length).find((text) => text.includes(age))!;
      for (const text of desk.written(found!, found!.ages.indexOf(age))) expect(row).toContain(text);
    }
    await anna.page.locator('.chart svg').first().waitFor();
    expect(await anna.violations()).toEqual([]);
  }, 60_000);

  test('which six home areas should get 20,000 leaflets? Those of the program’s plan, with what they reach', async () => {
    const areas = await anna.task(`${language}: which six home areas get 20,000 leaflets`, async () => {
      await desk.question('leaflets', ['Zone centre']);
      const answer = await desk.show('leaflets');
      expect(await answer.locator('[data-areas]').getAttribute('data-areas')).toBe('6');
      return (await answer.locator('tbody tr').allInnerTexts()).slice(0, 6);
    });
    const plan = await program<Plan>(
      `leaflets(zoneIds: ["centre"], from: "${LAST_WEEK[1]}", to: "${LAST_WEEK[7]}", leaflets: 20000, first: 1000) {
        homeZoneNames served shares shareLows shareHighs totals { share shareLow shareHigh leaflets } }`,
    );
    const served = plan.homeZoneNames.filter((_, index) => plan.served[index]! > 0);
    expect(served).toEqual([1, 2, 3, 4, 5, 6].map((quarter) => `Zone quarter-${quarter}`));
    for (const [index, name] of served.entries()) expect(areas[index]).toContain(name);
    const { share, shareLow, shareHigh } = plan.totals;
    const lead = await anna.page.locator('[data-told=leaflets] .lead').innerText();
    for (const text of desk.written({ values: [share], lows: [shareLow], highs: [shareHigh] }, 0, 'share')) {
      expect(lead).toContain(text);
    }
    await anna.page.locator('.picture .chart svg').waitFor();
    expect(await anna.violations()).toEqual([]);
  }, 60_000);

  test.each([
    ['centre', 'DETECTED_INCREASE'],
    ['quarter-6', 'NOT_DETECTABLE'],
  ])(
    'did the campaign of week 2 work, in %s? %s, with the program’s effect, interval and placebos',
    async (id, verdict) => {
      await anna.task(`${language}: did the campaign of week 2 work (${id})`, async () => {
        await desk.question('campaign', [`Zone ${id}`]);
        await desk.days(ACTION.from, ACTION.to);
        const answer = await desk.show('campaign');
        await answer.locator(`[data-verdict=${verdict}]`).waitFor();
      });
      const found = await program<Campaign>(
        `campaign(zoneIds: ["${id}"], from: "${ACTION.from}", to: "${ACTION.to}", weeksBefore: 6) {
        ${FIGURES} verdicts placeboZones placebosAsExtreme earlierChanges controlZones { id } }`,
      );
      expect(found.verdicts[0]).toBe(verdict);
      if (verdict === 'DETECTED_INCREASE') expect(Math.abs(found.values[0]! - 40)).toBeLessThan(4);
      const told = anna.page.locator('[data-told=campaign]');
      const lead = await told.locator('.lead').innerText();
      for (const text of desk.written(found, 0, 'perCent')) expect(lead).toContain(text);
      const text = await told.innerText();
      for (const change of found.earlierChanges) expect(text).toContain(desk.format.perCent(change));
      expect(text).toContain(String(found.placeboZones[0]));
      // Hollow dots for earlier periods, full ones for everybody and each kind that is published.
      const published = found.values.filter((value) => value !== null).length;
      await anna.page
        .locator('.chart svg circle')
        .nth(found.earlierChanges.length + published - 1)
        .waitFor({ state: 'attached' });
      expect(await anna.page.locator('[data-answer=campaign] tbody tr').count()).toBe(found.values.length);
      await anna.keepPicture(join(PICTURES, `campaign-${id}-${language}.webp`));
      expect(await anna.violations()).toEqual([]);
    },
    60_000,
  );

  test('how many will come? The program’s seven days, and how the rule did on known ones', async () => {
    const rows = await anna.task(`${language}: forecast of seven days`, async () => {
      await desk.question('forecast', ['Zone centre']);
      return (await desk.show('forecast')).locator('tbody tr').allInnerTexts();
    });
    const [found] = await program<(Figures & { backtest: { days: number } })[]>(
      `forecast(zoneIds: ["centre"], from: "2025-04-01", weeks: 7) { ${FIGURES} backtest { days } }`,
    );
    expect(rows).toHaveLength(7);
    for (const [day, row] of rows.entries()) expect(row).toContain(desk.written(found!, day)[1]);
    expect(await anna.page.locator('[data-told=forecast]').innerText()).toContain(String(found!.backtest.days));
  }, 60_000);

  test('this week against the last, like for like: the program’s ratio, in a picture around 1', async () => {
    const row = await anna.task(`${language}: compare with the week before`, async () => {
      await desk.question('comparison', ['Zone centre']);
      await desk.days(ACTION.from, ACTION.to);
      return (await desk.show('comparison')).locator('tbody tr').innerText();
    });
    const found = await program<Figures>(
      `comparison(product: "visitors", zoneIds: ["centre"], from: "${ACTION.from}", to: "${ACTION.to}", against: "2025-03-17") { ${FIGURES} }`,
    );
    for (const text of desk.written(found, 0)) expect(row).toContain(text);
    await anna.page.locator('.chart svg circle').first().waitFor({ state: 'attached' });
  }, 60_000);

  test('how long do they stay, in which zones are most? The program’s figures, length by length and zone by zone, with their method', async () => {
    const rowsOf = (product: string) =>
      anna.task(`${language}: ${product}`, async () => {
        await desk.question(product, ['Zone centre', 'Zone quarter-1', 'Zone P-station']);
        await desk.days(DAYS[2]!, DAYS[2]!);
        const answer = await desk.show(product);
        expect(await answer.locator('details.method').count()).toBe(1);
        return answer.locator('.picture tbody tr').allInnerTexts();
      });
    const asked = `zoneIds: ["centre", "quarter-1", "P-station"], from: "${DAYS[2]}", to: "${DAYS[2]}"`;
    const stays = await rowsOf('dwell');
    expect(await anna.violations()).toEqual([]);
    const found = await program<(Figures & { bin: string; zone: { name: string } })[]>(
      `dwell(${asked}, grain: DAY) { ${FIGURES} bin zone { name } }`,
    );
    expect(stays).toHaveLength(found.length);
    const published = found.filter(({ values }) => values[0] !== null);
    expect(published.length).toBeGreaterThan(5);
    for (const { bin, zone, ...figures } of published) {
      const row = stays.find((text) => text.includes(zone.name) && text.includes(bin))!;
      for (const text of desk.written(figures, 0)) expect(row).toContain(text);
    }
    const ranked = await rowsOf('rank');
    const order = await program<Figures & { zones: { name: string }[] }>(
      `rank(${asked}, product: "visitors", first: 1000) { ${FIGURES} zones { name } }`,
    );
    expect(ranked).toHaveLength(order.zones.length);
    for (const [index, { name }] of order.zones.entries()) {
      expect(ranked[index]).toContain(name);
      if (order.values[index] !== null) {
        for (const text of desk.written(order, index)) expect(ranked[index]).toContain(text);
      }
    }
    expect(await anna.violations()).toEqual([]);
  }, 60_000);

  test('people by week and by month: the program’s figures; a month that is not whole is told, not added up', async () => {
    for (const [grain, from, to] of [
      ['WEEK', LAST_WEEK[0]!, LAST_WEEK[6]!],
      ['MONTH', '2025-03-01', '2025-03-31'],
    ] as const) {
      await desk.question('presence', ['Zone centre', 'Zone quarter-1']);
      await desk.select('grain', grain);
      await desk.days(from, to);
      const rows = await (await desk.show('presence')).locator('.picture tbody tr').allInnerTexts();
      const found = await program<(Figures & { zone: { name: string }; statuses: string[] })[]>(
        `presence(zoneIds: ["centre", "quarter-1"], from: "${from}", to: "${to}", grain: ${grain}) { ${FIGURES} statuses zone { name } }`,
      );
      expect(rows).toHaveLength(2);
      for (const { zone, statuses, ...figures } of found) {
        const row = rows.find((text) => text.includes(zone.name))!;
        expect([grain, statuses]).toEqual([grain, [grain === 'WEEK' ? 'PUBLISHED' : 'NO_DATA']]);
        const told = grain === 'WEEK' ? desk.written(figures, 0) : [sharedTexts[language].statuses.NO_DATA];
        for (const text of told) expect(row).toContain(text);
      }
    }
  }, 60_000);

  test('a log-in that ended loses nothing that was typed; after another one it goes on', async () => {
    await desk.question('visitors', ['Zone centre']);
    await desk.days(DAYS[0]!, DAYS[2]!);
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
    // The page learns of it by itself, as it does after each answer.
    await Promise.all([
      anna.page.waitForResponse((response) => response.request().postData()?.includes('"entitlements"') === true),
      anna.page.locator('p:has(meter) button').click(),
    ]);
    await anna.page.getByRole('button', { name: words.show, exact: true }).click();
    await anna.page.locator('.problem-box').filter({ hasText: 'CONTRACT_NOT_ACTIVE' }).waitFor();
    expect(await anna.page.locator('[data-answer=visitors] tbody tr').count()).toBeGreaterThan(0);
  }, 60_000);

  test('nothing was asked for elsewhere, and the policy had nothing to forbid', () => {
    expect([anna.elsewhere, anna.complaints]).toEqual([[], []]);
  });
});

story.each(['en', 'de'] as const)('the explorer of a planning authority, in %s', (language) => {
  let paul: PersonAtAPage;
  let desk: AtTheExplorer;
  let program: <Answer>(question: string) => Promise<Answer>;

  beforeAll(async () => {
    const { account, actor } = await pages.addAnalyst(`paul-${language}`, ['presence', 'flows'], {
      ...{ from: FIRST, purpose: 'public-planning', kindOfBuyer: 'public-planning' },
    });
    program = async (question) =>
      (await pages.insights.ask<{ answer: never }>(actor, `{ answer: ${question} }`)).answer;
    paul = await PersonAtAPage.open(browser, pages.url, { language });
    desk = new AtTheExplorer(paul, language);
    await paul.logIn('/explore', account);
    await paul.page.getByRole('checkbox').first().waitFor();
  }, 180_000);
  afterAll(() => paul?.close());

  test('flows from one district to another on weekday mornings: the mean of a program’s figures', async () => {
    const row = await paul.task(`${language}: flows from A to B on weekday mornings`, async () => {
      await desk.question('flows');
      await desk.days(LAST_WEEK[0]!, LAST_WEEK[7]!);
      await desk.choose('Zone quarter-2');
      await desk.choose('Zone centre', 1);
      await desk.select('dayPart', '06-10');
      await desk.select('days', 'weekdays');
      const answer = await desk.show('flows');
      await desk.unfold('means');
      return answer.locator('.means tbody tr').innerText();
    });
    const found = await program<Figures & { starts: string[] }>(
      `flows(from: "${LAST_WEEK[0]}", to: "${LAST_WEEK[7]}", grain: DAY, fromZoneIds: ["quarter-2"], toZoneIds: ["centre"],
        dayParts: ["06-10"]) { values lows highs starts }`,
    );
    const mornings = [...found.starts.keys()].filter((index) => ![0, 6].includes(localWeekday(found.starts[index]!)));
    expect(mornings).toHaveLength(6);
    const mean = (of: readonly (number | null)[]) => mornings.reduce((sum, index) => sum + of[index]!, 0) / 6;
    const usual = { values: [mean(found.values)], lows: [mean(found.lows)], highs: [mean(found.highs)] };
    for (const text of [...desk.written(usual, 0), '6 / 6']) expect(row).toContain(text);
    expect(await paul.page.locator('[data-answer=flows] .picture tbody tr').count()).toBe(6);
    await desk.settle('flows');
    await paul.keepPicture(join(PICTURES, `flows-${language}.webp`));
    expect(await paul.violations()).toEqual([]);
  }, 60_000);

  test('the busiest zones at 22 h: the order of a program’s figures of that hour', async () => {
    const day = LAST_WEEK[4]!;
    const rows = await paul.task(`${language}: busiest zones at 22 h`, async () => {
      await desk.question('presence');
      await desk.days(day, day);
      await desk.chooseAll();
      const answer = await desk.show('presence');
      await desk.slide('hour', '22:00');
      await desk.pick('moment');
      return answer.locator('.picture tbody tr').allInnerTexts();
    });
    const ids = (await program<{ id: string }[]>('zones { id }')).map(({ id }) => `"${id}"`).join(', ');
    const series = await program<(Figures & { starts: string[]; zone: { name: string } })[]>(
      `presence(zoneIds: [${ids}], from: "${day}", to: "${day}", grain: HOUR) { values lows highs starts zone { name } }`,
    );
    const at = series[0]!.starts.findIndex((start) => desk.format.hour(start) === '22:00');
    const busiest = series
      .filter(({ values }) => values[at] !== null)
      .sort((one, other) => other.values[at]! - one.values[at]!);
    expect(busiest[0]!.zone.name).toBe('Zone quarter-1');
    expect(rows).toHaveLength(series.length);
    for (const [index, { zone, ...figures }] of busiest.slice(0, 5).entries()) {
      expect(rows[index]).toContain(zone.name);
      expect(rows[index]).toContain(desk.written(figures, at)[0]);
    }
    expect(await paul.violations()).toEqual([]);
    expect([paul.elsewhere, paul.complaints]).toEqual([[], []]);
  }, 60_000);

  test('its address shows the same again: question, zones, days and the hour', async () => {
    await paul.page.waitForURL(/at=/);
    await paul.page.reload();
    await paul.page.getByRole('checkbox').first().waitFor();
    await desk.show('presence');
    expect(await paul.page.locator('.slider').last().innerText()).toContain('22:00');
  }, 60_000);
});

story('the rest of the work', () => {
  tellTheWork(() => ({ pages, browser }), PICTURES);
  tellTheFurther(() => ({ pages, browser }));
  tellWhatWasGivenUp(() => ({ pages, browser }));
  tellTheCatchment(() => ({ pages, browser }));
  tellTheDown(() => ({ pages, browser }));
  tellTheEmpty(() => ({ pages, browser }));
  tellTheWaiting(() => ({ pages, browser }));
  tellTheImporting(() => ({ pages, browser }));
  tellTwoPeople(() => ({ pages, browser }));
  tellTheKeyboard(() => ({ pages, browser }));
  tellAppearance(() => ({ pages, browser }));
  tellManyZones(() => ({ pages, browser }));
});

const localWeekday = (start: string): number =>
  new Date(
    `${new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date(start))}T12:00Z`,
  ).getUTCDay();

interface Plan {
  readonly homeZoneNames: readonly string[];
  readonly served: readonly number[];
  readonly totals: { readonly share: number; readonly shareLow: number; readonly shareHigh: number };
}
interface Campaign extends Figures {
  readonly verdicts: readonly string[];
  readonly placeboZones: readonly (number | null)[];
  readonly earlierChanges: readonly number[];
}
