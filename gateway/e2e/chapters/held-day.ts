import { findBrowser } from '@passant/testing';
import { outingsOf } from '../support/county';
import { type County, STORY_MS } from '../support/county-stack';
import { DAILY_RELEASES, eventually } from '../support/operator';
import { PersonAtAPage } from '../support/pages';
import { askVisitors, type Credentials } from '../support/partner';
import { DISTRICTS } from '../support/squares';
import { AtTheConsole } from '../support/staff-at-console';

const PHONE = 375;
const officer = { staff: 'petra-privacy' } as const;

interface Judged {
  readonly day: string;
  readonly purpose: string;
  readonly checks: readonly { check: string; state: string; outlying: string[] }[];
}

/** A day that does not look like a day: what the quality gate holds, and what a person makes of it. */
export function tellHeldDay(county: County): void {
  const { market, fifth } = county;
  const onThePage = findBrowser() ? test : test.skip;

  const waiting = async (): Promise<Judged[]> => {
    const query = `query ($market: String!) {
      judgedDays(market: $market, waiting: true) { day purpose checks { check state outlying } } }`;
    return (await county.gateway.ask<{ judgedDays: Judged[] }>(officer, query, { market: market.id })).judgedDays;
  };
  const statuses = async (): Promise<string[]> =>
    (await county.operator.releasesOf(fifth)).map(({ purpose, status }) => `${purpose} ${status}`);
  /** What a partner gets of the district where everybody was in the end. */
  const answerTo = async (partner: Credentials): Promise<string | undefined> => {
    const { data, errors } = await askVisitors(county.gateway, partner, { zoneIds: [DISTRICTS[3]], day: fifth });
    return errors?.[0]?.extensions?.code ?? data?.visitors[0]?.statuses[0];
  };

  describe('a held day', () => {
    test(
      'on which everybody went one way and nobody came back is held for both purposes, and nothing of it is sold',
      async () => {
        await county.operator.ingest(outingsOf(fifth, 'one-way'));
        await county.operator.completeDay(fifth);
        const held = await eventually('the day is held', async () => {
          const found = await waiting();
          return found.length === 2 ? found : undefined;
        });
        for (const { day, checks } of held) {
          expect(day).toBe(fifth);
          expect(checks).toContainEqual({ check: 'asymmetry', state: 'held', outlying: ['NW', 'SE'] });
        }
        const all = await statuses();
        expect(all).toHaveLength(DAILY_RELEASES.length);
        expect(new Set(all)).toEqual(new Set(['place-statistics HELD', 'public-planning HELD']));
        for (const partner of [county.shop, county.authority]) expect(await answerTo(partner)).toBe('NO_DATA');
      },
      STORY_MS,
    );

    onThePage(
      'is published for one purpose and discarded for the other, at the console, on a telephone: each is sold accordingly',
      async () => {
        const { password = '' } = county.stack.staff.find(({ id }) => id === officer.staff)!;
        const path = `/console?view=releases&market=${market.id}`;
        const logIn = async (language: 'en' | 'de') => {
          const person = await PersonAtAPage.open(county.browser!, county.stack.url, { language, width: PHONE });
          await person.logIn(path, { id: officer.staff, password });
          return new AtTheConsole(person);
        };
        const cardOf = ({ person: { page } }: AtTheConsole, purpose: RegExp) =>
          page.locator('.card', { has: page.getByRole('heading', { level: 3, name: purpose }) }).first();

        const petra = await logIn('en');
        await petra.person.task('privacy officer (en): a held day is published', async () => {
          const card = cardOf(petra, /public planning/i);
          await card.getByRole('row', { name: /^flows there and back out of line.*NW, SE/ }).waitFor();
          await petra.person.do(() => card.getByRole('button', { name: /^Publish …/ }).click());
          await petra.person.do(() => card.getByLabel('Why').fill('A march through the city, known to its police.'));
          await petra.person.do(() => card.getByRole('button', { name: 'Publish', exact: true }).click());
          await petra.reads(/^The day is published/);
        });
        expect(await petra.isWiderThanItsWindow()).toBe(false);
        const again = await logIn('de');
        await again.person.task('privacy officer (de): a held day is discarded', async () => {
          const card = again.person.page.locator('.card', { hasText: 'Wege hin und zurück' }).first();
          await again.person.do(() => card.getByRole('button', { name: /^Verwerfen …/ }).click());
          await again.person.do(() => card.getByLabel('Warum').fill('Nur eine Probe, so vereinbart.'));
          await again.person.do(() => card.getByRole('button', { name: 'Verwerfen', exact: true }).click());
          await again.reads(/^Der Tag ist verworfen/);
        });
        for (const { person } of [petra, again]) {
          expect(await person.violations()).toEqual([]);
          expect([person.elsewhere, person.complaints]).toEqual([[], []]);
          await person.close();
        }
        expect(await waiting()).toEqual([]);
        expect(new Set(await statuses())).toEqual(new Set(['public-planning PUBLISHED', 'place-statistics DISCARDED']));
        await eventually('it is sold', async () =>
          (await answerTo(county.authority)) === 'PUBLISHED' ? true : undefined,
        );
        expect(await answerTo(county.shop)).toBe('NO_DATA');
      },
      STORY_MS,
    );
  });
}
