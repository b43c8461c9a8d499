import type { Page } from 'playwright-core';
import { sharedTexts } from '../src/shared/texts/shared.texts';
import { PersonAtAPage } from '../../../../gateway/e2e/support/pages';
import { AtTheExplorer, type Figures } from './at-the-explorer';
import { type Box, countColoursIn, countInk, LEVELS, readTheme } from './painted';
import { DAYS, FIRST } from './town';
import type { Running } from './work';

const TIMEOUT = 120_000;
/** Around the zones, as the map is fitted to them. */
const PADDING = 24;
/** Of a zone, away from its edges. */
const INNER = 0.6;

type Look = 'SUPPRESSED' | 'NO_DATA' | `--map-level-${number}`;
interface Zone {
  readonly id: string;
  readonly name: string;
  readonly shape: string;
}

/** What the map paints where, pixel by pixel: home areas by their figures, suppressed and "no data" apart from each other and from both. */
export function tellTheCatchment(running: () => Running): void {
  test.each(['en', 'de'] as const)(
    'home areas are shaded by what a program gets; suppressed and “no data” are painted, and written, each in its own way, in %s',
    async (language) => {
      const { pages, browser } = running();
      const { account, actor } = await pages.addAnalyst(`carla-${language}`, ['visitors', 'origin'], { from: FIRST });
      const program = async <Answer>(question: string): Promise<Answer> =>
        (await pages.insights.ask<{ answer: Answer }>(actor, `{ answer: ${question} }`)).answer;
      const zones = await program<Zone[]>('zones { id name shape }');
      const person = await PersonAtAPage.open(browser, pages.url, { language });
      const { page } = person;
      const desk = new AtTheExplorer(person, language);
      await person.logIn('/explore', account);
      await page.getByRole('checkbox').first().waitFor();
      const theme = await readTheme(page, 'light');

      const paintedAs = async (looks: ReadonlyMap<string, Look>): Promise<void> => {
        const boxes = await boxesOf(page, zones);
        const shaded = [...looks.keys()];
        const painted = await countColoursIn(...([page, '.map', shaded.map((id) => boxes.get(id)!)] as const));
        const found = new Map(shaded.map((id, index) => [id, lookOf(painted[index]!, theme)]));
        expect(found).toEqual(looks);
      };

      await desk.question('origin', ['Zone centre']);
      await desk.days(DAYS[2]!, DAYS[2]!);
      const catchment = await desk.show('origin');
      await desk.settle('origin');
      const [origin] = await program<(Figures & { homeZoneIds: string[]; statuses: Look[] })[]>(
        `origin(zoneIds: ["centre"], from: "${DAYS[2]}", to: "${DAYS[2]}", grain: DAY, first: 200) { values lows highs statuses homeZoneIds }`,
      );
      const { values, statuses, homeZoneIds } = origin!;
      const largest = Math.max(...values.map((value) => value ?? 0));
      const levelOf = (value: number): Look => `--map-level-${Math.ceil((LEVELS.length * value) / largest)}`;
      const homes = new Map(
        homeZoneIds.map((id, at) => [id, values[at] === null ? statuses[at]! : levelOf(values[at]!)] as const),
      );
      // The first quarter sends most, the ninth a ninth of that.
      expect(homes.get('quarter-1')).toBe('--map-level-5');
      expect(new Set(homes.values()).size).toBeGreaterThan(3);
      await paintedAs(homes);
      expect(await catchment.locator('tbody .mark.suppressed').count()).toBe(
        [...homes.values()].filter((look) => look === 'SUPPRESSED').length,
      );

      await desk.question('visitors', ['Zone centre', 'Zone P-station', 'Zone hills']);
      const answer = await desk.show('visitors');
      await desk.settle('visitors');
      await paintedAs(
        new Map<string, Look>([
          ['centre', '--map-level-5'],
          ['P-station', 'SUPPRESSED'],
          ['hills', 'NO_DATA'],
        ]),
      );
      const { statuses: words } = sharedTexts[language];
      for (const [zone, status] of [
        ['P-station', 'SUPPRESSED'],
        ['hills', 'NO_DATA'],
      ] as const) {
        const row = answer.locator('.picture tbody tr', { hasText: `Zone ${zone}` }).first();
        expect(await row.locator('.mark').innerText()).toBe(words[status]);
        expect(await row.innerText()).not.toMatch(/\b0\b/);
      }
      const marks = await answer
        .locator('.picture tbody .mark')
        .evaluateAll((all) =>
          all.map((mark) => [getComputedStyle(mark).color, getComputedStyle(mark).borderLeftStyle].join()),
        );
      expect(new Set(marks).size).toBe(2);
      expect(await person.violations()).toEqual([]);
      await person.close();
    },
    TIMEOUT,
  );
}

/** How a zone looks, by the pixels inside it. */
function lookOf(painted: ReadonlyMap<string, number>, theme: Readonly<Record<string, string>>): string {
  const all = [...painted.values()].reduce((sum, pixels) => sum + pixels, 0);
  const level = LEVELS.find((name) => (painted.get(theme[name]!) ?? 0) === all);
  if (level !== undefined) return level;
  const inkOf = (name: string) => countInk(painted, theme[name]!, theme['--map-blank']!) / all;
  const [suppressed, noData] = [inkOf('--suppressed'), inkOf('--no-data')];
  // Hatched: a quarter is ink. Dotted: an eighth.
  if (suppressed > 0.15 && suppressed < 0.4 && noData === 0) return 'SUPPRESSED';
  if (noData > 0.05 && noData < 0.15 && suppressed === 0) return 'NO_DATA';
  return `neither: ${JSON.stringify([...painted].slice(0, 5))}, ${suppressed}, ${noData}`;
}

/** Where zones are on the map, which shows all of them from straight above, in Mercator’s projection. */
async function boxesOf(page: Page, zones: readonly Zone[]): Promise<Map<string, Box>> {
  const { width, height } = (await page.locator('.map').first().boundingBox())!;
  const mercator = (latitude: number) => (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;
  const extents = zones.map(({ id, shape }) => {
    const points = (JSON.parse(shape) as { coordinates: number[][][][] }).coordinates.flat(2);
    const [xs, ys] = [points.map(([x]) => x!), points.map(([, y]) => mercator(y!))];
    return { id, west: Math.min(...xs), east: Math.max(...xs), south: Math.min(...ys), north: Math.max(...ys) };
  });
  const [west, east] = [Math.min(...extents.map((one) => one.west)), Math.max(...extents.map((one) => one.east))];
  const [south, north] = [Math.min(...extents.map((one) => one.south)), Math.max(...extents.map((one) => one.north))];
  const scale = Math.min((width - 2 * PADDING) / (east - west), (height - 2 * PADDING) / (north - south));
  return new Map(
    extents.map((one) => {
      const [across, up] = [(one.west + one.east - west - east) / 2, (one.south + one.north - south - north) / 2];
      const [wide, high] = [INNER * scale * (one.east - one.west), INNER * scale * (one.north - one.south)];
      const box = { x: width / 2 + scale * across - wide / 2, y: height / 2 - scale * up - high / 2 };
      return [one.id, { ...box, width: wide, height: high }];
    }),
  );
}
