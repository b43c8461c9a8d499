import { type County, STORY_MS } from '../support/county-stack';
import { addAnalyst, PersonAtAPage, type PageLanguage } from '../support/pages';

/** What an analyst of the shop sees in the explorer, and where a member of staff finds the console. */
export function tellTheExplorer(county: County): void {
  describe.each<PageLanguage>(['en', 'de'])('the pages, in %s', (language) => {
    let analyst: PersonAtAPage | undefined;
    afterAll(() => analyst?.close());

    test(
      'an analyst logs in and sees the zones of the contract; nothing is asked for elsewhere',
      async () => {
        if (!county.browser) return;
        analyst = await PersonAtAPage.open(county.browser, county.stack.url, { language });
        await analyst.logIn('/explore', addAnalyst(county.stack, `anna-${language}`, county.shop.clientId));
        await analyst.page.getByRole('table').first().waitFor();
        expect(await analyst.page.locator('html').getAttribute('lang')).toBe(language);
        expect(await analyst.violations()).toEqual([]);
        expect([analyst.elsewhere, analyst.complaints]).toEqual([[], []]);
      },
      STORY_MS,
    );

    test(
      'staff logs in to the console and out of it',
      async () => {
        if (!county.browser) return;
        const { id, password = '' } = county.stack.staff.find((one) => one.id === 'ada-admin')!;
        const admin = await PersonAtAPage.open(county.browser, county.stack.url, { language, width: 400 });
        await admin.logIn('/console', { id, password });
        await admin.page.getByRole('table').first().waitFor();
        expect(await admin.violations()).toEqual([]);
        await admin.page.getByRole('button', { name: /^(Log out|Abmelden)$/ }).click();
        await admin.page.waitForURL((address) => !address.pathname.startsWith('/console'));
        await admin.page.goto(`${county.stack.url}/console`);
        await admin.page.getByRole('link', { name: /^(Log in|Anmelden)$/ }).waitFor();
        expect([admin.elsewhere, admin.complaints]).toEqual([[], []]);
        await admin.close();
      },
      STORY_MS,
    );
  });
}
