import type { Page } from 'playwright-core';

const MOST_STOPS = 80;

/** Where the focus is. */
interface Stop {
  /** Place among all elements of the page; -1: nothing has the focus. */
  readonly place: number;
  /** What it is called: its own words, or those of its label. */
  readonly name: string;
  /** Name and value of a field. */
  readonly field: string;
  /** Whether something is drawn around it, and it lies inside the window. */
  readonly isVisible: boolean;
}

/** Somebody without a mouse. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /**
   * Goes through a whole page that was just opened. @returns what is wrong: what cannot be reached, what comes out of the order of reading, where
   * one cannot see where one is, and a page one cannot leave
   */
  async findProblems(): Promise<string[]> {
    const expected = await this.page.evaluate(listStops);
    const stops: Stop[] = [];
    for (;;) {
      await this.page.keyboard.press('Tab');
      const stop = await this.page.evaluate(readStop);
      if (stop.place < 0 || stop.place === stops[0]?.place) break;
      stops.push(stop);
      if (stops.length > MOST_STOPS) return ['the Tab key never comes to an end'];
    }
    const reached = new Set(stops.map(({ place }) => place));
    return [
      ...expected.filter(({ place }) => !reached.has(place)).map(({ name }) => `cannot be reached: ${name}`),
      ...stops
        .filter(({ place }, at) => at > 0 && place < stops[at - 1]!.place)
        .map(({ name }) => `out of order: ${name}`),
      ...stops.filter(({ isVisible }) => !isVisible).map(({ name }) => `focus cannot be seen: ${name}`),
    ];
  }

  /** Tabs to what is called so, and presses Enter. */
  async press(name: string): Promise<void> {
    await this.tabTo((stop) => stop.name === name, name);
    await this.page.keyboard.press('Enter');
  }

  /** Tabs to a field by its label, and types. */
  async type(label: string, text: string): Promise<void> {
    await this.tabTo((stop) => stop.name === label, label);
    await this.page.keyboard.type(text);
  }

  /** Tabs to a group of choices, and moves in it by arrow keys until this one is chosen. */
  async choose(group: string, value: string): Promise<void> {
    await this.tabTo(({ field }) => field.startsWith(`${group}=`), group);
    await this.page.keyboard.press('Space');
    for (let moves = 0; moves < 10; moves += 1) {
      if ((await this.page.evaluate(readStop)).field === `${group}=${value} chosen`) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`${value} of ${group} cannot be chosen by keyboard`);
  }

  private async tabTo(isIt: (stop: Stop) => boolean, what: string): Promise<void> {
    for (let presses = 0; presses < 2 * MOST_STOPS; presses += 1) {
      await this.page.keyboard.press('Tab');
      if (isIt(await this.page.evaluate(readStop))) return;
    }
    throw new Error(`"${what}" cannot be reached by keyboard`);
  }
}

/** As much of a browser as the two functions below need: they run in one. */
interface Element {
  readonly innerText: string;
  readonly labels?: readonly Element[];
  readonly name?: string;
  readonly value?: string;
  readonly checked?: boolean;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): { top: number; bottom: number; left: number; right: number };
  checkVisibility(): boolean;
}
interface Window {
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly document: {
    readonly body: Element;
    readonly activeElement: Element;
    querySelectorAll(what: string): Iterable<Element>;
  };
  getComputedStyle(of: Element): { outlineStyle: string; outlineWidth: string };
}

function readStop(): Stop {
  const { document, innerWidth, innerHeight, getComputedStyle } = globalThis as unknown as Window;
  const element = document.activeElement;
  const place = element === document.body ? -1 : [...document.querySelectorAll('*')].indexOf(element);
  const name = (element.labels?.[0]?.innerText || element.innerText || element.getAttribute('aria-label') || '').trim();
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  const field = `${element.name}=${element.value}${element.checked ? ' chosen' : ''}`;
  return { place, name, field, isVisible: isInside && outlineStyle !== 'none' && outlineWidth !== '0px' };
}

/** Whatever can be used; of a group of choices one. */
function listStops(): Pick<Stop, 'place' | 'name'>[] {
  const { document } = globalThis as unknown as Window;
  const all = [...document.querySelectorAll('*')];
  const groups = new Map<string, Element>();
  const others: Element[] = [];
  for (const element of document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), textarea, summary, [tabindex="0"]',
  )) {
    if (!element.checkVisibility()) continue;
    if (element.getAttribute('type') !== 'radio') others.push(element);
    else if (element.checked || !groups.has(element.name!)) groups.set(element.name!, element);
  }
  return [...others, ...groups.values()].map((element) => ({
    place: all.indexOf(element),
    name: element.innerText || element.getAttribute('aria-label') || element.name || '',
  }));
}
