import type { Page } from 'playwright-core';
import type { PersonAtAPage } from './pages';

const PATIENCE_MS = 30_000;

/** A member of staff at the console: what they press, fill in and read, by the names that they see. */
export class AtTheConsole {
  private readonly page: Page;

  constructor(readonly person: PersonAtAPage) {
    this.page = person.page;
    this.page.setDefaultTimeout(PATIENCE_MS);
  }

  /** The address without the host: what would be sent to a second person. */
  path(): string {
    const { pathname, search } = new URL(this.page.url());
    return `${pathname}${search}`;
  }

  async go(path: string): Promise<void> {
    await this.person.do(() => this.page.goto(`${this.person.url}${path}`));
  }

  follow(name: RegExp): Promise<void> {
    return this.person.do(() => this.page.getByRole('link', { name }).first().click());
  }

  press(name: RegExp): Promise<void> {
    return this.person.do(() => this.page.getByRole('button', { name }).last().click());
  }

  /** Unfolds a step. */
  open(name: RegExp): Promise<void> {
    return this.person.do(() => this.page.getByRole('button', { name, expanded: false }).first().click());
  }

  /** Unfolds a step that asks nothing, reads what follows, and takes it. */
  async take(name: RegExp): Promise<void> {
    await this.open(name);
    const button = this.page.locator('.step form').getByRole('button', { name });
    await this.person.do(() => button.click());
    await button.waitFor({ state: 'detached' });
  }

  fill(label: RegExp, text: string): Promise<void> {
    return this.person.do(() => this.page.getByLabel(label).first().fill(text));
  }

  select(label: RegExp, value: string): Promise<unknown> {
    return this.person.do(() => this.page.getByLabel(label).first().selectOption(value));
  }

  /** Chooses a file of this text. */
  choose(label: RegExp, text: string): Promise<void> {
    const file = { name: 'file.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    return this.person.do(() => this.page.getByLabel(label).first().setInputFiles(file));
  }

  reads(text: RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  heading(name: string): Promise<void> {
    return this.page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
  }

  /** The view is there, and nothing of it is still to come. */
  async isThere(): Promise<void> {
    await this.page.locator('main h1').first().waitFor();
    await this.page.locator('main .progress').first().waitFor({ state: 'detached' });
  }

  /** What stands behind the first link of this name, which opens a tab. */
  async opens(name: RegExp): Promise<string> {
    const [tab] = await Promise.all([
      this.person.context.waitForEvent('page'),
      this.person.do(() => this.page.getByRole('link', { name }).first().click()),
    ]);
    await tab.waitForLoadState();
    const text = await tab.locator('body').innerText();
    await tab.close();
    return text;
  }

  /** Whether somebody has to push the page sideways. */
  isWiderThanItsWindow(): Promise<boolean> {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = (
        globalThis as unknown as { document: { documentElement: { scrollWidth: number; clientWidth: number } } }
      ).document.documentElement;
      return scrollWidth > clientWidth;
    });
  }
}
