import { rmSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { PersonAtThePage } from '../support/decision-page';
import { findInLogs, type UserOfThePage } from '../support/logs';
import type { RunningStack } from '../support/running-stack';

interface Scene {
  readonly stack: RunningStack;
  readonly browser: Browser;
  /** Of people who permit place statistics and nothing for public planning; one for each way to look at the page. */
  readonly numbers: readonly [string, string, string, string];
}

const STORY_MS = 120_000;
const WAYS = [
  ['de', true, 0],
  ['de', false, 1],
  ['en', true, 2],
  ['en', false, 3],
] as const;
const SAID = {
  en: { allowed: /^Allowed$/gm, nextDay: 'counts from the next day' },
  de: { allowed: /^Erlaubt$/gm, nextDay: 'zählt ab dem nächsten Tag' },
} as const;
/** Of pages, and of redirects, which have nothing to style. */
const STRICT =
  /^default-src 'none';( style-src 'sha256-[A-Za-z0-9+/=]+'; form-action 'self'; base-uri 'none';)? frame-ancestors 'none'$/;

/** The decision page as people reach it: through the gateway, in a browser. */
export function tellDecisionPage(scene: () => Scene): void {
  describe('the decision page, through the gateway', () => {
    const people: UserOfThePage[] = [];

    test.each(WAYS)(
      'in %s (JavaScript: %s), from the number to the confirmation: under a strict policy, and nothing is asked of another site',
      async (language, javaScript, index) => {
        const { stack, browser, numbers } = scene();
        const number = numbers[index];
        const said = SAID[language];
        const person = await PersonAtThePage.logIn(browser, stack.url, number, { language, javaScript });
        people.push({ number, code: person.code });
        expect((await person.readStatus()).match(said.allowed)).toHaveLength(1);
        const confirmation = await person.allow('public-planning.presence');
        expect(confirmation).toContain(said.nextDay);
        expect(confirmation).toMatch(/\bP-[2-9A-Z]{4}-[2-9A-Z]{4}\b/);
        const status = await person.readStatus();
        expect(status.match(said.allowed)).toHaveLength(2);
        await person.leave();

        expect(person.strange).toEqual([]);
        // Five pages, two status pages, and the redirects after each form.
        expect(person.policies.length).toBeGreaterThanOrEqual(8);
        expect(person.policies.filter((policy) => !STRICT.test(policy))).toEqual([]);
      },
      STORY_MS,
    );

    test('no log of anything that runs knows whose lines these were, nor the codes they were opened with', () => {
      const { stack } = scene();
      expect(people).toHaveLength(WAYS.length);
      expect(findInLogs(stack, people)).toEqual([]);
      // What does stand in a log is found.
      const planted = stack.home.log('planted');
      writeFileSync(planted, `{"to":"${people[0]!.number}","text":"${people[3]!.code} is your code"}\n`);
      try {
        expect(findInLogs(stack, people)).toEqual(['a code in planted.log', 'a number in planted.log']);
      } finally {
        rmSync(planted);
      }
    });
  });
}
