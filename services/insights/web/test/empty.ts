import { exploreTexts } from '../src/explore/explore.texts';
import { clientTexts } from '../src/console/clients/clients.texts';
import { webhookTexts } from '../src/console/clients/webhooks.texts';
import { importTexts } from '../src/console/imports/imports.texts';
import { kitTexts } from '../src/console/kit/kit.texts';
import { marketTexts } from '../src/console/markets/markets.texts';
import { oversightTexts } from '../src/console/oversight/oversight.texts';
import { releaseTexts } from '../src/console/releases/releases.texts';
import { stopTexts } from '../src/console/stops/stops.texts';
import { usageTexts } from '../src/console/usage/usage.texts';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { admin } from '../../test/insights';
import { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { AtTheExplorer } from './at-the-explorer';
import { PASSWORD } from './page-stack';
import { DAYS, FIRST } from './town';
import type { Running } from './work';

const TIMEOUT = 120_000;
const SERVICES = ['consent', 'ingestion', 'anonymisation', 'insights'];
const ofServices = (what: string) => Object.fromEntries(SERVICES.map((service) => [`${service}${what}`, []]));
/** Of services that are not there, and of lists that other tests fill: as the graph answers while there is nothing. */
const NOTHING: Readonly<Record<string, object>> = {
  clients: { clients: [], contracts: [] },
  processingStops: { processingStops: [] },
  judgedDays: { judgedDays: [] },
  releases: { releases: [] },
  ledger: { ledger: [] },
  closes: { closes: [] },
  batches: { batches: [] },
  zonePlans: { zonePlans: [] },
  rewardPlans: { rewardPlans: [] },
  deadLetters: ofServices('DeadLetters'),
  queueDepths: ofServices('Queues'),
  acts: { ...ofServices('Acts'), staffActs: [] },
  complaints: { complaintsToPrivacyOfficer: [] },
};
/** A sentence of what belongs there, and one of what to do. */
const LEAST_LETTERS = 40;

export function tellTheEmpty(running: () => Running): void {
  test.each(['en', 'de'] as const)(
    'each list of the console, while it is empty, says what belongs there and how it comes, in %s',
    async (language) => {
      const { pages, browser } = running();
      const [client, webhook, imports] = [clientTexts[language], webhookTexts[language], importTexts[language]];
      const [oversight, release, usage] = [oversightTexts[language], releaseTexts[language], usageTexts[language]];
      const [kit, market, stop] = [kitTexts[language], marketTexts[language], stopTexts[language]];
      const open = async (id: string) => {
        const staff = new AtTheConsole(await PersonAtAPage.open(browser, pages.url, { language }));
        await staff.person.logIn('/console', { id, password: PASSWORD });
        return staff;
      };
      const [ada, petra] = [await open('ada-admin'), await open('petra-privacy')];
      const without = (staff: AtTheConsole, answers: Readonly<Record<string, object>>) =>
        staff.person.page.route('**/graphql', async (route) => {
          const data = answers[(route.request().postDataJSON() as { operationName: string }).operationName];
          await (data ? route.fulfill({ json: { data } }) : route.continue());
        });
      const reads = async (staff: AtTheConsole, path: string, told: readonly (readonly [string, string])[]) => {
        const { page } = staff.person;
        await staff.go(`/console?${path}`);
        for (const [title, text] of told) {
          await page
            .locator('.empty')
            .filter({ hasText: title })
            .filter({ hasText: text })
            .waitFor({ state: 'attached' });
          expect([path, title, text.length >= LEAST_LETTERS]).toEqual([path, title, true]);
        }
        expect([path, await staff.person.violations()]).toEqual([path, []]);
      };

      // A client of which nothing is there yet, and its contract: as they are.
      const clientId = await pages.insights.createClient();
      await reads(ada, `view=client&client=${clientId}`, [
        [client.noContract, client.noContractText],
        [client.noCredentials, client.noCredentialsText],
        [webhook.none, webhook.noneText],
      ]);
      const contractId = await pages.insights.draft(clientId, { from: FIRST });
      await reads(ada, `view=usage&contract=${contractId}`, [
        [usage.noMonths, usage.noMonthsText],
        [usage.noInvoices, usage.noInvoicesText],
      ]);
      await without(ada, NOTHING);
      await reads(ada, 'view=clients', [[client.none, client.noneText]]);
      await reads(ada, 'view=queues', [
        [oversight.noDepths, oversight.noDepthsText],
        [oversight.noLetters, oversight.noLettersText],
      ]);
      await reads(ada, 'view=acts', [[oversight.noActs, oversight.noActsText]]);
      await reads(ada, 'view=stops', [[stop.none, stop.noneText]]);
      await reads(ada, 'view=imports&market=leipzig', [
        [imports.none, imports.noneText],
        [imports.noPlans, imports.noPlansText],
      ]);
      await reads(ada, 'view=releases&market=leipzig', [
        [release.noHeld, release.noHeldText],
        [release.none, release.noneText],
        [release.noLedger, release.noLedgerText],
        [release.noCloses, release.noClosesText],
      ]);
      await reads(ada, 'view=markets&market=leipzig', [[market.noRewards, market.noRewardsText]]);
      await without(petra, NOTHING);
      await reads(petra, 'view=complaints', [[oversight.noComplaints, oversight.noComplaintsText]]);
      await without(petra, { ...NOTHING, markets: { marketLaunches: [] } });
      await reads(petra, 'view=markets', [[kit.noMarket, kit.noMarketText]]);
      for (const { person } of [ada, petra]) {
        expect([person.elsewhere, person.complaints]).toEqual([[], []]);
        await person.close();
      }
    },
    TIMEOUT,
  );

  test.each(['en', 'de'] as const)(
    'the explorer says what to do before the first question, where nothing is listed, and where no contract is in force, in %s',
    async (language) => {
      const { pages, browser } = running();
      const t = exploreTexts[language];
      const { account, contractId } = await pages.addAnalyst(`emma-${language}`, ['visitors', 'flows'], {
        from: FIRST,
      });
      const desk = new AtTheExplorer(await PersonAtAPage.open(browser, pages.url, { language }), language);
      const reads = async (title: string, text: string) => {
        await desk.page.locator('.empty').filter({ hasText: title }).filter({ hasText: text }).waitFor();
        expect([title, text.length >= LEAST_LETTERS, await desk.person.violations()]).toEqual([title, true, []]);
      };
      await desk.person.logIn('/explore', account);
      await reads(t.first, t.firstText);
      // Few leave the centre at the weekend: ways that are suppressed are counted, and not listed.
      await desk.question('flows', ['Zone centre']);
      await desk.days(DAYS[0]!, DAYS[1]!);
      await desk.press('show');
      await reads(t.nothing, t.nothingText);
      await pages.insights.step(admin, 'suspend', contractId);
      await desk.page.reload();
      await reads(t.noContract, t.noContractText);
      expect([desk.person.elsewhere, desk.person.complaints]).toEqual([[], []]);
      await desk.person.close();
    },
    TIMEOUT,
  );
}
