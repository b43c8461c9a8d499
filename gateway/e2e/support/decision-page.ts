import type { Browser, Page } from 'playwright-core';
import { eventually } from './operator';

const CODE = /\b(\d{6})\b/;

/** A person at the decision page, in English and without JavaScript. */
export class PersonAtThePage {
  private constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  /** Number → code → status. The code comes from the development inbox, as it would from a telephone. */
  static async logIn(browser: Browser, url: string, number: string): Promise<PersonAtThePage> {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${url}/decide?lang=en`);
    await page.getByLabel('Mobile number').fill(number);
    await page.getByRole('button', { name: 'Send code' }).click();
    const code = await readCode(url, number);
    await page.getByLabel('Code', { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'What this line permits' }).waitFor();
    return new PersonAtThePage(page, url);
  }

  /** What stands on the status page. */
  async readStatus(): Promise<string> {
    await this.page.goto(`${this.url}/decide/status?lang=en`);
    return this.page.locator('main').innerText();
  }

  /** Change → check → confirmation; gives what the confirmation says. */
  async allowPlaceStatistics(): Promise<string> {
    await this.page.getByRole('link', { name: 'Change', exact: true }).click();
    await this.page.locator('input[type=radio][value=allow]').first().check();
    await this.page.getByRole('button', { name: 'Continue' }).click();
    await this.page.getByRole('heading', { name: 'Check your answers' }).waitFor();
    await this.page.getByRole('button', { name: 'Confirm' }).click();
    await this.page.getByRole('heading', { name: 'Recorded' }).waitFor();
    return this.page.locator('main').innerText();
  }

  /** Two clicks after log-in. */
  async withdrawEverything(): Promise<string> {
    await this.page.getByRole('link', { name: 'Withdraw everything' }).click();
    await this.page.getByRole('button', { name: 'Withdraw everything now' }).click();
    await this.page.getByRole('heading', { name: 'Recorded' }).waitFor();
    return this.page.locator('main').innerText();
  }

  /** Says no to return visits, for every purpose, and leaves all else as it is. */
  async refuseReturnVisits(): Promise<string> {
    await this.page.getByRole('link', { name: 'Change', exact: true }).click();
    const refusals = this.page.locator('input[type=radio][name$=".return-visits"][value=refuse]');
    for (const radio of await refusals.all()) await radio.check();
    await this.page.getByRole('button', { name: 'Continue' }).click();
    await this.page.getByRole('button', { name: 'Confirm' }).click();
    await this.page.getByRole('heading', { name: 'Recorded' }).waitFor();
    return this.page.locator('main').innerText();
  }

  untilEffective(): Promise<string> {
    return eventually('the withdrawal is effective', async () => {
      const status = await this.readStatus();
      return status.includes('Effective since') && !status.includes('Not yet effective') ? status : undefined;
    });
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

/** The newest code sent to this number. */
function readCode(url: string, number: string): Promise<string> {
  return eventually('the code arrives', async () => {
    const inbox = await (await fetch(`${url}/dev/inbox`)).text();
    const message = inbox.split('<li>').find((item) => item.includes(`<b>${number}</b>`));
    return CODE.exec(message?.split('<span>')[1] ?? '')?.[1];
  });
}
