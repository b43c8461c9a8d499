import { releasePublished } from '@passant/contracts';
import { waitFor } from '@passant/testing';
import { webhookTexts } from '../src/console/clients/webhooks.texts';
import { oversightTexts } from '../src/console/oversight/oversight.texts';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { dwellArtefact } from '../../test/artefacts';
import { admin } from '../../test/insights';
import { PASSWORD, type PageStack } from './page-stack';
import { FIRST, LAST_WEEK } from './town';
import type { Running } from './work';

const ATTEMPTS_BEFORE_THE_LAST = 10;
const TIMEOUT = 120_000;
const exactly = (text: string) => new RegExp(`^${text}$`);
const beginsWith = (text: string) => new RegExp(`^${text}`);

/** What the service gave up, found and tried again by an admin at the console. */
export function tellWhatWasGivenUp(running: () => Running): void {
  describe.each(['en', 'de'] as const)('what was given up, in %s', (language) => {
    let ada: AtTheConsole;

    beforeAll(async () => {
      const { pages, browser } = running();
      ada = new AtTheConsole(await PersonAtAPage.open(browser, pages.url, { language }));
      await ada.person.logIn('/console', { id: 'ada-admin', password: PASSWORD });
    }, TIMEOUT);
    afterAll(() => ada?.person.close());

    test(
      'a message that its address never took is sent again, the same, once the address answers',
      async () => {
        const { pages } = running();
        const t = webhookTexts[language];
        const { page } = ada.person;
        const { clientId, contractId } = await pages.insights.signUp({ products: ['presence'] });
        await ada.go(`/console?view=client&client=${clientId}`);
        await ada.open(beginsWith(t.register));
        await ada.fill(beginsWith(t.url.replace(/[()]/g, '\\$&')), pages.sink.url);
        await ada.press(exactly(t.register));
        await ada.press(exactly(t.forget));
        pages.sink.received.length = 0;
        pages.sink.answers.push({ status: 500 }, { status: 500 });
        await pages.insights.step(admin, 'suspend', contractId);
        await spendAttempts(pages, clientId);

        const messages = page.locator('details', { has: page.getByText(t.deliveries, { exact: true }) });
        const row = messages.locator('tbody tr');
        await ada.person.task(`${language}: admin, a message that was given up is sent again`, async () => {
          await ada.go(`/console?view=client&client=${clientId}`);
          await ada.person.do(() => messages.locator('summary').click());
          await row.filter({ hasText: t.deliveryStates['dead']! }).filter({ hasText: '500' }).waitFor();
          await ada.take(beginsWith(t.replay));
          await ada.reads(beginsWith(t.replayed));
        });
        const [first, , again] = await waitFor(() => (pages.sink.received.length === 3 ? pages.sink.received : null));
        expect(again!.body).toBe(first!.body);
        expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
        await waitFor(async () => (await stateOf(pages, clientId)) === 'delivered');
        await ada.go(`/console?view=client&client=${clientId}`);
        await messages.locator('summary').click();
        await row.filter({ hasText: t.deliveryStates['delivered']! }).waitFor();
        expect(await row.getByRole('button').count()).toBe(0);
        expect(await ada.person.violations()).toEqual([]);
      },
      TIMEOUT,
    );

    test(
      'a release whose file was damaged lies there with a code; its file mended, it is replayed and sold',
      async () => {
        const { pages } = running();
        const t = oversightTexts[language];
        const { page } = ada.person;
        const day = LAST_WEEK[language === 'en' ? 0 : 1]!;
        const buyer = await pages.insights.signUp({
          ...{ products: ['dwell'], from: FIRST, purpose: 'public-planning', kindOfBuyer: 'public-planning' },
        });
        const sold = async () => {
          const question = `{ dwell(zoneIds: ["centre"], from: "${day}", to: "${day}", grain: DAY) { statuses } }`;
          const { dwell } = await pages.insights.ask<{ dwell: { statuses: string[] }[] }>(buyer.actor, question);
          return new Set(dwell.flatMap(({ statuses }) => statuses));
        };
        const mend = await pages.announceDamaged(dwellArtefact({ period: day, purpose: 'public-planning' }));
        const letter = page.locator('tbody tr', { hasText: 'CLAIM_CHECK_MISMATCH' });
        await ada.go('/console?view=queues');
        await letter.waitFor();
        expect(await sold()).toEqual(new Set(['NO_DATA']));

        // Tried again with nothing mended it comes back.
        await ada.take(beginsWith(t.replay));
        await ada.reads(beginsWith(t.replayed));
        await waitFor(async () => (await countLetters(pages)) === 1);
        mend();
        await ada.person.task(`${language}: admin, a job that was given up is replayed`, async () => {
          await ada.go('/console?view=queues');
          await letter.filter({ hasText: releasePublished.name }).filter({ hasText: 'insights' }).waitFor();
          await ada.take(beginsWith(t.replay));
          await letter.waitFor({ state: 'detached' });
        });
        await waitFor(async () => (await sold()).has('PUBLISHED'));
        // Three services are down: nobody says that nothing lies there.
        await page.locator('.problem-box').first().waitFor();
        expect(await page.getByText(t.noLetters).count()).toBe(0);
        expect(await ada.person.violations()).toEqual([]);
        expect([ada.person.elsewhere, ada.person.complaints]).toEqual([[], []]);
      },
      TIMEOUT,
    );
  });
}

/** The first attempt is over; all but the last are said to be, since they would take three days. */
async function spendAttempts({ insights }: PageStack, clientId: string): Promise<void> {
  const of = 'webhook_id IN (SELECT id FROM webhook WHERE client_id = $1)';
  const isThere = async (what: string) =>
    (await insights.dataSource.query<unknown[]>(`SELECT FROM webhook_delivery WHERE ${of} AND ${what}`, [clientId]))
      .length > 0;
  await waitFor(() => isThere('last_status = 500'));
  const spend = `UPDATE webhook_delivery SET attempts = ${ATTEMPTS_BEFORE_THE_LAST}, due_at = now() WHERE ${of}`;
  await insights.dataSource.query(spend, [clientId]);
  await waitFor(() => isThere(`state = 'dead'`));
}

async function stateOf({ insights }: PageStack, clientId: string): Promise<string | undefined> {
  const sql = 'SELECT state FROM webhook_delivery WHERE webhook_id IN (SELECT id FROM webhook WHERE client_id = $1)';
  return (await insights.dataSource.query<{ state: string }[]>(sql, [clientId]))[0]?.state;
}

async function countLetters({ insights }: PageStack): Promise<number> {
  const [row] = await insights.dataSource.query<{ letters: number }[]>(
    'SELECT count(*)::integer AS letters FROM dead_letter',
  );
  return row!.letters;
}
