import type { Locator, Page } from 'playwright-core';
import type { PageLanguage, PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { exploreTexts } from '../src/explore/explore.texts';
import { makeFormat } from '../src/shared/texts/format';

const TOO_SLOW = /OPERATION_TIMED_OUT|SERVICE_UNAVAILABLE/;
const MOST_TRIES = 4;

/** Published figures of an answer, as columns. */
export interface Figures {
  readonly values: readonly (number | null)[];
  readonly lows: readonly (number | null)[];
  readonly highs: readonly (number | null)[];
}

/** An analyst at the explorer: what they choose, press and read, by the names that they see. */
export class AtTheExplorer {
  readonly page: Page;
  private readonly t;
  readonly format;

  constructor(
    readonly person: PersonAtAPage,
    language: PageLanguage,
  ) {
    this.page = person.page;
    this.t = exploreTexts[language];
    this.format = makeFormat(language, 'Europe/Berlin');
  }

  select(label: keyof typeof exploreTexts.en, value: string): Promise<void> {
    return this.person.do(() => this.page.getByLabel(this.t[label] as string, { exact: true }).selectOption(value));
  }

  fill(label: string, text: string): Promise<void> {
    return this.person.do(() => this.page.getByLabel(label, { exact: true }).fill(text));
  }

  /** The answer is at the top of the window, its map painted. */
  async settle(product: string): Promise<void> {
    await this.page.locator('.map[data-drawn=true][aria-busy=false]').waitFor();
    await this.page.locator(`[data-answer=${product}]`).evaluate((answer) => answer.scrollIntoView());
  }

  /** Another question, of these zones alone. */
  async question(product: string, zones: readonly string[] = []): Promise<void> {
    await this.select('question', product);
    if (zones.length === 0) return;
    const none = this.page.getByRole('button', { name: this.t.chooseNone }).first();
    if (await none.isEnabled()) await this.person.do(() => none.click());
    for (const zone of zones) await this.choose(zone);
  }

  /** @param list of zones: 0, or 1 for where trips go */
  choose(zone: string, list = 0): Promise<void> {
    const box = this.page.locator('.zone-list').nth(list).getByRole('checkbox', { name: zone, exact: true });
    return this.person.do(() => box.check());
  }

  press(label: keyof typeof exploreTexts.en): Promise<void> {
    const button = this.page.getByRole('button', { name: this.t[label] as string, exact: true });
    return this.person.do(() => button.click());
  }

  chooseAll(): Promise<void> {
    const name = new RegExp(`^${this.t.chooseAll(0).replace(' 0', ' [0-9]+')}$`);
    return this.person.do(() => this.page.getByRole('button', { name }).first().click());
  }

  unfold(summary: keyof typeof exploreTexts.en): Promise<void> {
    return this.person.do(() => this.page.locator('summary', { hasText: this.t[summary] as string }).click());
  }

  /** Of "the whole time" and "this moment". */
  pick(scope: keyof typeof exploreTexts.en.scopes): Promise<void> {
    return this.person.do(() => this.page.getByLabel(this.t.scopes[scope]).check());
  }

  /** By keyboard, until it says so. */
  async slide(label: 'hour' | 'moment', to: string): Promise<void> {
    const slider = this.page.getByRole('slider', { name: new RegExp(`^${this.t[label]}`) });
    await this.person.do(() => slider.focus());
    for (let step = 0; (await slider.getAttribute('aria-valuetext')) !== to; step += 1) {
      if (step > 24) throw new Error(`the slider never says ${to}`);
      await slider.press('ArrowRight');
    }
  }

  async days(from: string, to: string): Promise<void> {
    await this.fill(this.t.from, from);
    await this.fill(this.t.to, to);
  }

  /** Asks, and does what the page says where the machine was too slow: tries again. */
  async show(product: string): Promise<Locator> {
    const answer = this.page.locator(`[data-answer=${product}]`);
    const problem = this.page.locator('.problem-box').filter({ hasText: TOO_SLOW });
    await this.press('show');
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await this.page.locator('.explorer .progress').first().waitFor({ state: 'detached' });
      await answer.or(problem).first().waitFor();
      if ((await problem.count()) === 0) break;
      await problem.getByRole('button').first().click();
    }
    await answer.waitFor();
    return answer;
  }

  /** A figure as it is written, with its interval; `kind` of it. */
  written({ values, lows, highs }: Figures, index: number, kind: 'number' | 'perCent' | 'share' = 'number'): string[] {
    const write = this.format[kind];
    return [write(values[index]!), `(${write(lows[index]!)} – ${write(highs[index]!)})`];
  }
}
