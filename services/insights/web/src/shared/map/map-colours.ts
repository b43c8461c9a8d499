import type { Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import { LEVELS } from './zone-shapes';

const PATTERN_PIXELS = 8;
export const PATTERNS = ['SUPPRESSED', 'NO_DATA'] as const;
export const LEVEL_COLOURS = Array.from({ length: LEVELS }, (_, index) => `--map-level-${index + 1}`);

/** Of the theme, as it looks now: what draws with WebGL cannot follow `light-dark()` by itself. */
export type Colours = (name: string) => string;

/** @param element any of the page: it has the theme's names, and its own colour is not seen */
export function readColours(element: HTMLElement): Colours {
  return (name) => {
    element.style.color = `var(${name})`;
    const { color } = getComputedStyle(element);
    element.style.removeProperty('color');
    return color;
  };
}

/** Of a zone's state, which alone changes as figures do: shapes are cut up once. */
const state = (name: 'level' | 'status') => ['feature-state', name] as const;
const whereIs = (is: readonly unknown[], value: number) => ['case', is, value, 0] as unknown as number;

/** What of a layer has a colour, by layer. */
const toPaints = (colour: Colours) => ({
  levels: {
    'fill-color': [
      ...['match', ['coalesce', state('level'), 0]],
      ...LEVEL_COLOURS.flatMap((name, index) => [index + 1, colour(name)]),
      colour('--map-none'),
    ] as unknown as string,
  },
  edges: { 'line-color': colour('--map-edge') },
  chosen: { 'line-color': colour('--map-chosen') },
  arcs: { 'line-color': colour('--map-arc') },
});

/** Hatched: suppressed. Dotted: no data. */
function makePattern(kind: (typeof PATTERNS)[number], colour: Colours) {
  const size = PATTERN_PIXELS;
  const data = new Uint8Array(size * size * 4);
  const [ink, ground] = [colour(kind === 'SUPPRESSED' ? '--suppressed' : '--no-data'), colour('--map-blank')].map(
    (text) => [...text.match(/\d+/g)!.slice(0, 3).map(Number), 255],
  );
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      // Two pixels wide: of one, stretched with the map, nothing is left that stands out.
      const isDot = x % 4 < 2 && y % 4 < 2 && x < 4 === y < 4;
      const isInk = kind === 'SUPPRESSED' ? (x + y) % size < 2 : isDot;
      data.set((isInk ? ink : ground)!, (y * size + x) * 4);
    }
  }
  return { width: size, height: size, data };
}

const EMPTY = { type: 'FeatureCollection', features: [] } as const;

/**
 * Local data only: no tile, no glyph, no sprite comes from anywhere. Fills are not smoothed: their edges are lines. What lies
 * under the zones is the element's own background: a layer of one colour would cost as much as that of the zones.
 */
export function makeStyle(colour: Colours): StyleSpecification {
  const paints = toPaints(colour);
  return {
    version: 8,
    // A colour that changes is there at once.
    transition: { duration: 0, delay: 0 },
    sources: {
      zones: { type: 'geojson', data: EMPTY as never, promoteId: 'id', maxzoom: 12 },
      // Of their own: no line is drawn around zones that are not chosen.
      chosen: { type: 'geojson', data: EMPTY as never, maxzoom: 12 },
      arcs: { type: 'geojson', data: EMPTY as never },
    },
    layers: [
      { id: 'levels', type: 'fill', source: 'zones', paint: { 'fill-antialias': false, ...paints.levels } },
      ...PATTERNS.map((status) => ({
        ...{ id: status, type: 'fill' as const, source: 'zones' },
        paint: {
          ...{ 'fill-antialias': false, 'fill-pattern': status },
          'fill-opacity': whereIs(['==', state('status'), status], 1),
        },
      })),
      { id: 'edges', type: 'line', source: 'zones', paint: { 'line-width': 1, ...paints.edges } },
      { id: 'chosen', type: 'line', source: 'chosen', paint: { 'line-width': 4, ...paints.chosen } },
      {
        ...{ id: 'arcs', type: 'line', source: 'arcs', layout: { 'line-cap': 'round', visibility: 'none' } },
        paint: { ...paints.arcs, 'line-opacity': 0.75, 'line-width': ['+', 1, ['*', 9, ['get', 'weight']]] },
      },
    ],
  };
}

/**
 * MapLibre draws a sky over every pixel of every picture, also where none can be seen: without a graphics card two fifths of
 * all that a picture costs. A map looked at from straight above has none.
 */
export function leaveOutTheSky({ painter }: MapLibre): void {
  painter.drawFunctions = { ...painter.drawFunctions, sky: () => undefined };
}

export function addPatterns(map: MapLibre, colour: Colours): void {
  for (const kind of PATTERNS) map.addImage(kind, makePattern(kind, colour));
}

/** The same map in other colours: zones and their states stay. */
export function recolour(map: MapLibre, colour: Colours): void {
  for (const [layer, paint] of Object.entries(toPaints(colour))) {
    for (const [property, value] of Object.entries(paint))
      map.setPaintProperty(layer, property as never, value as never);
  }
  for (const kind of PATTERNS) map.updateImage(kind, makePattern(kind, colour));
}
