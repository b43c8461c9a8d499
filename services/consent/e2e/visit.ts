import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PAGE_TEXTS_DE } from '../src/texts/page-texts.de';
import { PAGE_TEXTS_EN } from '../src/texts/page-texts.en';

const TEXTS = { de: PAGE_TEXTS_DE, en: PAGE_TEXTS_EN } as const;
const LARGEST_BYTES = 50_000;

interface Circumstances {
  /** Before which the page is, as a person types it. */
  readonly url: string;
  readonly language: 'de' | 'en';
  readonly javaScriptEnabled: boolean;
  /** Of the address this person calls from. */
  readonly index: number;
}

/** A person with a browser of their own; every request that leaves the page's origin, and every page that is too large, is kept. */
export class Visit {
  readonly foreign: string[] = [];
  readonly large: string[] = [];
  readonly policies = new Set<string>();

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly from: Circumstances,
  ) {}

  static async begin(browser: Browser, from: Circumstances): Promise<Visit> {
    const context = await browser.newContext({
      javaScriptEnabled: from.javaScriptEnabled,
      locale: from.language,
      viewport: { width: 390, height: 844 },
      extraHTTPHeaders: { 'x-test-address': `198.51.100.${from.index}` },
    });
    const visit = new Visit(context, await context.newPage(), from);
    context.on('request', (request) => {
      if (!request.url().startsWith(`${from.url}/`)) visit.foreign.push(request.url());
    });
    context.on('response', async (response) => {
      const body = await response.body().catch(() => Buffer.alloc(0));
      if (body.length > LARGEST_BYTES) visit.large.push(`${response.url()}: ${body.length}`);
      visit.policies.add(response.headers()['content-security-policy'] ?? '');
    });
    return visit;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.from.url}${path}?lang=${this.from.language}`);
  }

  async logIn(number: string, readCode: () => Promise<string>): Promise<void> {
    const t = TEXTS[this.from.language];
    await this.open('/decide');
    await this.page.getByLabel(t.number.label).fill(number);
    await this.page.getByRole('button', { name: t.number.send }).click();
    await this.page.getByLabel(t.code.label, { exact: true }).fill(await readCode());
    await this.page.getByRole('button', { name: t.continue }).click();
    await this.page.getByRole('heading', { name: t.status.heading }).waitFor();
  }
}
