import 'maplibre-gl/dist/maplibre-gl.css';
import { type GeoJSONSource, Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState } from 'react';
import { useIsDark } from '../page/use-is-dark';
import { useTexts } from '../texts/language';
import { sharedTexts } from '../texts/shared.texts';
import { addPatterns, leaveOutTheSky, LEVEL_COLOURS, makeStyle, PATTERNS, readColours, recolour } from './map-colours';
import { mapTexts } from './map.texts';
import { boundsOf, type Look, type PlacedZone } from './zone-shapes';

setWorkerUrl(workerUrl);

export interface MapArc {
  readonly line: readonly (readonly [number, number])[];
  /** 0 to 1 of the widest. */
  readonly weight: number;
}

const toFeature = ({ id, name, shape }: PlacedZone) => ({ type: 'Feature', geometry: shape, properties: { id, name } });

const show = (map: MapLibre, source: 'zones' | 'chosen' | 'arcs', features: readonly object[]): void =>
  void map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features } as never);

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
  const shared = useTexts(sharedTexts);
  const isDark = useIsDark();
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [cannotDraw, setCannotDraw] = useState(false);
  const [under, setUnder] = useState('');
  const choose = useRef(onChoose);
  const shown = useRef<ReadonlyMap<string, Look>>(new Map());
  choose.current = onChoose;

  useEffect(() => {
    let made: MapLibre | undefined;
    try {
      made = new MapLibre({
        container: box.current!,
        style: makeStyle(readColours(box.current!)),
        attributionControl: false,
        dragRotate: false,
        maxPitch: 0,
        fadeDuration: 0,
      });
    } catch {
      // No WebGL here.
      setCannotDraw(true);
      return;
    }
    const drawn = made;
    leaveOutTheSky(drawn);
    const busy = (isBusy: boolean) => void box.current?.setAttribute('aria-busy', String(isBusy));
    drawn.on('dataloading', () => busy(true));
    drawn.on('idle', () => busy(false));
    drawn.once('load', () => {
      // Off the page already, and about to be removed: it has no colours any more.
      if (!drawn.getContainer().isConnected) return;
      addPatterns(drawn, readColours(drawn.getContainer()));
      setMap(drawn);
    });
    const zoneAt = (point: { x: number; y: number }) =>
      drawn.queryRenderedFeatures([point.x, point.y], { layers: ['levels'] })[0]?.properties;
    drawn.on('click', ({ point }) => {
      const found = zoneAt(point);
      if (found) choose.current(String(found['id']));
    });
    // Where the map itself moves, nobody reads names.
    drawn.on('mousemove', ({ point }) => drawn.isMoving() || setUnder(String(zoneAt(point)?.['name'] ?? '')));
    return () => drawn.remove();
  }, []);

  useEffect(() => {
    if (map) recolour(map, readColours(map.getContainer()));
  }, [map, isDark]);

  useEffect(() => {
    if (!map) return;
    show(map, 'zones', zones.map(toFeature));
    const bounds = boundsOf(zones);
    if (bounds) map.fitBounds(bounds, { padding: 24, animate: false });
  }, [map, zones]);

  useEffect(() => {
    if (!map) return;
    const before = shown.current;
    shown.current = new Map(zones.map(({ id }) => [id, looks.get(id) ?? 'NONE']));
    for (const [id, look] of shown.current) {
      if (before.get(id) === look) continue;
      const [level, status] = typeof look === 'number' ? [look, null] : [0, look];
      map.setFeatureState({ source: 'zones', id }, { level, status });
    }
  }, [map, zones, looks]);

  useEffect(() => {
    if (map) show(map, 'chosen', zones.filter(({ id }) => chosen.includes(id)).map(toFeature));
  }, [map, zones, chosen]);

  useEffect(() => {
    if (!map) return;
    const lines = arcs.map(({ line, weight }) => ({
      ...{ type: 'Feature', geometry: { type: 'LineString', coordinates: line }, properties: { weight } },
    }));
    show(map, 'arcs', lines);
    // A layer without lines would still be cut out of every tile.
    map.setLayoutProperty('arcs', 'visibility', lines.length > 0 ? 'visible' : 'none');
  }, [map, arcs]);

  return (
    <div>
      <div ref={box} className="map" data-drawn={map !== null} />
      <p className="hint map-under">{cannotDraw ? t.noWebGl : under || t.mapHint}</p>
      <p className="shades">
        {t.few}{' '}
        {LEVEL_COLOURS.map((name) => (
          <span key={name} className="shade" style={{ background: `var(${name})` }} />
        ))}{' '}
        {t.many}
        {PATTERNS.map((status) => (
          <span key={status} className="patterned">
            <span className={`shade ${status.toLowerCase()}`} /> {shared.statuses[status]}
          </span>
        ))}
      </p>
    </div>
  );
}
