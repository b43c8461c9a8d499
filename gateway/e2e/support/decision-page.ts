import type { Browser, Page } from 'playwright-core';
import { eventually } from './operator';
import { PersonAtAPage, type PageLanguage } from './pages';

const CODE = /\b(\d{6})\b/;
const WORDS = {
  en: {
    number: 'Mobile number',
    send: 'Send code',
    code: 'Code',
    continue: 'Continue',
    status: 'What this line permits',
    change: 'Change',
    check: 'Check your answers',
    confirm: 'Confirm',
    recorded: 'Recorded',
  },
  de: {
    number: 'Mobilnummer',
    send: 'Code senden',
    code: 'Code',
    continue: 'Weiter',
    status: 'Was dieser Anschluss erlaubt',
    change: 'Ändern',
    check: 'Antworten prüfen',
    confirm: 'Bestätigen',
    recorded: 'Festgehalten',
  },
} as const satisfies Record<PageLanguage, object>;

export interface Visit {
  readonly language?: PageLanguage;
  readonly javaScript?: boolean;
}

/** A person at the decision page, in English and without JavaScript unless told; withdrawing is told in English only. */
export class PersonAtThePage {
  /** What every page and redirect of this visit came with. */
  readonly policies: string[] = [];
  /** What she was sent. */
  code = '';
  private readonly page: Page;

  private constructor(
    private readonly person: PersonAtAPage,
    private readonly language: PageLanguage,
  ) {
    this.page = person.page;
    this.page.on('response', (response) => {
      if (response.request().isNavigationRequest())
        this.policies.push(response.headers()['content-security-policy'] ?? 'none');
    });
  }

  /** Number → code → status. The code comes from the development inbox, as it would from a telephone. */
  static async logIn(
    browser: Browser,
    url: string,
    number: string,
    { language = 'en', javaScript = false }: Visit = {},
  ): Promise<PersonAtThePage> {
    const person = new PersonAtThePage(await PersonAtAPage.open(browser, url, { language, javaScript }), language);
    const { page, words } = person;
    await page.goto(`${url}/decide?lang=${language}`);
    await page.getByLabel(words.number).fill(number);
    await page.getByRole('button', { name: words.send }).click();
    await page.getByLabel(words.code, { exact: true }).waitFor();
    person.code = await readCode(url, number);
    await page.getByLabel(words.code, { exact: true }).fill(person.code);
    await page.getByRole('button', { name: words.continue }).click();
    await page.getByRole('heading', { name: words.status }).waitFor();
    return person;
  }

  private get words() {
    return WORDS[this.language];
  }

  /** Requests to any other site, and what the policy of a page forbade. */
  get strange(): string[] {
    return [...this.person.elsewhere, ...this.person.complaints];
  }

  /** What stands on the status page. */
  async readStatus(): Promise<string> {
    await this.page.goto(`${this.person.url}/decide/status?lang=${this.language}`);
    return this.page.locator('main').innerText();
  }

  allowPlaceStatistics(): Promise<string> {
    return this.allow('place-statistics.presence');
  }

  /** Change → check → confirmation; gives what the confirmation says. `field`: `<purpose>.<data kind>`. */
  async allow(field: string): Promise<string> {
    await this.page.getByRole('link', { name: this.words.change, exact: true }).click();
    await this.page.locator(`input[type=radio][name="${field}"][value=allow]`).check();
    await this.page.getByRole('button', { name: this.words.continue }).click();
    await this.page.getByRole('heading', { name: this.words.check }).waitFor();
    await this.page.getByRole('button', { name: this.words.confirm }).click();
    await this.page.getByRole('heading', { name: this.words.recorded }).waitFor();
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

  leave(): Promise<void> {
    return this.person.close();
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
