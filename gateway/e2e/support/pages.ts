import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export type PageLanguage = 'en' | 'de';

/** How somebody looks at a page. */
export interface PageWishes {
  readonly language?: PageLanguage;
  /** In pixels of the page. */
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly javaScript?: boolean;
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Somebody at a page of Passant: a browser of their own, that notes whatever it asks for elsewhere. */
export class PersonAtAPage {
  /** Requests to any other site. */
  readonly elsewhere: string[] = [];
  /** Of what the policy of the page forbids, and of scripts that failed. */
  readonly complaints: string[] = [];
  private clicks = 0;

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly url: string,
  ) {}

  static async open(browser: Browser, url: string, wishes: PageWishes = {}): Promise<PersonAtAPage> {
    const { language = 'en', width = 1_280, colorScheme = 'light', reducedMotion = 'no-preference' } = wishes;
    const context = await browser.newContext({
      ...{ colorScheme, reducedMotion, javaScriptEnabled: wishes.javaScript ?? true },
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    const person = new PersonAtAPage(context, page, url);
    context.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin) {
        person.elsewhere.push(request.url());
      }
    });
    page.on('pageerror', (error) => person.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|third-party/i.test(message.text())) person.complaints.push(message.text());
    });
    return person;
  }

  /** Opens a page and logs in there, as the provider's own page has it. */
  async logIn(path: string, { id, password }: { id: string; password: string }): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.page.getByRole('link', { name: /^(Log in|Anmelden)$/ }).click();
    await this.page.getByLabel('User name').fill(id);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Log in' }).click();
    await this.page.waitForURL((address) => address.pathname.startsWith(path.split('?')[0]!));
  }

  /** A task of somebody who knows the page: what it does, its seconds and clicks. */
  async task<Found>(name: string, work: () => Promise<Found>): Promise<Found> {
    const startedMs = performance.now();
    this.clicks = 0;
    const found = await work();
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    process.stderr.write(`    task: ${name}: ${seconds} s, ${this.clicks} clicks\n`);
    return found;
  }

  /** One choice, press or word typed in. */
  async do(step: () => Promise<unknown>): Promise<void> {
    this.clicks += 1;
    await step();
  }

  /** Keeps what is seen now as a WebP. */
  async keepPicture(file: string): Promise<void> {
    const session = await this.context.newCDPSession(this.page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
    writeFileSync(file, Buffer.from(data, 'base64'));
    await session.detach();
  }

  /** What axe finds wrong, in words. */
  async violations(): Promise<string[]> {
    // Not by a script element: the policy of the page forbids one, and its own scripts run in the page's world alone.
    await this.page.evaluate(AXE);
    return this.page.evaluate(async () => {
      const axe = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } })
        .axe;
      interface Violation {
        id: string;
        nodes: { target: string[]; failureSummary: string }[];
      }
      const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
      );
    });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
