import { importTexts } from '../src/console/imports/imports.texts';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { PASSWORD } from './page-stack';
import type { Running } from './work';

const TIMEOUT = 60_000;
const COUNTERS = { read: 0, accepted: 0, withoutConsent: 0, duplicate: 0, rejected: 0 };
/** As the graph has it, one after the other. */
const LOOKS = [
  { state: 'RECEIVED', bytesRead: 0, rowsRead: 0 },
  { state: 'INSPECTED', bytesRead: 300, rowsRead: 3_000 },
  { state: 'JOINING', bytesRead: 800, rowsRead: 8_000 },
  { state: 'DONE', bytesRead: 1_000, rowsRead: 10_000 },
].map((look) => ({
  ...{ id: '22222222-2222-4222-8222-222222222222', market: 'leipzig', name: 'events.csv', stage: null, bytes: 1_000 },
  ...{ receivedAt: '2025-04-01T06:00:00Z', finishedAt: null, counters: COUNTERS, failure: null, ...look },
}));

/** The page is real; ingestion is not there. A file that it takes in itself: gateway/e2e/chapters/console.ts. */
export function tellTheImporting(running: () => Running): void {
  test.each(['en', 'de'] as const)(
    'an import is watched on its way, without a press: its bar and rows grow until it is done, in %s',
    async (language) => {
      const { pages, browser } = running();
      const t = importTexts[language];
      const ada = new AtTheConsole(await PersonAtAPage.open(browser, pages.url, { language }));
      const { page } = ada.person;
      let [looks, reached] = [0, 0];
      await page.route('**/graphql', async (route) => {
        const { operationName } = route.request().postDataJSON() as { operationName: string };
        if (operationName !== 'batches') return route.continue();
        looks += 1;
        return route.fulfill({ json: { data: { batches: [LOOKS[reached]] } } });
      });
      await ada.person.logIn('/console?view=imports&market=leipzig', { id: 'ada-admin', password: PASSWORD });
      const row = page.locator('tbody tr', { hasText: 'events.csv' });
      const bar = row.getByRole('progressbar', { name: t.progress });
      for (const { state, bytesRead } of LOOKS.slice(0, -1)) {
        await row.filter({ hasText: t.states[state]! }).waitFor();
        expect(await bar.evaluate((one: HTMLProgressElement) => one.position)).toBe(bytesRead / 1_000);
        expect(await ada.person.violations()).toEqual([]);
        reached += 1;
      }
      await row
        .filter({ hasText: t.states['DONE']! })
        .filter({ hasText: /10[.,]000/ })
        .waitFor();
      expect(await bar.count()).toBe(0);
      // What is over is not asked for again.
      const over = looks;
      await page.waitForTimeout(2_500);
      expect(looks).toBe(over);
      await ada.person.close();
    },
    TIMEOUT,
  );
}
