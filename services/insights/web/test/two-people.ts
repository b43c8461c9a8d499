import { contractTexts } from '../src/console/contracts/contracts.texts';
import { termsTexts } from '../src/console/contracts/terms.texts';
import { usageTexts } from '../src/console/usage/usage.texts';
import { makeFormat } from '../src/shared/texts/format';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { bill } from './bill';
import { PASSWORD } from './page-stack';
import { ACTION, FIRST } from './town';
import type { Running } from './work';

const TIMEOUT = 180_000;
const PHONE = 375;
const QUESTION = `{ visitors(zoneIds: ["centre"], from: "${ACTION.from}", to: "${ACTION.to}", grain: DAY) {
  statuses cost { minorUnits } } }`;
const exactly = (text: string) => new RegExp(`^${text}$`);

interface Answer {
  readonly data: {
    readonly visitors: readonly { readonly statuses: readonly string[]; readonly cost: { minorUnits: number } }[];
  };
}

/** What takes two people at the console: a whole contract with one and the same client, and a further version of one. */
export function tellTwoPeople(running: () => Running): void {
  describe.each(['en', 'de'] as const)('two people at the console, in %s', (language) => {
    const t = contractTexts[language];
    const terms = termsTexts[language];
    const format = makeFormat(language);
    let ada: AtTheConsole;
    let anton: AtTheConsole;

    beforeAll(async () => {
      const { pages, browser } = running();
      const logIn = async (id: string, width?: number) => {
        const wishes = width === undefined ? { language } : { language, width };
        const staff = new AtTheConsole(await PersonAtAPage.open(browser, pages.url, wishes));
        await staff.person.logIn('/console', { id, password: PASSWORD });
        await staff.isThere();
        return staff;
      };
      ada = await logIn('ada-admin');
      anton = await logIn('anton-approver', PHONE);
    }, TIMEOUT);
    afterAll(() => Promise.all([ada, anton].map((one) => one?.person.close())));

    const attest = async () => {
      await ada.open(new RegExp(`^${t.attest}`));
      await ada.fill(exactly(t.statedBy.replace(/[()]/g, '\\$&')), 'managing director');
      await ada.choose(exactly(t.document), 'signed');
      await ada.press(new RegExp(`^${t.attest}[^…]*$`));
      await ada.reads(exactly(t.attestDone));
      await ada.reads(/a second person has to do this|muss eine zweite Person tun/);
    };

    /** As a program does it, with what the page showed once. */
    async function askBy(url: string, id: string, secret: string): Promise<Answer['data']['visitors'][number]> {
      const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
      const granted = await fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
      const { access_token: token } = (await granted.json()) as { access_token: string };
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: QUESTION }),
      });
      return ((await response.json()) as Answer).data.visitors[0]!;
    }

    test(
      'client, contract draft, a second person approves, credentials, first query, usage, invoice: one client all along',
      async () => {
        const { pages } = running();
        const name = `From the start, ${language}`;
        const { page } = ada.person;
        await ada.person.task(`${language}: admin, a client from nothing to its invoice`, async () => {
          await ada.open(/^(New client|Neuer Kunde)/);
          await ada.fill(/^Name$/, name);
          await ada.press(/^(New client|Neuer Kunde)$/);
          await ada.heading(name);
          const clientPath = ada.path();
          await ada.follow(/^(Draft a contract|Vertrag entwerfen)$/);
          await ada.fill(/^(First day that may|Erster Tag, nach)/, FIRST);
          await ada.press(exactly(terms.save));
          await ada.reads(new RegExp(`^${terms.saved}`));
          const contractPath = ada.path();
          await ada.take(new RegExp(`^${t.offer}`));
          await ada.take(new RegExp(`^${t.sign}`));
          await attest();
          await anton.person.task(`${language}: approver, puts it in force on a telephone`, async () => {
            await anton.go(contractPath);
            await anton.take(new RegExp(`^${t.activate}`));
            await anton.reads(exactly(t.done.activate));
          });
          await ada.go(clientPath);
          await ada.take(/^(Issue credentials|Zugangsdaten ausstellen)/);
          const [id = '', secret = ''] = await page.locator('.secret code').allInnerTexts();
          await ada.press(/^(I have copied it|Ich habe es kopiert)$/);
          const answer = await askBy(pages.url, id, secret);
          expect(answer.statuses).toEqual(Array.from({ length: 7 }, () => 'PUBLISHED'));

          await ada.go(contractPath);
          await ada.follow(/^(Usage and invoices|Nutzung und Rechnungen)/);
          await page.locator('.chart svg [aria-label=bar] rect').first().waitFor();
          const price = format.money(answer.cost.minorUnits, 'EUR');
          expect(await page.locator('main').innerText()).toContain(price);
          const contractId = new URLSearchParams(contractPath.split('?')[1]).get('contract')!;
          const past = await pages.passMonth(contractId);
          expect(past.minorUnits).toBe(answer.cost.minorUnits);
          await bill(ada, 'Kaufhaus am Markt', past.month);
          const invoice = page.locator('.facts', { hasText: past.month }).filter({ hasText: /PASS/ });
          await invoice.filter({ hasText: price }).filter({ hasText: usageTexts[language].reproducedYes }).waitFor();
        });
        expect(await ada.person.violations()).toEqual([]);
        expect(await anton.isWiderThanItsWindow()).toBe(false);
      },
      TIMEOUT,
    );

    test(
      'a further version counts once a second person approves it: in the timeline, in what it changes, and for its client',
      async () => {
        const { pages } = running();
        const { contractId, actor } = await pages.insights.signUp({ products: ['presence'], figuresPerMonth: 1_000 });
        const path = `/console?view=contract&contract=${contractId}`;
        const quota = async () => {
          const { entitlements } = await pages.insights.ask<{ entitlements: { figuresPerMonth: number }[] }>(
            actor,
            '{ entitlements { figuresPerMonth } }',
          );
          return entitlements.map(({ figuresPerMonth }) => figuresPerMonth);
        };
        await ada.person.task(`${language}: admin, proposes a version, records its attestation`, async () => {
          await ada.go(`/console?view=amend&contract=${contractId}`);
          await ada.fill(new RegExp(`^${terms.quota}`), '2500');
          await ada.press(exactly(terms.propose));
          await ada.reads(exactly(t.notApproved('ada-admin')));
          await attest();
        });
        expect(await quota()).toEqual([1_000]);
        const { page } = anton.person;
        const version = page.locator('.card', { has: page.getByRole('heading', { name: t.version(2), exact: true }) });
        await anton.person.task(`${language}: approver, reads what it changes, approves it`, async () => {
          await anton.go(path);
          await version.locator('del').filter({ hasText: '1000' }).waitFor();
          await version.locator('ins').filter({ hasText: '2500' }).waitFor();
          await anton.take(exactly(`${t.approve(2)}( …)?`));
          await anton.reads(exactly(t.done.approve));
        });
        const [, approved = ''] = t.inForceFrom('#', 'anton-approver').split('#');
        await version.getByText(approved).waitFor();
        await version.locator('ins').filter({ hasText: '2500' }).waitFor();
        const last = page.locator('.timeline li').filter({ hasText: t.what['approve']! });
        expect(await last.allInnerTexts()).toEqual([expect.stringMatching(`${t.version(2)}.*anton-approver`)]);
        expect(await page.locator('main').innerText()).toContain(t.quotaHard(format.integer(2_500)));
        expect(await quota()).toEqual([2_500]);
        expect(await anton.isWiderThanItsWindow()).toBe(false);
        expect(await anton.person.violations()).toEqual([]);
        for (const { person } of [ada, anton]) expect([person.elsewhere, person.complaints]).toEqual([[], []]);
      },
      TIMEOUT,
    );
  });
}
