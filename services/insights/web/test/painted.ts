import type { Page } from 'playwright-core';

export const LEVELS = [1, 2, 3, 4, 5].map((level) => `--map-level-${level}`);
export const SERIES = [1, 2, 3, 4, 5, 6, 7, 8].map((series) => `--series-${series}`);

/** @returns names of the theme with their colours as `#rrggbb` */
export async function readTheme(page: Page, appearance: 'light' | 'dark'): Promise<Record<string, string>> {
  const names = ['--paper', '--card', '--suppressed', '--no-data', '--chart', ...LEVELS, ...SERIES].concat(
    ['paper', 'none', 'blank', 'edge', 'chosen', 'arc'].map((name) => `--map-${name}`),
  );
  return page.evaluate(
    ([shown, all]) => {
      const { dataset } = document.documentElement;
      const before = dataset['appearance'];
      dataset['appearance'] = shown;
      const probe = document.body.appendChild(document.createElement('span'));
      const found = all.map((name) => {
        probe.style.color = `var(${name})`;
        const parts = getComputedStyle(probe).color.match(/\d+/g)!.slice(0, 3);
        return [name, `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`];
      });
      probe.remove();
      dataset['appearance'] = before;
      return Object.fromEntries(found) as Record<string, string>;
    },
    [appearance, names] as const,
  );
}

/** Of what is seen there, in pixels from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @returns how many pixels of what is seen there have which colour */
export async function countColours(page: Page, selector: string): Promise<Map<string, number>> {
  const { width, height } = (await page.locator(selector).first().boundingBox())!;
  return (await countColoursIn(page, selector, [{ x: 0, y: 0, width, height }]))[0]!;
}

/** The same for parts of it, from one picture. */
export async function countColoursIn(
  page: Page,
  selector: string,
  boxes: readonly Box[],
): Promise<Map<string, number>[]> {
  const picture = (await page.locator(selector).first().screenshot()).toString('base64');
  const counted = await page.evaluate(
    async ([text, parts]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      canvas.drawImage(bitmap, 0, 0);
      return parts.map(({ x, y, width, height }) => {
        const { data } = canvas.getImageData(Math.round(x), Math.round(y), Math.round(width), Math.round(height));
        const found: Record<string, number> = {};
        for (let at = 0; at < data.length; at += 4) {
          const colour = `#${[0, 1, 2].map((part) => data[at + part]!.toString(16).padStart(2, '0')).join('')}`;
          found[colour] = (found[colour] ?? 0) + 1;
        }
        return found;
      });
    },
    [picture, boxes] as const,
  );
  return counted.map((found) => new Map(Object.entries(found)));
}

/** @returns pixels nearer to a pattern's ink than to its ground: it is stretched with the map, so that its ink is seldom pure */
export function countInk(painted: ReadonlyMap<string, number>, ink: string, ground: string): number {
  const [from, to] = [partsOf(ground), partsOf(ink)];
  const isInk = (colour: string) => {
    const parts = partsOf(colour);
    const length = to.reduce((sum, part, at) => sum + (part - from[at]!) ** 2, 0);
    const share = parts.reduce((sum, part, at) => sum + ((part - from[at]!) * (to[at]! - from[at]!)) / length, 0);
    return share > 0.5 && parts.every((part, at) => Math.abs(part - from[at]! - share * (to[at]! - from[at]!)) < 12);
  };
  return [...painted].reduce((sum, [colour, pixels]) => sum + (isInk(colour) ? pixels : 0), 0);
}

/** Red, green and blue of `#rrggbb`, 0 to 255. */
export const partsOf = (colour: string): number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
