import 'maplibre-gl/dist/maplibre-gl.css';
import { type GeoJSONSource, Map as MapLibre, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts/language';
import { mapTexts } from './map.texts';
import { boundsOf, LEVELS, type Look, type PlacedZone } from './zone-shapes';

setWorkerUrl(workerUrl);

/** One hue, five steps; what has no level has a pattern. */
export const SHADES = ['#d7ebe3', '#9fd0bb', '#5fae90', '#2b8264', '#00513b'] as const;
const PATTERN_PIXELS = 8;

export interface MapArc {
  readonly line: readonly (readonly [number, number])[];
  /** 0 to 1 of the widest. */
  readonly weight: number;
}

/** Hatched: suppressed. Dotted: no data. */
function makePattern(kind: 'SUPPRESSED' | 'NO_DATA'): { width: number; height: number; data: Uint8Array } {
  const size = PATTERN_PIXELS;
  const data = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const isInk = kind === 'SUPPRESSED' ? (x + y) % size < 2 : x % 4 < 1 && y % 4 < 1;
      const colour = kind === 'SUPPRESSED' ? [107, 63, 160] : [89, 98, 106];
      data.set(isInk ? [...colour, 255] : [244, 246, 247, 255], (y * size + x) * 4);
    }
  }
  return { width: size, height: size, data };
}

const EMPTY = { type: 'FeatureCollection', features: [] } as const;
/** Of a zone's state, which alone changes as figures do: shapes are cut up once. */
const state = (name: 'level' | 'status' | 'isChosen') => ['feature-state', name] as const;
const whereIs = (is: readonly unknown[], value: number) => ['case', is, value, 0] as unknown as number;

/** Local data only: no tile, no glyph, no sprite comes from anywhere. Fills are not smoothed: their edges are lines. */
const STYLE: StyleSpecification = {
  version: 8,
  sources: {
    zones: { type: 'geojson', data: EMPTY as never, promoteId: 'id', maxzoom: 12 },
    arcs: { type: 'geojson', data: EMPTY as never },
  },
  layers: [
    { id: 'paper', type: 'background', paint: { 'background-color': '#eef1f3' } },
    {
      ...{ id: 'levels', type: 'fill', source: 'zones' },
      paint: {
        'fill-antialias': false,
        'fill-color': [
          ...['match', ['coalesce', state('level'), 0]],
          ...SHADES.flatMap((shade, index) => [index + 1, shade]),
          '#ffffff',
        ] as unknown as string,
      },
    },
    ...(['SUPPRESSED', 'NO_DATA'] as const).map((status) => ({
      ...{ id: status, type: 'fill' as const, source: 'zones' },
      paint: {
        ...{ 'fill-antialias': false, 'fill-pattern': status },
        'fill-opacity': whereIs(['==', state('status'), status], 1),
      },
    })),
    { id: 'edges', type: 'line', source: 'zones', paint: { 'line-color': '#454c52', 'line-width': 1 } },
    {
      ...{ id: 'chosen', type: 'line', source: 'zones' },
      paint: {
        'line-color': '#b35900',
        'line-width': 4,
        'line-opacity': whereIs(['boolean', state('isChosen'), false], 1),
      },
    },
    {
      ...{ id: 'arcs', type: 'line', source: 'arcs', layout: { 'line-cap': 'round' } },
      paint: { 'line-color': '#6b1d5c', 'line-opacity': 0.75, 'line-width': ['+', 1, ['*', 9, ['get', 'weight']]] },
    },
  ],
};

interface Shown {
  readonly look: Look;
  readonly isChosen: boolean;
}

export interface ZoneMapProps {
  readonly zones: readonly PlacedZone[];
  readonly looks: ReadonlyMap<string, Look>;
  readonly chosen: readonly string[];
  readonly arcs: readonly MapArc[];
  readonly onChoose: (zoneId: string) => void;
}

/** The zones, shaded; a click chooses one. The list of zones beside it does the same by keyboard. */
export function ZoneMap(props: ZoneMapProps) {
  const { zones, looks, chosen, arcs, onChoose } = props;
  const t = useTexts(mapTexts);
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [cannotDraw, setCannotDraw] = useState(false);
  const [under, setUnder] = useState('');
  const choose = useRef(onChoose);
  const shown = useRef<ReadonlyMap<string, Shown>>(new Map());
  choose.current = onChoose;

  useEffect(() => {
    let made: MapLibre | undefined;
    try {
      made = new MapLibre({
        container: box.current!,
        style: STYLE,
        attributionControl: false,
        dragRotate: false,
        fadeDuration: 0,
      });
    } catch {
      // No WebGL here.
      setCannotDraw(true);
      return;
    }
    const drawn = made;
    const busy = (isBusy: boolean) => void box.current?.setAttribute('aria-busy', String(isBusy));
    drawn.on('dataloading', () => busy(true));
    drawn.on('idle', () => busy(false));
    drawn.once('load', () => {
      for (const kind of ['SUPPRESSED', 'NO_DATA'] as const) drawn.addImage(kind, makePattern(kind));
      setMap(drawn);
    });
    const zoneAt = (point: { x: number; y: number }) =>
      drawn.queryRenderedFeatures([point.x, point.y], { layers: ['levels'] })[0]?.properties;
    drawn.on('click', ({ point }) => {
      const found = zoneAt(point);
      if (found) choose.current(String(found['id']));
    });
    drawn.on('mousemove', ({ point }) => setUnder(String(zoneAt(point)?.['name'] ?? '')));
    return () => drawn.remove();
  }, []);

  useEffect(() => {
    if (!map) return;
    const features = zones.map(({ id, name, shape }) => ({
      ...{ type: 'Feature', geometry: shape, properties: { id, name } },
    }));
    void map.getSource<GeoJSONSource>('zones')?.setData({ type: 'FeatureCollection', features } as never);
    const bounds = boundsOf(zones);
    if (bounds) map.fitBounds(bounds, { padding: 24, animate: false });
  }, [map, zones]);

  useEffect(() => {
    if (!map) return;
    const before = shown.current;
    shown.current = new Map(
      zones.map(({ id }) => [id, { look: looks.get(id) ?? 'NONE', isChosen: chosen.includes(id) }]),
    );
    for (const [id, { look, isChosen }] of shown.current) {
      const last = before.get(id);
      if (last?.look === look && last.isChosen === isChosen) continue;
      const [level, status] = typeof look === 'number' ? [look, null] : [0, look];
      map.setFeatureState({ source: 'zones', id }, { level, status, isChosen });
    }
  }, [map, zones, looks, chosen]);

  useEffect(() => {
    if (!map) return;
    const lines = arcs.map(({ line, weight }) => ({
      ...{ type: 'Feature', geometry: { type: 'LineString', coordinates: line }, properties: { weight } },
    }));
    void map.getSource<GeoJSONSource>('arcs')?.setData({ type: 'FeatureCollection', features: lines } as never);
  }, [map, arcs]);

  return (
    <div>
      <div ref={box} className="map" data-drawn={map !== null} />
      <p className="hint map-under">{cannotDraw ? t.noWebGl : under || t.mapHint}</p>
      <p className="shades">
        {t.few}{' '}
        {SHADES.slice(0, LEVELS).map((shade) => (
          <span key={shade} className="shade" style={{ background: shade }} />
        ))}{' '}
        {t.many}
      </p>
    </div>
  );
}
