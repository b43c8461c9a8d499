import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { exploreTexts } from '../src/explore/explore.texts';
import { workTexts } from '../src/explore/work.texts';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { AtTheExplorer, type Figures } from './at-the-explorer';
import { bill } from './bill';
import { tellTheDryRun, tellTheRest } from './one-service';
import { type PageStack, PASSWORD } from './page-stack';
import { ACTION, FIRST, HOSTILE, LAST_WEEK } from './town';

export interface Running {
  readonly pages: PageStack;
  readonly browser: Browser;
}
const PRODUCTS = ['presence', 'visitors', 'flows', 'campaign'];
const FORMATS = { csv: /^zone,|zoneId|zone_id/m, geojson: /"FeatureCollection"/, parquet: /^PAR1/ };
const TIMEOUT = 90_000;

/** Keeping, taking away and asking by hand: what an analyst does beside looking. */
export function tellTheWork(running: () => Running, pictures: string): void {
  describe.each(['en', 'de'] as const)('what an analyst keeps, takes away and asks by hand, in %s', (language) => {
    const [t, w] = [exploreTexts[language], workTexts[language]];
    let desk: AtTheExplorer;
    let program: <Answer>(question: string) => Promise<Answer>;
    let contractId: string;

    beforeAll(async () => {
      const { pages, browser } = running();
      const analyst = await pages.addAnalyst(`wanda-${language}`, PRODUCTS, { from: FIRST });
      contractId = analyst.contractId;
      program = async (question) =>
        (await pages.insights.ask<{ answer: never }>(analyst.actor, `{ answer: ${question} }`)).answer;
      desk = new AtTheExplorer(await PersonAtAPage.open(browser, pages.url, { language }), language);
      await desk.person.logIn('/explore', analyst.account);
      await desk.page.getByRole('checkbox').first().waitFor();
    }, TIMEOUT);
    afterAll(() => desk?.person.close());

    test.each(['csv', 'geojson', 'parquet'] as const)(
      'the answer as %s, with its method sheet',
      async (format) => {
        await desk.person.task(`${language}: a file of flows (${format})`, async () => {
          await desk.question('flows');
          await desk.days(LAST_WEEK[7]!, LAST_WEEK[7]!);
          await desk.show('flows');
          await desk.person.do(() => desk.page.getByRole('button', { name: `${t.download} ${format}` }).click());
          await desk.page.getByRole('link', { name: `data.${format}` }).waitFor();
        });
        const read = async (name: string) => {
          const [file] = await Promise.all([
            desk.page.waitForEvent('download'),
            desk.page.getByRole('link', { name }).click(),
          ]);
          const chunks: Buffer[] = [];
          for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
          return Buffer.concat(chunks).toString('latin1');
        };
        expect(await read(`data.${format}`)).toMatch(FORMATS[format]);
        expect(await read('method.json')).toMatch(/"product":\s*"flows"/);
      },
      TIMEOUT,
    );

    test(
      'a view is kept by a name, hostile or not, is there after another log-in, and holds no figure',
      async () => {
        await desk.person.task(`${language}: save a view, come back to it`, async () => {
          await desk.question('campaign', ['Zone centre']);
          await desk.days(ACTION.from, ACTION.to);
          await desk.person.do(() => desk.page.locator('.saved summary').click());
          await desk.fill(w.name, HOSTILE);
          await desk.person.do(() => desk.page.getByRole('button', { name: w.save, exact: true }).click());
          await desk.person.do(() => desk.page.goto(`${desk.person.url}/explore`));
          await desk.page.locator('.saved summary').click();
          await desk.person.do(() => desk.page.getByRole('link', { name: HOSTILE }).click());
          await desk.page.getByLabel(t.from, { exact: true }).waitFor();
        });
        expect(await desk.page.getByLabel(t.from, { exact: true }).inputValue()).toBe(ACTION.from);
        expect(await desk.page.getByRole('checkbox', { name: 'Zone centre', exact: true }).isChecked()).toBe(true);
        const kept = await desk.page.evaluate(() => JSON.stringify(localStorage));
        expect(kept).toContain('passant.views');
        expect(kept).not.toMatch(/values|statuses/);
        expect(await desk.page.locator('img[src=x]').count()).toBe(0);
        expect(await desk.person.violations()).toEqual([]);
      },
      TIMEOUT,
    );

    test(
      'a dear question tells its price before it is asked, and is asked by a second press',
      async () => {
        await desk.question('presence');
        await desk.chooseAll();
        await desk.select('grain', 'HOUR');
        await desk.days(LAST_WEEK[0]!, LAST_WEEK[7]!);
        await desk.press('show');
        await desk.page.getByText(t.dear).waitFor();
        expect(await desk.page.locator('[data-answer=presence]').count()).toBe(0);
        await desk.show('presence');
      },
      TIMEOUT,
    );

    test(
      'the same question as GraphQL, run by hand: what a program gets; the graph tells what can be asked',
      async () => {
        await desk.person.task(`${language}: ask the graph by hand`, async () => {
          await desk.question('visitors', ['Zone centre']);
          await desk.days(ACTION.from, ACTION.to);
          await desk.press('inEditor');
          await desk.page.getByLabel(w.query).press('Control+Enter');
          await desk.page.locator('[data-raw]').filter({ hasText: 'statuses' }).waitFor();
        });
        const raw = JSON.parse(await desk.page.locator('[data-raw]').innerText()) as { answer: [Figures] };
        const [{ values }] = await program<[Figures]>(
          `visitors(zoneIds: ["centre"], from: "${ACTION.from}", to: "${ACTION.to}", grain: DAY) { values }`,
        );
        expect(raw.answer[0].values).toEqual(values);
        await desk.page.locator('.schema summary').click();
        await desk.page.locator('[data-type=Query] code', { hasText: /^campaign\(/ }).waitFor();
        expect(await desk.page.locator('[data-type=Query] code', { hasText: /^createClient/ }).count()).toBe(0);
        expect(await desk.person.violations()).toEqual([]);
        await desk.page.getByLabel(w.variables).fill('{"zoneIds": ');
        await desk.page.getByRole('button', { name: w.run, exact: true }).click();
        await desk.page.getByText(w.notJson).waitFor();
        await desk.page.reload();
        expect(await desk.page.getByLabel(w.variables).inputValue()).toBe('{"zoneIds": ');
      },
      TIMEOUT,
    );

    test(
      'the quota falls by what was published, and no estimate and no refusal touches it',
      async () => {
        await desk.page.goto(`${desk.person.url}/explore`);
        const meter = desk.page.locator('meter');
        await meter.waitFor();
        const left = async () => Number(await meter.getAttribute('value'));
        const before = await left();
        await desk.question('visitors', ['Zone centre', 'Zone P-station']);
        await desk.days(ACTION.from, ACTION.to);
        await desk.press('cost');
        await desk.page.locator('form [role=status]').filter({ hasText: '14' }).waitFor();
        expect(await left()).toBe(before);
        const answer = await desk.show('visitors');
        const rows = await answer.locator('.picture tbody tr').allInnerTexts();
        const published = await answer.locator('.picture tbody .interval').count();
        expect([rows.length, published]).toEqual([14, 7]);
        const told = t.quota(desk.format.integer(before - published), desk.format.integer(50_000));
        await desk.page.getByRole('button', { name: told, exact: true }).waitFor();
        expect(await left()).toBe(before - published);
      },
      TIMEOUT,
    );

    test(
      'what is copied as GraphQL is answered as it is, with the figures on the page; where nothing may be copied that is told',
      async () => {
        const { context, page, url } = desk.person;
        const session = await context.newCDPSession(page);
        const { targetInfo } = await session.send('Target.getTargetInfo');
        await session.send('Browser.setPermission', {
          ...{ permission: { name: 'clipboard-write' }, setting: 'denied', origin: url },
          browserContextId: targetInfo.browserContextId!,
        });
        await desk.press('copy');
        await page.getByText(t.notCopied).waitFor();
        await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
        await desk.press('copy');
        await page
          .locator('form [role=status]')
          .filter({ hasText: new RegExp(`^${t.copied}`) })
          .waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        // As it is, by another program with the same log-in.
        const response = await context.request.post(`${url}/graphql`, {
          headers: { 'content-type': 'application/json', 'x-passant-csrf': '1' },
          data: copied,
        });
        const { data, errors } = (await response.json()) as { data: { answer: Figures[] }; errors?: unknown };
        expect([response.status(), errors]).toEqual([200, undefined]);
        const rows = await page.locator('[data-answer=visitors] .picture tbody tr').allInnerTexts();
        const found = data.answer.find(({ values }) => values[0] !== null)!;
        for (const day of found.values.keys()) {
          const written = desk.written(found, day);
          expect(rows.filter((row) => written.every((text) => row.includes(text)))).toHaveLength(1);
        }
      },
      TIMEOUT,
    );

    test('nothing was asked for elsewhere, and the policy had nothing to forbid', () => {
      expect([desk.person.elsewhere, desk.person.complaints]).toEqual([[], []]);
    });

    test(
      'an admin bills what was asked: usage, then the invoice of the month that is over, to the cent',
      async () => {
        const { pages, browser } = running();
        const cost = await pages.passMonth(contractId);
        const ada = new AtTheConsole(await PersonAtAPage.open(browser, pages.url, { language }));
        await ada.person.logIn(`/console?view=contract&contract=${contractId}`, {
          id: 'ada-admin',
          password: PASSWORD,
        });
        await ada.person.task(`${language}: admin, from the first questions to the invoice`, async () => {
          await ada.follow(/^(Usage and invoices|Nutzung und Rechnungen)/);
          await bill(ada, HOSTILE, cost.month);
        });
        await ada.person.page.locator('.chart svg [aria-label=bar] rect').first().waitFor();
        const text = await ada.person.page.locator('main').innerText();
        expect(text).toContain(desk.format.money(cost.minorUnits, 'EUR'));
        expect(await ada.person.page.locator('img[src=x]').count()).toBe(0);
        await ada.person.keepPicture(join(pictures, `invoice-${language}.webp`));
        expect(await ada.person.violations()).toEqual([]);
        await ada.go(`/console?view=contract&contract=${contractId}`);
        await tellTheDryRun(ada, { language, program });
        await tellTheRest(ada);
        await ada.person.close();
      },
      2 * TIMEOUT,
    );
  });
}
